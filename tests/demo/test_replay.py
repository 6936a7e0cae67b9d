"""The demo's history, written in bulk, is the one that the services leave when everybody does the same again."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from logbook.accounts.queries import person_by_handle
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.demo.services import make_demo
from logbook.entries.models import Round, Week
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from tests.conftest import FRIDAY, empty
from tests.demo.replay import Replay, Rows, forget, rows_of


@pytest.fixture(scope="module")
def made(app: Flask) -> Flask:
    """Make the demo school once for all tests of this file; each does one learner's history again."""
    with clock.freeze(FRIDAY), app.app_context():
        empty()
        make_demo(lambda _done, _of: None)
        db.session.remove()
    return app


@pytest.fixture
def demo(made: Flask) -> Iterator[Flask]:
    """Return the application on the demo school."""
    with clock.freeze(FRIDAY), made.app_context():
        yield made
        db.session.remove()


@pytest.mark.parametrize("handle", ["learner1", "learner8", "learner17", "learner20"])
def test_the_services_leave_the_same_rows(demo: Flask, handle: str) -> None:
    learner = person_by_handle(handle)
    assert learner is not None
    before = rows_of(learner.id)
    with transaction():
        forget(before)
    Replay(before, learner.id).run()
    after = rows_of(learner.id)
    for table, rows in readable(before).items():
        assert rows == readable(after)[table], table.__name__


def readable(rows: Rows) -> dict[type, list[str]]:
    """Return the rows with the ids that each telling makes for itself replaced by what they stand for."""
    names = {row["id"]: f"round of {row['entry_id'] or row['date']}" for row in rows[Round]}
    names |= {row["id"]: f"week {row['week']}" for row in rows[Week]}
    names |= {row["id"]: f"{row['kind']}: {row['text']}" for row in rows[Remark]}
    names |= {row["id"]: f"{row['text']} {row['made_at']}" for row in rows[Commitment]}
    names |= {row["id"]: "event" for row in rows[Event]}
    texts = {str(key): name for key, name in names.items()}

    def named(value: Any) -> Any:
        if isinstance(value, UUID):
            return names.get(value, value)
        if isinstance(value, dict):
            return {key: named(each) for key, each in sorted(value.items())}
        return texts.get(value, value) if isinstance(value, str) else value

    return {
        table: sorted(repr({name: named(value) for name, value in row.items() if name != "id"}) for row in found)
        for table, found in rows.items()
    }
