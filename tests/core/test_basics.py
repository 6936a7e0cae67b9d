"""Ids sort by time, weeks follow each other over the years, days are local."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from logbook.accounts.models import SignInCode
from logbook.core import clock, weeks
from logbook.core.ids import new_id
from logbook.extensions import db

DAYS = st.dates(min_value=date(2000, 1, 3), max_value=date(2099, 12, 31))


def test_ids_are_uuid_version_7_and_sort_by_the_time_of_making() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made), "also within one millisecond: two things of one deed keep their order"
    assert {(each.version, each.variant) for each in made} == {(7, UUID(int=0x80 << 56).variant)}
    assert len(set(made)) == 20_000
    assert abs((made[-1].int >> 80) / 1000 - datetime.now(UTC).timestamp()) < 60


@given(DAYS)
def test_a_day_lies_in_its_week_and_the_week_can_be_written_and_read(day: date) -> None:
    week = weeks.week_number(day)
    assert day in weeks.week_days(week)
    assert weeks.parse_iso_week(weeks.iso_week(week)) == week
    assert weeks.week_number(day + timedelta(weeks=1)) == week + 1


@pytest.mark.parametrize("text", ["", "2026", "2026-W54", "2026-47", "W47-2026", "2026-W00", "2027-W53", "20260-W1"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        weeks.parse_iso_week(text)


def test_the_week_of_new_year() -> None:
    assert weeks.iso_week(weeks.week_number(date(2027, 1, 1))) == "2026-W53"


def test_a_day_begins_at_midnight_in_flanders() -> None:
    with clock.freeze(datetime(2026, 11, 20, 22, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 20)
    with clock.freeze(datetime(2026, 11, 20, 23, 1, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 21)


def test_a_naive_moment_cannot_be_stored(clean) -> None:
    moment = datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001  # naive on purpose
    db.session.add(
        SignInCode(email="a@example.org", code_hash="", browser_sha256="", created_at=moment, expires_at=moment)
    )
    with pytest.raises(StatementError):
        db.session.flush()
    db.session.rollback()
