"""A phone that sends twice at once, and two phones at once: each in a thread with a transaction of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask

from logbook.core.errors import OpReused
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryRevision, Receipt, Verdict
from logbook.entries.services import SubmitEntry, check, submit_entry
from logbook.extensions import db
from tests.entries.work import deeds, fields, submit, weekly
from tests.factories import Cast

T = TypeVar("T")
AT_ONCE = 4


def at_once(app: Flask, *work: Callable[[], T]) -> list[T | Exception]:
    """Run each piece of work in a thread with the test's clock, all starting together; return what each gave."""
    barrier = Barrier(len(work))

    def run(piece: Callable[[], T]) -> T | Exception:
        with app.app_context():
            barrier.wait()
            try:
                with transaction():
                    return piece()
            except Exception as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(work)) as threads:
        return [future.result() for future in [threads.submit(copy_context().run, run, piece) for piece in work]]


def test_a_doubled_tap_is_one_entry_and_every_tap_gets_the_receipt(clean: Flask, cast: Cast) -> None:
    actor, command = cast.actor("learner"), SubmitEntry(new_id(), new_id(), 0, fields(cast))
    db.session.rollback()
    receipts = at_once(clean, *[lambda: submit_entry(actor, command)] * AT_ONCE)
    assert len(set(receipts)) == 1 and isinstance(receipts[0], Receipt)
    assert db.session.query(Entry).count() == db.session.query(EntryRevision).count() == 1
    assert deeds(command.entry_id) == [("submit", None, "submitted")]


def test_two_phones_at_once_lose_nothing(clean: Flask, cast: Cast) -> None:
    entry_id, actor = submit(cast).entry_id, cast.actor("learner")
    assert entry_id
    commands = [SubmitEntry(entry_id, new_id(), 1, fields(cast)) for _ in range(AT_ONCE)]
    db.session.rollback()
    receipts = at_once(clean, *[lambda command=command: submit_entry(actor, command) for command in commands])  # type: ignore[misc]
    filed = sorted((each.rev, each.verdict) for each in receipts if isinstance(each, Receipt))
    assert filed == [(2, Verdict.APPLIED)] + [(rev, Verdict.KEPT_AS_CONFLICT) for rev in (3, 4, 5)]


def test_several_days_at_once_are_all_in_the_sums(clean: Flask, cast: Cast) -> None:
    actor, commands = cast.actor("learner"), [SubmitEntry(new_id(), new_id(), 0, fields(cast)) for _ in range(AT_ONCE)]
    db.session.rollback()
    at_once(clean, *[lambda command=command: submit_entry(actor, command) for command in commands])  # type: ignore[misc]
    row = weekly(Rater.LEARNER)
    assert row and row.n2 == 2 * AT_ONCE
    assert check() == []


@pytest.mark.parametrize("shared", ["op_id", "entry_id"])
def test_an_id_that_two_people_use_at_once_is_one_persons(clean: Flask, cast: Cast, shared: str) -> None:
    same = new_id()
    commands = [
        SubmitEntry(**{"entry_id": new_id(), "op_id": new_id(), shared: same}, base_rev=0, fields=words)
        for words in (fields(cast), fields(cast, placement_id=None))
    ]
    actors = [cast.actor("learner"), cast.actor("other_learner")]
    db.session.rollback()
    pairs = zip(actors, commands, strict=True)
    results = at_once(clean, *[lambda pair=pair: submit_entry(*pair) for pair in pairs])  # type: ignore[misc]
    refused = [each for each in results if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], OpReused) or shared == "entry_id"
    assert db.session.query(Entry).count() == 1
