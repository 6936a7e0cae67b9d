"""Who reads which entry."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.entries.policy import may_read_round
from logbook.entries.queries import entries_of, entry_for, last_entry, own_entry, rated_rounds, revision
from logbook.extensions import db
from logbook.training.models import PlacementMember
from logbook.training.queries import require_relation
from tests.entries.work import TODAY, entry_in, submit
from tests.factories import WELDING, Cast

Count = Callable[[Callable[[], object]], list[str]]

ALWAYS = {"learner"}
SCHOOL = {"teacher", "counsellor", "coordinator"}
WORK = {"mentor", "supervisor", "company_coordinator"}
OUTSIDE = {"other_learner", "foreign_learner", "other_mentor", "other_teacher", "outsider"}
EVERYONE = sorted(ALWAYS | SCHOOL | WORK | OUTSIDE | {"guardian"})

# The state of an entry made at work -> who reads it beside the learner.
READERS = [
    (EntryState.SUBMITTED, SCHOOL | WORK),
    (EntryState.RETURNED, SCHOOL | WORK),
    (EntryState.REOPENED, SCHOOL | WORK),
    (EntryState.APPROVED, SCHOOL | WORK | {"guardian"}),
    (EntryState.DRAFT, set[str]()),  # taken back: the learner's alone
    (EntryState.HELD, SCHOOL),  # the school decides
]


@pytest.fixture
def reading_cast(cast: Cast) -> Cast:
    """Return the cast in a school where guardians read."""
    with transaction():
        cast.school.guardians_read = True
    return cast


@pytest.mark.parametrize(("state", "readers"), READERS)
def test_who_reads_an_entry_made_at_work(reading_cast: Cast, state: EntryState, readers: set[str]) -> None:
    cast, entry = reading_cast, entry_in(reading_cast, state)
    for who in EVERYONE:
        if who in ALWAYS | readers:
            assert entry_for(cast.actor(who), entry.id).fields.stage == "coaching"
        else:
            with pytest.raises(NotFound):
                entry_for(cast.actor(who), entry.id)


def test_the_workplace_does_not_read_what_was_made_at_school(cast: Cast) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED, placement_id=None)
    for who in sorted(ALWAYS | SCHOOL):
        assert entry_for(cast.actor(who), entry.id)
    for who in sorted(WORK):
        with pytest.raises(NotFound):
            entry_for(cast.actor(who), entry.id)


def test_a_supervisor_reads_the_sheets_that_were_given(cast: Cast) -> None:
    entry = entry_in(cast, EntryState.SUBMITTED)
    with transaction():
        db.session.query(PlacementMember).filter_by(person_id=cast.supervisor.id).one().sheets = ["emt-smeren"]
    with pytest.raises(NotFound):
        entry_for(cast.actor("supervisor"), entry.id)


@pytest.mark.parametrize("who", ["learner", "mentor", "supervisor", "teacher", "guardian"])
def test_rounds_follow_the_same_rules(reading_cast: Cast, who: str) -> None:
    cast = reading_cast
    submit(cast)
    actor = cast.actor(who)
    relation = require_relation(actor, cast.learner.id)
    (rated,) = rated_rounds(actor, [cast.learner.id], TODAY, TODAY)
    assert may_read_round(relation, rated, WELDING) is (who != "guardian")
    assert may_read_round(relation, rated, "emt-smeren") is (who not in ("guardian", "supervisor"))


def test_an_entry_that_is_not_there_yet_is_the_learners_to_make(cast: Cast) -> None:
    assert own_entry(cast.actor("learner"), new_id()) is None
    with pytest.raises(NotFound):
        own_entry(cast.actor("mentor"), new_id())
    with pytest.raises(NotFound):
        entry_for(cast.actor("learner"), new_id())


@pytest.mark.parametrize("who", ["other_learner", "foreign_learner", "mentor"])
def test_an_own_entry_is_the_own(cast: Cast, who: str) -> None:
    receipt = submit(cast)
    assert own_entry(cast.actor("learner"), receipt.entry_id)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        own_entry(cast.actor(who), receipt.entry_id)  # type: ignore[arg-type]


def test_the_current_words_are_read_and_the_others_by_their_number(cast: Cast) -> None:
    first = submit(cast)
    second = submit(cast, first.entry_id, base_rev=1, stage="reflection")
    view = entry_for(cast.actor("mentor"), first.entry_id)  # type: ignore[arg-type]
    assert (view.fields.stage, view.code, view.sheet_id) == ("reflection", second.code, WELDING)
    assert revision(cast.actor("mentor"), view.entry.id, 1).stage == "coaching"
    with pytest.raises(NotFound):
        revision(cast.actor("mentor"), view.entry.id, 3)
    with pytest.raises(NotFound):
        revision(cast.actor("outsider"), view.entry.id, 1)


def test_the_head_of_the_next_entry_comes_from_the_newest_on_that_sheet(cast: Cast) -> None:
    learner = cast.actor("learner")
    assert last_entry(learner, WELDING) is None
    submit(cast)
    submit(cast, date=TODAY - timedelta(days=1), header={"process_used": "136"})
    newest = last_entry(learner, WELDING)
    assert newest and newest.fields.header["process_used"] == "135"
    assert last_entry(learner, "emt-smeren") is last_entry(cast.actor("other_learner"), WELDING) is None


def test_the_entries_of_a_period_are_one_query(cast: Cast, count_queries: Count) -> None:
    teacher = cast.actor("teacher")
    for day in (TODAY, TODAY - timedelta(days=1), date(2026, 11, 13)):
        submit(cast, date=day)
    submit(cast, placement_id=None)
    found = entries_of(teacher, [cast.learner.id], date(2026, 11, 16), TODAY)
    assert [view.entry.date for view in found] == [TODAY - timedelta(days=1), TODAY, TODAY]
    assert len(entries_of(teacher, [cast.learner.id], date(2026, 11, 16), TODAY, cast.placement_id)) == 2
    assert not entries_of(cast.actor("outsider"), [cast.learner.id], date.min, date.max)
    assert len(count_queries(lambda: entries_of(teacher, [cast.learner.id], date.min, date.max))) == 1


@pytest.mark.parametrize(("who", "queries"), [("learner", 1), ("mentor", 2), ("teacher", 2)])
def test_one_entry_is_one_query_and_one_for_the_relation(
    cast: Cast, who: str, queries: int, count_queries: Count
) -> None:
    receipt, actor = submit(cast), cast.actor(who)
    assert len(count_queries(lambda: entry_for(actor, receipt.entry_id))) == queries  # type: ignore[arg-type]
