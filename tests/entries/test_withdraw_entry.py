"""The learner takes a day back."""

import pytest

from logbook.core.errors import InvalidTransition, NotFound, NotPermitted
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryRevision, EntryState
from logbook.entries.queries import entry_for, rated_rounds, round_of
from logbook.entries.services import withdraw_entry
from logbook.extensions import db
from tests.entries.work import TODAY, deeds, entry_in, rate, round_id_of, stored, submit, weekly
from tests.factories import Cast

# The state an entry is in -> the state it is in afterwards, or None when it cannot be taken back.
TRANSITIONS = [
    (EntryState.SUBMITTED, EntryState.DRAFT),
    (EntryState.DRAFT, EntryState.DRAFT),  # it holds already
    (EntryState.RETURNED, None),  # the learner changes it, and hands it in again
    (EntryState.REOPENED, None),
    (EntryState.APPROVED, None),
    (EntryState.HELD, None),  # the teacher decides
]


@pytest.mark.parametrize(("before", "after"), TRANSITIONS)
def test_only_what_waits_for_the_mentor_can_be_taken_back(
    cast: Cast, before: EntryState, after: EntryState | None
) -> None:
    entry, learner = entry_in(cast, before), cast.actor("learner")
    if after is None:
        with pytest.raises(InvalidTransition), transaction():
            withdraw_entry(learner, entry.id)
    else:
        with transaction():
            withdraw_entry(learner, entry.id)
    assert stored(entry.id).state == (after or before)
    assert deeds(entry.id)[1:] == ([("withdraw", before, after)] if after not in (None, before) else [])


def test_it_leaves_the_mentors_sight_and_every_sum_and_nothing_is_lost(cast: Cast) -> None:
    receipt = submit(cast)
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"})
    with transaction():
        withdraw_entry(cast.actor("learner"), receipt.entry_id)  # type: ignore[arg-type]
    assert weekly(Rater.LEARNER) is weekly(Rater.MENTOR) is None
    assert not rated_rounds(cast.actor("teacher"), [cast.learner.id], TODAY, TODAY)
    assert round_of(cast.actor("mentor"), receipt.entry_id) is None  # type: ignore[arg-type]
    for who in ("mentor", "teacher"):
        with pytest.raises(NotFound):
            entry_for(cast.actor(who), receipt.entry_id)  # type: ignore[arg-type]
    assert db.session.query(EntryRevision).count() == 1


def test_handed_in_again_it_counts_again_with_what_the_mentor_had_rated(cast: Cast) -> None:
    receipt = submit(cast)
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached"})
    with transaction():
        withdraw_entry(cast.actor("learner"), receipt.entry_id)  # type: ignore[arg-type]
    submit(cast, receipt.entry_id, base_rev=1)
    assert weekly(Rater.LEARNER) and weekly(Rater.MENTOR)


@pytest.mark.parametrize("who", ["other_learner", "foreign_learner"])
def test_another_learners_entry_is_not_there(cast: Cast, who: str) -> None:
    receipt = submit(cast)
    with pytest.raises(NotFound), transaction():
        withdraw_entry(cast.actor(who), receipt.entry_id)  # type: ignore[arg-type]
    with pytest.raises(NotFound), transaction():
        withdraw_entry(cast.actor("learner"), new_id())


@pytest.mark.parametrize("who", ["mentor", "teacher", "coordinator"])
def test_only_the_learner_takes_back(cast: Cast, who: str) -> None:
    receipt = submit(cast)
    with pytest.raises(NotPermitted), transaction():
        withdraw_entry(cast.actor(who), receipt.entry_id)  # type: ignore[arg-type]
