"""Every role at every address by every method that the address does not have: refused, and nothing happens."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, url_for

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.extensions import db
from tests.access.table import OWN_PAGES, REACH, TABLE
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import Things, make_things
from tests.factories import Cast
from tests.pages import PageClient

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _addresses(app: Flask, things: Things) -> Iterator[str]:
    with app.test_request_context():
        for endpoint, rule in sorted(TABLE.items()):
            more = rule.more | ({"op_id": new_id()} if rule.deed else {})
            yield url_for(endpoint, **things.address[rule.thing], **more, **ARGUMENTS.get(endpoint, {}))
        for endpoint in sorted(OWN_PAGES):
            yield url_for(endpoint, **ARGUMENTS.get(endpoint, {}))


def _others(app: Flask, path: str) -> list[str]:
    allowed = app.url_map.bind("localhost").allowed_methods(path.partition("?")[0])
    return [method for method in METHODS if method not in allowed]


@pytest.mark.parametrize("name", [*REACH, None])
def test_no_other_method_does_anything(
    name: str | None,
    clean: Flask,
    cast: Cast,
    client_for: Callable[..., PageClient],
    record_property: Callable[[str, object], None],
) -> None:
    things = make_things(cast)["own"]
    client = client_for(getattr(cast, name) if name else None)
    before, cases, wrong = db.session.query(Event).count(), 0, []
    db.session.commit()
    for path in _addresses(clean, things):
        for method in _others(clean, path):
            status = client.client.open(path, method=method, data={"csrf_token": client.fresh_token()}).status_code
            cases += 1
            if status not in (404, 405):
                wrong.append((method, path, status))
    assert wrong == [] and cases > 300
    assert db.session.query(Event).count() == before
    record_property(f"other methods as {name or 'nobody'}", f"{cases} cases, 0 answered")
