"""Eight invariants over what people were told and what the school has. Each yields its violations in plain words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from logbook.core.events import Event
from logbook.entries.models import EntryRevision, EntryState
from tests.faults import records
from tests.faults.history import History, Intention
from tests.faults.phone import Phone
from tests.faults.records import Records

FILING = frozenset({"submit", "kept_as_conflict", "late_addition", "held"})
APPROVING = frozenset({"approve_entry", "approve_entry_for_mentor"})
NOT_THE_WORDS = frozenset({"week.review", "withdraw", "commitment.close"})
"""Kinds that a state may refuse; what a learner writes is only filed differently."""
OF_A_STATE = frozenset({"stale", "wrong_state"})


@dataclass(frozen=True)
class Case:
    """What is checked."""

    history: History
    phones: list[Phone]
    stored: Records

    @property
    def submitted(self) -> list[Intention]:
        """The intentions that are a learner's words."""
        return [each for each in self.history.intentions.values() if each.words]

    @property
    def events(self) -> list[Event]:
        """The events, but for those of what was erased."""
        gone = set(map(str, self.history.erased))
        return [each for each in self.stored.events if each.thing_id not in gone]

    @property
    def erased(self) -> set[UUID]:
        """The deeds on entries that were erased under the privacy rules: they are to be nowhere."""
        meant = self.history.intentions.values()
        return {each.op_id for each in meant if each.entry_id in self.history.erased}


def received_exists_once(case: Case) -> Iterator[str]:
    """Invariant 1: what was shown as received is there exactly once, with its bytes and its words."""
    for op_id in case.history.told:
        meant, op = case.history.intentions.get(op_id), case.stored.ops.get(op_id)
        if meant is None or op is None:
            yield f"op {op_id} was shown as received and is not there"
        elif op.sha != meant.sha:
            yield f"op {op_id} is there with other bytes than were saved"
        elif meant.words and op_id not in case.erased:
            yield from _made_one_revision(case, meant)


def _made_one_revision(case: Case, meant: Intention) -> Iterator[str]:
    made = case.stored.of_op(meant.op_id)
    if len(made) != 1:
        yield f"op {meant.op_id} made {len(made)} revisions"
    elif made[0].entry_id != meant.entry_id:
        yield f"op {meant.op_id} made a revision of another entry"


def saved_is_somewhere(case: Case) -> Iterator[str]:
    """Invariant 2: what was shown as saved is at school, or waits on its phone, or needs its person there."""
    at_hand = {(phone.name, op_id) for phone in case.phones for op_id in on_phone(phone)}
    for op_id in case.history.saved - case.stored.ops.keys() - case.erased:
        device = case.history.intentions[op_id].device
        if (device, str(op_id)) not in at_hand:
            yield f"op {op_id} was shown as saved on {device} and is nowhere"
    yield from _refused_for_no_reason(case)


def on_phone(phone: Phone) -> Iterable[str]:
    """Return the ops that are still on a phone: they wait, or need their person."""
    return (*phone.store.now.outbox, *phone.store.now.quarantine)


def _refused_for_no_reason(case: Case) -> Iterator[str]:
    for phone in case.phones:
        for op, status, code in phone.store.now.quarantine.values():
            meant = case.history.intentions.get(UUID(op.op_id))
            deserved = meant and meant.wrong and status == 422
            if not deserved and not (op.kind in NOT_THE_WORDS and code in OF_A_STATE):
                yield f"{op.kind} {op.op_id} was refused with {status} {code}"


def nothing_unmeant(case: Case) -> Iterator[str]:
    """Invariant 3: no row without an intention, and no intention in two rows."""
    meant = case.history.intentions
    for op_id in case.stored.ops.keys() - meant.keys():
        yield f"op {op_id} is there and nobody meant it"
    for each in case.stored.revisions:
        if each.op_id not in meant or not _says(each, meant[each.op_id].fields):
            yield f"revision {each.rev} of entry {each.entry_id} is not what anybody meant"
    for words, times in Counter(map(records.words_of, case.stored.revisions)).items():
        if times > 1:
            yield f"the words {words!r} are there {times} times"
    taken = {(each.person_id, sha) for each in meant.values() for sha in each.photos}
    for owner_id, sha in case.stored.media.keys() - taken:
        yield f"photo {sha} of {owner_id} is there and nobody took it"


def _says(revision: EntryRevision, fields: dict[str, Any]) -> bool:
    return all(revision.payload.get(name) == value for name, value in fields.items())


