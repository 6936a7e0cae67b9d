"""What the demo's history holds, and that it could have happened: states, events, revisions, sums."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from logbook.accounts.models import Person
from logbook.core import clock, weeks
from logbook.core.events import Event
from logbook.demo.services import make_demo
from logbook.entries.models import Entry, EntryRevision, EntryState, Round, StageStep, Week, WeekState
from logbook.entries.services import check
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState, Remark
from logbook.training.models import ClassGroup, Day, Placement, PlacementMember
from tests.conftest import FRIDAY, empty


@pytest.fixture(scope="module")
def made(app: Flask) -> Flask:
    """Make the demo school once for all tests of this file, which only read."""
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


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_has_two_classes_24_learners_and_twelve_weeks(demo: Flask) -> None:
    assert count(ClassGroup) == 2
    handles = set(db.session.scalars(select(Person.handle)))
    assert handles >= {f"learner{number}" for number in range(1, 25)}
    assert handles >= {"mentor1", "supervisor1", "teacher1", "teacher2", "counsellor1", "coordinator1"}
    assert handles >= {"company_coordinator1", "guardian1"}
    first, last = db.session.execute(select(func.min(Entry.date), func.max(Entry.date))).one()
    assert (clock.today() - first).days // 7 >= 12
    assert last == clock.today() - timedelta(days=1)
    assert all(email.endswith("example.org") for email in db.session.scalars(select(Person.email)))


def test_the_weekly_sums_say_what_the_ratings_say(demo: Flask) -> None:
    assert check() == []


def test_every_entry_has_its_revisions_and_one_event_for_each_change(demo: Flask) -> None:
    revisions = Counter(db.session.scalars(select(EntryRevision.entry_id)))
    deeds = Counter(db.session.execute(select(Event.thing_id, Event.deed).where(Event.thing == "entry")).all())
    returns = 0
    for entry in db.session.scalars(select(Entry)):
        name = str(entry.id)
        assert revisions[entry.id] == entry.rev == entry.current_rev == deeds[name, "submit"]
        approved = entry.state == EntryState.APPROVED
        assert (entry.approved_rev == entry.rev) is approved is (deeds[name, "approve_entry"] == 1)
        assert deeds[name, "return_entry"] == entry.rev - (entry.state != EntryState.RETURNED)
        returns += deeds[name, "return_entry"]
        assert entry.week == weeks.week_number(entry.date)
    assert returns > 10


def test_events_follow_each_other(demo: Flask) -> None:
    """Each event of a thing starts in the state in which the one before it ended."""
    states: dict[str, str | None] = {}
    events = db.session.scalars(select(Event).where(Event.thing.in_(("entry", "commitment"))).order_by(Event.at))
    for event in events:
        assert event.old == states.get(event.thing_id)
        states[event.thing_id] = event.new
    rows = [*db.session.scalars(select(Entry)), *db.session.scalars(select(Commitment))]
    assert {str(row.id): row.state for row in rows} == states


def test_nothing_happened_today_or_later(demo: Flask) -> None:
    midnight = clock.local(FRIDAY).replace(hour=0, minute=0, second=0)
    for column in (Entry.submitted_at, Week.approved_at, Remark.written_at, StageStep.set_at):
        assert db.session.scalar(select(func.max(column))) < midnight
    assert db.session.scalar(select(func.max(Day.date))) < clock.today()


def test_a_week_without_surprises_waits_for_mentor1(demo: Flask) -> None:
    learner = db.session.scalar(select(Person.id).where(Person.handle == "learner2"))
    last = weeks.week_number(clock.today()) - 1
    entries = db.session.scalars(select(Entry).where(Entry.learner_id == learner, Entry.week == last)).all()
    assert [entry.state for entry in entries] == [EntryState.SUBMITTED] * 4
    for entry in entries:
        payload = db.session.get_one(EntryRevision, (entry.id, entry.rev)).payload
        assert payload["header"]["visual_check_done"] is True
        assert len(payload["ratings"]) == 19


def test_learners_and_mentors_differ(demo: Flask) -> None:
    approved = Counter(db.session.scalars(select(Week.learner_id).where(Week.state == WeekState.APPROVED)))
    assert max(approved.values()) - min(approved.values()) >= 4
    states = set(db.session.scalars(select(Commitment.state)))
    assert states == {CommitmentState.OPEN, CommitmentState.DONE, CommitmentState.DROPPED}
    overdue = select(Commitment.id).where(Commitment.state == "open", Commitment.due_on < clock.today())
    assert db.session.scalars(overdue).all()
    assert set(db.session.scalars(select(Day.status))) >= {"workplace", "simulated", "school", "sick", "holiday"}
    assert db.session.scalars(select(Round.id).where(Round.entry_id.is_(None))).all()
    assert len(set(db.session.scalars(select(StageStep.stage)))) == 6


def test_no_mentor_has_more_than_three_learners(demo: Flask) -> None:
    query = select(PlacementMember.person_id).where(PlacementMember.role == "mentor")
    assert max(Counter(db.session.scalars(query)).values()) == 3
    assert set(db.session.scalars(select(Placement.agreement_kind))) == {"oao", "sao"}
