"""Every deed of a reviewer on an entry in every state: what it becomes, or why not."""

import pytest

from logbook.core.errors import InvalidTransition, NotFound
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.reviews.services import reopen_entry, return_entry
from tests.entries.work import deeds, entry_in, stored
from tests.factories import Cast

SUBMITTED, RETURNED, APPROVED, REOPENED, DRAFT, HELD = (
    EntryState.SUBMITTED,
    EntryState.RETURNED,
    EntryState.APPROVED,
    EntryState.REOPENED,
    EntryState.DRAFT,
    EntryState.HELD,
)
TRANSITIONS = [
    # deed, from, to; the state that already holds is success without a second event
    ("return", SUBMITTED, RETURNED),
    ("return", RETURNED, RETURNED),
    ("return", APPROVED, InvalidTransition),
    ("return", REOPENED, InvalidTransition),
    ("return", DRAFT, NotFound),
    ("return", HELD, NotFound),
    ("reopen", APPROVED, REOPENED),
    ("reopen", REOPENED, REOPENED),
    ("reopen", SUBMITTED, InvalidTransition),
    ("reopen", RETURNED, InvalidTransition),
    ("reopen", DRAFT, NotFound),
    ("reopen", HELD, NotFound),
]


@pytest.mark.parametrize(("deed", "old", "outcome"), TRANSITIONS)
def test_transitions(cast: Cast, deed: str, old: EntryState, outcome: EntryState | type[Exception]) -> None:
    entry, mentor = entry_in(cast, old), cast.actor("mentor")
    entry_id, before = entry.id, len(deeds(entry.id))

    def do() -> None:
        with transaction():
            if deed == "return":
                return_entry(mentor, entry_id, 1, "Welke naad?")
            else:
                reopen_entry(mentor, entry_id, "Toch niet")

    if isinstance(outcome, EntryState):
        do()
    else:
        with pytest.raises(outcome):
            do()
    new = outcome if isinstance(outcome, EntryState) else old
    assert stored(entry_id).state == new
    assert len(deeds(entry_id)) - before == (new is not old)
