"""Every person of the cast at every endpoint, with the own learner's, a classmate's and another school's things."""

import json
from collections.abc import Callable

import pytest
from flask import Flask, url_for

from logbook.accounts.models import Person
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.weeks import iso_week
from logbook.extensions import db
from logbook.permissions import PERMISSIONS
from tests.access.table import OWN_DEEDS, OWN_PAGES, REACH, TABLE, Rule
from tests.access.things import Things, make_things
from tests.entries.work import THIS_WEEK
from tests.factories import WELDING, Cast, actor_of
from tests.pages import PageClient
from tests.sync.phone import Phone

REFUSED = {403, 404}
TAKEN = {200, 201, 204, 302, 303, 409, 422}
ARGUMENTS = {
    "privacy.period": {"document": "entries"},
    "roster.example": {"kind": "csv"},
    "insight.week": {"iso_week": iso_week(THIS_WEEK)},
    "entries.new": {"sheet": WELDING},
    "sheets.show": {"slug": WELDING},
    "company_sheets.here": {"slug": WELDING},
    "paper.choose": {"slug": WELDING},
    "paper.take": {"slug": WELDING},
    "paper.empty": {"slug": WELDING},
    "authoring.take_up_form": {"slug": WELDING},
    "authoring.take_up": {"slug": WELDING},
    "authoring.versions": {"slug": WELDING},
    "authoring.compare": {"slug": WELDING},
    "authoring.move_form": {"slug": WELDING, "number": 1},
    "authoring.take_out": {"slug": WELDING, "number": 1, "form": "yaml"},
    "sheets.criterion": {"slug": WELDING, "criterion_id": "crack_free"},
    "sheets.stage": {"stage_id": "coaching"},
    "insight.evidence": {"sheet": WELDING, "criterion": "crack_free", "stage": "coaching"},
    "reviews.round_form": {"sheet": WELDING},
    "reviews.new_round": {"sheet": WELDING},
}


def test_every_endpoint_is_in_the_reviewed_table() -> None:
    closed = {endpoint for endpoint, roles in PERMISSIONS.items() if roles is not None}
    assert closed == set(TABLE) | OWN_PAGES | OWN_DEEDS


def _status(client: PageClient, person: Person, rule: Rule, path: str) -> int:
    client.app.testing = True
    if rule.deed:
        return Phone(client, person).put_bytes(path.removeprefix("/api/v1"), json.dumps(rule.deed).encode()).status
    db.session.commit()
    with client.app.app_context():
        if rule.post:
            return client.client.post(
                path, data=rule.data | {"csrf_token": client.fresh_token()}, buffered=True
            ).status_code
        return client.client.get(path, buffered=True).status_code


def _path(app: Flask, endpoint: str, rule: Rule, things: Things) -> str:
    with app.test_request_context():
        more = rule.more | ({"op_id": new_id()} if rule.deed else {})
        return url_for(endpoint, **things.address[rule.thing], **more, **ARGUMENTS.get(endpoint, {}))


def _deeds() -> int:
    return db.session.query(Event).filter(Event.deed.notin_(["sign_in", "look"])).count()


@pytest.mark.parametrize("endpoint", sorted(TABLE))
def test_who_may_with_whose_thing(
    endpoint: str, clean: Flask, cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    rule, owners = TABLE[endpoint], make_things(cast)
    clients = {name: client_for(getattr(cast, name)) for name in REACH}
    allowed = [(name, owner) for name in REACH for owner in owners if name in rule.may and owner in REACH[name]]
    allowed += [pair for pair in rule.also if pair not in allowed]
    refused = [(name, owner) for name in REACH for owner in owners if (name, owner) not in allowed]
    before, wrong = _deeds(), []
    for name, owner in refused:
        status = _status(clients[name], getattr(cast, name), rule, _path(clean, endpoint, rule, owners[owner]))
        expected = (
            REFUSED | ({409} if owner in REACH[name] and not rule.may else set()) if owner in REACH[name] else {404}
        )
        if status not in expected:
            wrong.append((name, owner, status, "should be refused"))
    assert _deeds() == before, "a refused deed left its trace"
    for name, owner in allowed:
        status = _status(clients[name], getattr(cast, name), rule, _path(clean, endpoint, rule, owners[owner]))
        if status not in TAKEN:
            wrong.append((name, owner, status, "should be let in"))
    assert wrong == []


@pytest.mark.parametrize("endpoint", sorted(OWN_PAGES))
def test_who_has_a_page_of_this_kind(
    endpoint: str, clean: Flask, cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    with clean.test_request_context():
        path = url_for(endpoint, **ARGUMENTS.get(endpoint, {}))
    for name in REACH:
        person = getattr(cast, name)
        let_in = actor_of(person).role in (PERMISSIONS[endpoint] or ())
        status = _status(client_for(person), person, Rule("", set()), path)
        assert (status in TAKEN) if let_in else status == 404, (name, status)


@pytest.mark.parametrize("endpoint", sorted(set(TABLE) | OWN_PAGES | OWN_DEEDS))
def test_nobody_gets_in_without_signing_in(endpoint: str, clean: Flask, client_for: Callable[..., PageClient]) -> None:
    rule = next(rule for rule in clean.url_map.iter_rules() if rule.endpoint == endpoint)
    values = {name: converter.to_url(_sample(name)) for name, converter in rule._converters.items()}
    built = rule.build(values, append_unknown=False)
    assert built is not None
    client = client_for()
    method = next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    answer = client.client.open(built[1], method=method, data={"csrf_token": client.fresh_token()})
    if built[1].startswith("/api/"):
        assert answer.status_code == 401 and answer.json["code"] == "signed_out"
    else:
        assert answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")


def _sample(name: str) -> object:
    if name.endswith("_id") and name not in {"stage_id", "criterion_id"}:
        return "00000000-0000-7000-8000-000000000000"
    return {"rev": 1, "deed": "done", "number": 1, "form": "yaml"}.get(name, "x")
