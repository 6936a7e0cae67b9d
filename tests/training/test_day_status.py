"""What a day was: the learner says it, once, and nobody says it in the learner's place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from logbook.core import clock
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.services import set_day_status
from tests.conftest import FRIDAY
from tests.factories import Cast

TODAY = FRIDAY.date()


def _events() -> list[tuple[str | None, str | None]]:
    return [(event.old, event.new) for event in db.session.query(Event).filter_by(deed="set_day").order_by(Event.id)]


def test_a_status_is_set_changed_and_each_change_is_one_event(cast: Cast) -> None:
    learner = cast.actor("learner")
    with transaction():
        set_day_status(learner, TODAY, "school")
        set_day_status(learner, TODAY, "school")
        set_day_status(learner, TODAY, "sick")
    assert _events() == [(None, "school"), ("school", "sick")]


def test_a_doubled_tap_is_one_change(cast: Cast, clean: Flask) -> None:
    learner, both = cast.actor("learner"), Barrier(2)
    db.session.commit()

    def tap(_: int) -> None:
        with clean.app_context(), clock.freeze(FRIDAY):
            both.wait()
            with transaction():
                set_day_status(learner, TODAY, "school")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(tap, range(2)))
    assert _events() == [(None, "school")]


def test_a_holiday_may_be_told_beforehand_and_work_may_not(cast: Cast) -> None:
    learner = cast.actor("learner")
    with transaction():
        set_day_status(learner, TODAY + timedelta(days=3), "holiday")
    with pytest.raises(Rejected) as refusal:
        set_day_status(learner, TODAY + timedelta(days=3), "workplace")
    assert "date" in refusal.value.errors


@pytest.mark.parametrize("who", ["mentor", "teacher", "guardian", "coordinator"])
def test_only_a_learner_writes_a_day(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        set_day_status(cast.actor(who), TODAY, "sick")
