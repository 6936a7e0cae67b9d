"""What a request says of its host, and where a form says to go next, lead nobody elsewhere."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, url_for

from logbook.app import create_app
from logbook.core.mail import Mail
from logbook.extensions import db
from logbook.notices.services import render_mail
from tests.access.table import OWN_PAGES, TABLE
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import make_things
from tests.accounts.mailbox import enter_by_mail
from tests.factories import Cast
from tests.pages import PageClient

EVIL = "evil.example"
TARGETS = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example/",
    "/\n/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https:evil.example",
    " //evil.example",
    "http://localhost@evil.example/",
    "/x\r\nSet-Cookie: planted=1",
)


def _stays(location: str) -> bool:
    """Return whether a browser at http://localhost stays there, whatever it makes of slashes and control codes."""
    as_read = "".join(sign for sign in location.strip() if sign.isprintable()).replace("\\", "/")
    parts = urlsplit(as_read)
    return parts.netloc in ("", "localhost") and parts.scheme in ("", "http") and not as_read.startswith("//")


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_leads_elsewhere_after_signing_in(target: str, cast: Cast, client_for: Any, clean: Flask) -> None:
    client: PageClient = client_for()
    client.get("/sign-in", query_string={"next": target})
    answer = enter_by_mail(client, cast.mentor, clean)
    assert _stays(answer.location) and "planted" not in str(answer.headers)
    for path in ("/prove", "/unlock", "/promise"):
        shown = client.client.get(path, query_string={"next": target})
        assert _stays(shown.headers.get("Location", "/")) and "planted" not in str(shown.headers)


@pytest.mark.parametrize("name", ["learner", "mentor", "teacher", "coordinator"])
def test_no_form_leads_to_where_its_sender_says(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    things, client = make_things(cast)["own"], client_for(getattr(cast, name))
    wishes = dict.fromkeys(("next", "back", "to", "url", "return_to"), "//evil.example/")
    with clean.test_request_context():
        paths = [
            (rule, url_for(each, **things.address[rule.thing], **rule.more, **ARGUMENTS.get(each, {})))
            for each, rule in sorted(TABLE.items())
            if rule.post
        ]
    headers = {"Referer": "https://evil.example//evil.example/x", "X-Forwarded-Host": EVIL}
    db.session.commit()
    for rule, path in paths:
        sent = rule.data | wishes | {"csrf_token": client.fresh_token()}
        answer = client.client.post(f"{path}?next=//evil.example", data=sent, headers=headers, buffered=True)
        assert _stays(answer.headers.get("Location", "/")), path


@pytest.mark.parametrize("name", ["learner", "mentor", "coordinator"])
def test_no_page_repeats_the_host_of_a_request(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    client = client_for(getattr(cast, name))
    with client.client.session_transaction() as ours:
        held = dict(ours)
    with client.client.session_transaction(base_url=f"http://{EVIL}") as theirs:
        theirs.update(held)
    with clean.test_request_context():
        paths = [url_for(each, **ARGUMENTS.get(each, {})) for each in sorted(OWN_PAGES)]
    opened = 0
    for path in paths:
        answer = client.client.get(path, base_url=f"http://{EVIL}", headers={"X-Forwarded-Host": EVIL}, buffered=True)
        opened += answer.status_code == 200
        assert EVIL not in answer.headers.get("Location", "") and EVIL.encode() not in answer.get_data(), path
    assert opened > 3


def test_a_mail_leads_to_where_the_settings_say(clean: Flask, cast: Cast, client_for: Any) -> None:
    client = client_for().client
    with client.session_transaction(base_url=f"http://{EVIL}") as session:
        session["csrf_token"] = "0" * 40
    form = {"email": cast.mentor.email, "csrf_token": client_for().token}
    client.post("/sign-in", data=form, base_url=f"http://{EVIL}", headers={"X-Forwarded-Host": EVIL}, buffered=True)
    with clean.test_request_context():
        mail = render_mail(db.session.query(Mail).one())
    assert EVIL not in mail.as_string()


def test_another_host_is_refused_where_hosts_are_set(clean: Flask, tmp_path: Any) -> None:
    settings = replace(clean.extensions["logbook_config"], trusted_hosts=("logbook.school.be",), data=tmp_path)
    strict = create_app(settings)
    client = strict.test_client()
    assert client.get("/sign-in", base_url="http://logbook.school.be").status_code == 200
    for host in (EVIL, "logbook.school.be.evil.example", "logbook.school.be@evil.example", "localhost"):
        assert client.get("/sign-in", headers={"Host": host}).status_code == 400
    with strict.app_context():
        db.engine.dispose()
