"""The checker: every invariant over everything, and what was lost or doubled."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from flask import Flask

from tests.faults import invariants, records
from tests.faults.history import History
from tests.faults.invariants import Case, on_phone
from tests.faults.phone import Phone

INVARIANTS = (
    invariants.received_exists_once,
    invariants.saved_is_somewhere,
    invariants.nothing_unmeant,
    invariants.approved_stays,
    invariants.photos_match,
    invariants.revisions_without_gap,
    invariants.one_event_each,
    invariants.receipts_stay,
)


@dataclass
class Findings:
    """The violations by invariant; and which deeds were lost or doubled."""

    violations: dict[str, list[str]] = field(default_factory=dict)
    lost: set[UUID] = field(default_factory=set)
    doubled: set[UUID] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The violations to read: the first of each invariant and how many there are."""
        return "\n".join(f"{name}: {found[0]} ({len(found)} in all)" for name, found in self.violations.items())


def check_twice(app: Flask, history: History, phones: list[Phone], again: Callable[[], None]) -> Findings:
    """Check, let `again` send what was received once more, and check that it changed nothing."""
    first = check(app, history, phones)
    again()
    second = check(app, history, phones)
    violations = second.violations | first.violations
    return Findings(violations, first.lost | second.lost, first.doubled | second.doubled)


def check(app: Flask, history: History, phones: list[Phone]) -> Findings:
    """Check everything; the phones are at rest and so is the server."""
    case = Case(history, phones, records.read(app))
    found = {each.__name__: list(each(case)) for each in INVARIANTS}
    return Findings({name: each for name, each in found.items() if each}, _lost(case), _doubled(case))


def _lost(case: Case) -> set[UUID]:
    """Return the deeds that were shown as saved or received and are nowhere, or whose words are nowhere."""
    here = {UUID(op_id) for phone in case.phones for op_id in on_phone(phone)}
    there, written = case.stored.ops.keys(), {each.op_id for each in case.stored.revisions}
    words = {each.op_id for each in case.submitted}
    promised = {*case.history.saved, *case.history.told} - {*here, *case.erased}
    return {op_id for op_id in promised if op_id not in (written if op_id in words else there)}


def _doubled(case: Case) -> set[UUID]:
    """Return the deeds whose words are there more than once."""
    times = Counter(map(records.words_of, case.stored.revisions))
    return {each.op_id for each in case.submitted if times[each.words] > 1}
