"""A form of another site does nothing here: neither as a form nor as a phone's call."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.extensions import csrf, db
from logbook.permissions import PERMISSIONS
from tests.access.test_matrix import _sample
from tests.factories import Cast, actor_of

PEOPLE = ("learner", "mentor", "teacher", "coordinator")
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
WITHOUT_TOKEN = {"sync.api", "sync.share"}
"""Calls that ask another header; and what other apps on a phone share, which lands on a page and keeps nothing."""


def _changing(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    for rule in app.url_map.iter_rules():
        values = {name: converter.to_url(_sample(name)) for name, converter in rule._converters.items()}
        built = rule.build(values, append_unknown=False)
        assert built is not None
        yield from ((rule, method, built[1]) for method in (rule.methods or set()) & CHANGING)


def _exempt(rule: Rule) -> bool:
    return rule.endpoint in WITHOUT_TOKEN or rule.endpoint.rpartition(".")[0] in WITHOUT_TOKEN


@pytest.mark.parametrize("name", PEOPLE)
def test_no_form_counts_without_its_token(name: str, clean: Flask, cast: Cast, client_for: Any) -> None:
    person = getattr(cast, name)
    client, role = client_for(person), actor_of(person).role
    before, tried = db.session.query(Event).count(), 0
    db.session.commit()
    for rule, method, path in _changing(clean):
        if _exempt(rule) or role not in (PERMISSIONS[rule.endpoint] or {role}):
            continue
        for token in ({}, {"csrf_token": "x" * 90}, {"csrf_token": client_for().fresh_token()[:-1] + "~"}):
            assert client.client.open(path, method=method, data=token).status_code == 400, path
            tried += 1
    assert tried > 30 and db.session.query(Event).count() == before


def test_no_call_counts_without_what_only_our_own_script_can_send(clean: Flask, cast: Cast, client_for: Any) -> None:
    calls = [each for each in _changing(clean) if each[2].startswith("/api/")]
    clients = {role: client_for(getattr(cast, role.value)) for role in (Role.LEARNER, Role.TEACHER)}
    assert calls
    for rule, method, path in calls:
        roles = PERMISSIONS[rule.endpoint]
        client = clients[Role.LEARNER if roles is None or Role.LEARNER in roles else Role.TEACHER]
        form = {"data": "{}", "content_type": "text/plain"}
        elsewhere = {"X-Logbook": "1", "Sec-Fetch-Site": "cross-site"}
        with clean.app_context():
            assert client.client.open(path, method=method, **form).status_code == 400, path
        with clean.app_context():
            assert client.client.open(path, method=method, headers=elsewhere, **form).status_code == 403, path


def test_what_needs_no_token_is_the_reviewed_list() -> None:
    views = {name.replace("logbook.sync.views.", "sync.") for name in csrf._exempt_views}
    assert {each.name for each in csrf._exempt_blueprints} | views <= {"api", "sync.api", "sync.shell.share"}
