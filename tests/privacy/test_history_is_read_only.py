"""What came in with the logbook of an earlier school is read by who may, and changed by nobody."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from logbook.core.errors import InvalidTransition, Rejected
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week, week_number
from logbook.entries.models import Entry
from logbook.entries.services import RateOwnWeek, rate_own_week, withdraw_entry
from logbook.extensions import db
from logbook.reviews.queries import inbox
from logbook.sheets.models import Sheet
from logbook.sheets.queries import sheet_list
from tests.entries.work import TODAY, submit
from tests.factories import WELDING, Cast
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """Return an entry of the learner as if it and its placement had come in."""
    entry_id = submit(cast, date=date(2026, 11, 13)).entry_id
    with transaction():
        found = db.session.get_one(Entry, entry_id)
        cast.school.mentor_late_days = 1
        found.history_id = cast.placement.history_id = new_id()
    return found


def test_the_learner_changes_nothing(entry: Entry, cast: Cast) -> None:
    with pytest.raises(InvalidTransition), transaction():
        withdraw_entry(cast.actor("learner"), entry.id)
    with pytest.raises(InvalidTransition):
        submit(cast, entry.id, base_rev=1, date=date(2026, 11, 13), stage="modelling")
    with pytest.raises(Rejected):
        submit(cast)
    with pytest.raises(Rejected), transaction():
        own = RateOwnWeek(new_id(), cast.placement.id, week_number(TODAY), {"punctuality": "meets"})
        rate_own_week(cast.actor("learner"), own)


def test_the_school_reads_it_and_decides_nothing(entry: Entry, cast: Cast, client_for: ClientFor) -> None:
    client, week = client_for(cast.teacher), f"/placements/{cast.placement.id}/weeks/{iso_week(entry.week)}"
    assert "Lotte" in client.get(week).text and client.get(f"/entries/{entry.id}")
    assert not client.get(week).all("main form")
    assert inbox(cast.actor("teacher")) == []
    client.post(f"/entries/{entry.id}/return", {"reason": "Nog eens.", "rev": "1"}, 403)


def test_nobody_starts_on_a_sheet_of_history(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.scalars(select(Sheet).where(Sheet.id == WELDING)).one().history = True
    assert WELDING not in [each.id for each in sheet_list(cast.actor("learner"))]
    assert "Hoeklas" not in client_for(cast.learner).get("/sheets").text
