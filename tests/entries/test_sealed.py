"""Blind ratings first: which own ratings a mentor may not see yet."""

from datetime import date

import pytest

from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.entries.queries import sealed_entries
from tests.entries.work import TODAY, entry_in, rate, round_id_of, submit
from tests.factories import Cast

MONDAY = date(2026, 11, 16)


@pytest.fixture
def blind_cast(cast: Cast) -> Cast:
    """Return the cast in a school that wants blind ratings first."""
    with transaction():
        cast.school.blind_first = True
    return cast


def _sealed(cast: Cast, who: str = "mentor") -> frozenset[object]:
    return frozenset(sealed_entries(cast.actor(who), [cast.learner.id], TODAY, TODAY))


def test_the_last_of_each_sheet_and_week_is_sealed(blind_cast: Cast) -> None:
    submit(blind_cast, date=MONDAY)
    last = submit(blind_cast)
    week_before = submit(blind_cast, date=date(2026, 11, 13))
    other_sheet = submit(blind_cast, date=MONDAY, sheet="emt-smeren", ratings={}, header={})
    submit(blind_cast, placement_id=None)
    assert _sealed(blind_cast) == {last.entry_id, other_sheet.entry_id}
    mentor = blind_cast.actor("mentor")
    assert week_before.entry_id in sealed_entries(mentor, [blind_cast.learner.id], date(2026, 11, 13), TODAY)


def test_rating_it_opens_it_for_that_mentor(blind_cast: Cast) -> None:
    receipt = submit(blind_cast)
    rate(blind_cast, "supervisor", round_id_of(receipt.entry_id), {"crack_free": "reached"}, blind=True)
    assert _sealed(blind_cast)
    rate(blind_cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"}, blind=True)
    assert not _sealed(blind_cast)


def test_what_is_approved_is_open(blind_cast: Cast) -> None:
    entry_in(blind_cast, EntryState.APPROVED)
    assert not _sealed(blind_cast)


@pytest.mark.parametrize("who", ["learner", "teacher", "supervisor", "coordinator"])
def test_nothing_is_sealed_for_others(blind_cast: Cast, who: str) -> None:
    submit(blind_cast)
    assert not _sealed(blind_cast, who)


def test_nothing_is_sealed_where_the_school_does_not_want_it(cast: Cast) -> None:
    submit(cast)
    assert not _sealed(cast)
