"""What a scanner tries: addresses that are not there, methods, headers; and what every answer says to a browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, jsonify, request, url_for
from werkzeug.test import TestResponse

from logbook.app import create_app
from logbook.extensions import db
from logbook.permissions import PERMISSIONS
from tests.access.table import OWN_PAGES
from tests.access.test_matrix import ARGUMENTS
from tests.factories import Cast, actor_of
from tests.pages import Page

PROBES = [
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/.svn/entries",
    "/wsgi.py",
    "/pyproject.toml",
    "/logbook/app.py",
    "/instance/secret-key",
    "/assets",
    "/assets/",
    "/static/",
    "/static/js/",
    "/media/",
    "/admin",
    "/console",
    "/debug",
    "/docs",
    "/swagger.json",
    "/openapi.json",
    "/metrics",
    "/server-status",
    "/actuator/health",
    "/phpinfo.php",
    "/backup.zip",
    "/logbook.sqlite",
    "/.well-known/security.json",
    "/assets/../wsgi.py",
    "/assets/%2e%2e/wsgi.py",
    "/%2e%2e/%2e%2e/etc/passwd",
]
SHOWN = ("learner", "mentor", "teacher", "coordinator", "company_coordinator", "guardian")


def _own_pages(app: Flask, cast: Cast, client_for: Any, name: str) -> Iterator[tuple[str, TestResponse]]:
    person = getattr(cast, name)
    client, role = client_for(person).client, actor_of(person).role
    with app.test_request_context():
        paths = [url_for(each, **ARGUMENTS.get(each, {})) for each in OWN_PAGES if role in (PERMISSIONS[each] or ())]
    db.session.commit()
    for path in paths:
        yield path, client.get(path, buffered=True)


def test_what_scanners_look_for_is_not_there(client_for: Any) -> None:
    client = client_for().client
    assert {path: client.get(path).status_code for path in PROBES} == dict.fromkeys(PROBES, 404)


def test_a_request_is_never_echoed(cast: Cast, client_for: Any) -> None:
    client = client_for(cast.mentor).client
    for method in ("TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND"):
        answer = client.open("/sign-in", method=method, headers={"X-Secret": "hidden-word"})
        assert answer.status_code == 405 and b"hidden-word" not in answer.get_data()


def test_no_other_site_may_read_an_answer(cast: Cast, client_for: Any) -> None:
    client = client_for(cast.learner).client
    for path in ("/sign-in", "/me", "/api/v1/changes?since=", "/nothing"):
        for method in ("GET", "OPTIONS"):
            asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
            headers = client.open(path, method=method, headers=asked).headers
            assert not [name for name, _value in headers if name.startswith("Access-Control")]
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("name", SHOWN)
def test_every_answer_may_stand_in_no_frame_and_tells_nobody_where_from(
    name: str, clean: Flask, cast: Cast, client_for: Any
) -> None:
    asset = str(client_for().get("/sign-in").soup.find("script")["src"])  # type: ignore[index]
    answers = dict(_own_pages(clean, cast, client_for, name)) | {"/nothing": client_for().client.get("/nothing")}
    for path, answer in answers.items():
        assert answer.headers["Referrer-Policy"] == "same-origin", path
        assert answer.headers["Cache-Control"] == "no-store" or answer.mimetype != "text/html", path
    answers[asset] = client_for().client.get(asset)
    for path, answer in answers.items():
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path


@pytest.mark.parametrize("name", SHOWN)
def test_every_text_says_its_characters(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    for path, answer in _own_pages(clean, cast, client_for, name):
        kind = answer.content_type
        assert kind and (not kind.startswith("text/") or "charset=utf-8" in kind), path


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_leads_to_where_one_leaves(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    assert client_for(getattr(cast, name)).get("/me").all("form[action='/sign-out']")
    for path, answer in _own_pages(clean, cast, client_for, name):
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert Page(answer).all("a[href='/me'], form[action='/sign-out']"), path


@pytest.fixture
def behind_a_proxy(clean: Flask, tmp_path: Path) -> Iterator[Flask]:
    settings = replace(clean.extensions["logbook_config"], proxies=1, secure=True, data=tmp_path)
    with ExitStack() as stack:
        app = create_app(settings)
        with app.app_context():
            stack.callback(db.engine.dispose)
        app.add_url_rule("/seen", "assets.seen", lambda: jsonify(request.remote_addr, request.host, request.scheme))
        app.before_request_funcs[None] = []
        yield app


def test_an_address_counts_as_the_nearest_proxy_says_it(behind_a_proxy: Flask) -> None:
    said = {"X-Forwarded-For": "6.6.6.6, 10.1.2.3", "X-Forwarded-Host": "evil.example, logbook.school.be"}
    said |= {"X-Forwarded-Proto": "http, https", "X-Real-IP": "6.6.6.6", "Forwarded": "for=6.6.6.6;host=evil.example"}
    assert behind_a_proxy.test_client().get("/seen", headers=said).json == ["10.1.2.3", "logbook.school.be", "https"]


def test_with_https_every_answer_says_to_stay_there(behind_a_proxy: Flask) -> None:
    for path in ("/sign-in", "/nothing", "/manifest.webmanifest"):
        said = behind_a_proxy.test_client().get(path, headers={"X-Forwarded-Proto": "https"}).headers
        assert said["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
