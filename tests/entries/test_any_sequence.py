"""Whatever happens in whatever order: the stored sums agree with the ratings, and nothing is lost or doubled."""

from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logbook.core.errors import InvalidTransition, NotPermitted
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import (
    Assessment,
    Entry,
    EntryRevision,
    EntryState,
    Op,
    Round,
    StageStep,
    Verdict,
    Week,
    WeekAssessment,
    Weekly,
)
from logbook.entries.services import (
    SubmitEntry,
    check,
    lock_learner,
    move_round,
    open_round,
    set_stage,
    submit_entry,
    take_up_revision,
    withdraw_entry,
)
from logbook.extensions import db
from logbook.sheets.models import STAGES
from logbook.sheets.queries import latest_version
from tests.databases import unguarded
from tests.entries.work import THIS_WEEK, fields, rate, rate_own, rate_week
from tests.factories import WELDING, Cast

DAYS = [date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 15), date(2026, 11, 13)]
FILED = {"submit", *Verdict} - {Verdict.APPLIED}
TABLES = (Event, Assessment, WeekAssessment, Weekly, StageStep, Round, EntryRevision, Op, Entry, Week)

places = st.integers(0, 2)
stages = st.sampled_from(STAGES)
ratings = st.dictionaries(
    st.sampled_from(["crack_free", "undercut", "restart"]), st.sampled_from(["reached", "not_yet_reached"]), min_size=1
)
skills = st.dictionaries(
    st.sampled_from(["punctuality", "teamwork"]), st.sampled_from(["not_yet_meets", "meets", "above_expectation"])
)
weeks = st.sampled_from([THIS_WEEK, THIS_WEEK - 1])
words = st.fixed_dictionaries(
    {
        "date": st.sampled_from(DAYS),
        "stage": stages,
        "ratings": ratings,
        "header": st.sampled_from([{}, {"working_times": {"minutes": 60}}, {"working_times": {"minutes": 90}}]),
    }
)
deeds = st.one_of(
    st.tuples(st.just("hand_in"), words),
    st.tuples(st.just("edit"), places, words, st.booleans()),
    st.tuples(st.just("withdraw"), places),
    st.tuples(st.just("decide"), places, st.sampled_from([EntryState.APPROVED, EntryState.RETURNED])),
    st.tuples(st.just("take_up"), places),
    st.tuples(st.just("rate"), places, st.sampled_from(["mentor", "supervisor", "teacher"]), ratings, st.booleans()),
    st.tuples(st.just("visit"), st.sampled_from(DAYS), stages, ratings),
    st.tuples(st.just("own_week"), weeks, skills),
    st.tuples(st.just("week"), weeks, skills, st.sampled_from(["mentor", "teacher"])),
    st.tuples(st.just("step"), st.sampled_from(DAYS), stages),
    st.tuples(st.just("move"), places, stages),
)


class Life:
    """One learner's deeds and those of the people around her."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.learner = cast, cast.actor("learner")
        self.entries: list[Any] = []
        with transaction(), unguarded(db.session):
            for table in TABLES:
                db.session.query(table).delete()

    def _entry(self, place: int) -> Entry | None:
        return db.session.get(Entry, self.entries[place % len(self.entries)]) if self.entries else None

    def _round(self, place: int) -> Round | None:
        found = db.session.query(Round).order_by(Round.id).all()
        return found[place % len(found)] if found else None

    def hand_in(self, said: dict[str, Any]) -> None:
        """Hand in a new day, and the same deed once more."""
        command = SubmitEntry(new_id(), new_id(), 0, fields(self.cast, **said))
        self.entries.append(command.entry_id)
        with transaction():
            submit_entry(self.learner, command)
        with transaction():
            submit_entry(self.learner, command)

    def edit(self, place: int, said: dict[str, Any], stale: bool) -> None:
        """Change a day, or change it on another phone that has older words."""
        if entry := self._entry(place):
            base_rev = 0 if stale else entry.current_rev
            with transaction():
                submit_entry(self.learner, SubmitEntry(entry.id, new_id(), base_rev, fields(self.cast, **said)))

    def withdraw(self, place: int) -> None:
        """Take a day back."""
        if (entry := self._entry(place)) and entry.state == EntryState.SUBMITTED:
            with transaction():
                withdraw_entry(self.learner, entry.id)

    def decide(self, place: int, state: EntryState) -> None:
        """Approve or return a day."""
        if (entry := self._entry(place)) and entry.state == EntryState.SUBMITTED:
            with transaction():
                entry.state = state.value

    def take_up(self, place: int) -> None:
        """Let the newest kept revision count."""
        if (entry := self._entry(place)) and entry.rev > entry.current_rev:
            late = entry.state == EntryState.APPROVED
            with suppress(InvalidTransition, NotPermitted), transaction():
                take_up_revision(self.cast.actor("mentor") if late else self.learner, entry.id, entry.rev)

    def rate(self, place: int, who: str, values: dict[str, str], blind: bool) -> None:
        """Rate a round."""
        if rated := self._round(place):
            with suppress(InvalidTransition):  # a blind rating is frozen
                rate(self.cast, who, rated.id, values, blind=blind)

    def visit(self, day: date, stage: str, values: dict[str, str]) -> None:
        """Rate a round of the teacher's own."""
        teacher = self.cast.actor("teacher")
        with transaction():
            lock_learner(self.cast.learner.id)
            content = latest_version(teacher, WELDING)
            opened = open_round(teacher, self.cast.learner.id, content, day, stage).id
        rate(self.cast, "teacher", opened, values)

    def own_week(self, week: int, values: dict[str, str]) -> None:
        """Rate the own soft skills."""
        rate_own(self.cast, values, week=week)

    def week(self, week: int, values: dict[str, str], who: str) -> None:
        """Rate the learner's soft skills."""
        rate_week(self.cast, who, values, week=week)

    def step(self, day: date, stage: str) -> None:
        """Set the stage from a day on."""
        with transaction():
            lock_learner(self.cast.learner.id)
            set_stage(self.cast.actor("mentor"), self.cast.learner.id, WELDING, stage, day)

    def move(self, place: int, stage: str) -> None:
        """Correct the stage of a round."""
        if rated := self._round(place):
            with transaction():
                lock_learner(self.cast.learner.id)
                move_round(self.cast.actor("mentor"), rated.id, stage)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=3), st.lists(deeds, max_size=12))
def test_the_sums_agree_and_no_revision_is_lost(
    cast: Cast, days: list[dict[str, Any]], sequence: list[tuple[Any, ...]]
) -> None:
    life = Life(cast)
    for said in days:
        life.hand_in(said)
    for deed, *said in sequence:
        getattr(life, deed)(*said)
        db.session.expire_all()
    assert check() == []
    revisions = db.session.query(EntryRevision).all()
    for entry in db.session.query(Entry):
        assert sorted(each.rev for each in revisions if each.entry_id == entry.id) == list(range(1, entry.rev + 1))
        assert 1 <= entry.current_rev <= entry.rev
    filed = Counter(str(each.entry_id) for each in revisions)
    told = Counter(event.thing_id for event in db.session.query(Event).filter(Event.deed.in_(FILED)))
    assert told == filed