def approved_stays(case: Case) -> Iterator[str]:
    """Invariant 4: an approval is of a revision that its approver saw, and what was approved never changes."""
    contents = {key: _contents(revs) for key, revs in case.stored.by_entry.items()}
    for entry_id, seen in case.history.approvals.items():
        for rev, content in seen:
            if contents.get(entry_id, {}).get(rev) != content:
                yield f"entry {entry_id} was seen approved at revision {rev}, which is not what it was"
    looked_at = {pair for each in case.history.intentions.values() for pair in each.seen}
    for event in case.events:
        if event.deed in APPROVING:
            entry_id, rev = UUID(event.thing_id), event.rev or 0
            if (entry_id, rev, contents.get(entry_id, {}).get(rev)) not in looked_at:
                yield f"entry {entry_id} was approved at revision {rev}, which its mentor did not see"
    yield from _approved_is_current(case)


def _contents(revisions: dict[int, EntryRevision]) -> dict[int, str]:
    return {rev: records.content_of(each.payload) for rev, each in revisions.items()}


def _approved_is_current(case: Case) -> Iterator[str]:
    for entry in case.stored.entries.values():
        if entry.state == EntryState.APPROVED and entry.approved_rev != entry.current_rev:
            yield f"entry {entry.id} is approved at revision {entry.approved_rev} and shows {entry.current_rev}"


def photos_match(case: Case) -> Iterator[str]:
    """Invariant 5: a revision has the photos that were taken for it, whole; what waits has its photos beside it."""
    for each in case.stored.revisions:
        meant = case.history.intentions.get(each.op_id)
        if meant and records.media_of(each) != set(meant.photos):
            yield f"revision {each.rev} of entry {each.entry_id} has other photos than were taken"
        for sha in records.media_of(each):
            if meant and (meant.person_id, sha) not in case.stored.media:
                yield f"photo {sha} of entry {each.entry_id} is not there"
    for sha in case.stored.lost_files:
        yield f"the file of photo {sha} is not there or not whole"
    for phone in case.phones:
        for op in phone.store.now.outbox.values():
            for sha in set(op.photos) - phone.store.now.blobs.keys():
                yield f"op {op.op_id} waits on {phone.name} without its photo {sha}"


def revisions_without_gap(case: Case) -> Iterator[str]:
    """Invariant 6: an entry's revisions are numbered 1, 2, 3 … and the last number is the entry's own."""
    by_entry = case.stored.by_entry
    for entry_id in case.stored.entries.keys() | by_entry.keys():
        entry, numbers = case.stored.entries.get(entry_id), sorted(by_entry.get(entry_id, {}))
        if entry is None or numbers != list(range(1, entry.rev + 1)):
            yield f"entry {entry_id} has revisions {numbers} and says {entry.rev if entry else None}"
        elif not 1 <= entry.current_rev <= entry.rev:
            yield f"entry {entry_id} shows revision {entry.current_rev} of {entry.rev}"


def one_event_each(case: Case) -> Iterator[str]:
    """Invariant 7: one event for each change of state, no more and no fewer; and the sums follow."""
    filed = Counter((str(each.entry_id), each.rev) for each in case.stored.revisions)
    told = Counter((each.thing_id, each.rev or 0) for each in case.events if each.deed in FILING)
    for key in filed.keys() | told.keys():
        if filed[key] != told[key]:
            yield f"revision {key[1]} of entry {key[0]}: {filed[key]} filed, {told[key]} events"
    moves = {str(entry.id): Counter({entry.state: -1}) for entry in case.stored.entries.values()}
    for event in case.events:
        if event.thing == "entry" and event.thing_id in moves:
            moves[event.thing_id].update({event.new: 1})
            moves[event.thing_id].subtract({event.old: 1} if event.old else {})
    for entry_id, balance in moves.items():
        if any(balance.values()):
            yield f"entry {entry_id} is in a state that its events do not lead to: {dict(balance)}"
    for difference in case.stored.wrong_sums:
        yield f"the sums of learner {difference.learner_id} are not those of the ratings"


def receipts_stay(case: Case) -> Iterator[str]:
    """Invariant 8: the same op gets the same receipt, whoever asks and how often."""
    for op_id in case.history.told.keys() | case.history.answered.keys():
        given = [*case.history.told.get(op_id, []), *case.history.answered.get(op_id, [])]
        if any(each != given[0] for each in given):
            yield f"op {op_id} got different receipts: {given[0]} and {next(e for e in given if e != given[0])}"
