"""Checking the chains: whatever was changed, removed or left out afterwards is named."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction, writes
from logbook.privacy.models import INSTALLATION, EventSeal
from logbook.privacy.policy.chain import BEFORE_THE_FIRST, digest, link
from logbook.privacy.queries import chains

UNSEALED_FOR = timedelta(hours=2)
"""How old an event without a seal may be: the worker seals every minute, and may have been away for a while."""
MOST_UNSEALED = 1000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place of a school's chain."""

    chain_id: UUID
    sequence: int | None
    problem: str

    def __str__(self) -> str:
        where = "installation" if self.chain_id == INSTALLATION else f"school {self.chain_id}"
        return f"{where}{f', seal {self.sequence}' if self.sequence else ''}: {self.problem}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a check found, how many seals it read, and where each chain ends: sequence and hash."""

    findings: list[Finding]
    seals: int
    heads: dict[UUID, tuple[int, str]]


@dataclass(slots=True)
class _Walk:
    """How far the check is along one chain."""

    before: str = BEFORE_THE_FIRST
    expected: int = 1
    unseen: set[str] = field(default_factory=set)

    def step(self, seal: EventSeal, event: Event | None) -> Iterator[str]:
        """Yield what is wrong with the next seal."""
        if seal.sequence != self.expected:
            yield f"seals {self.expected} to {seal.sequence - 1} are missing"
        elif seal.chain != link(self.before, seal.sequence, seal.digest):
            yield "the seal was changed"
        yield from _event_problems(seal, event)
        self.unseen.discard(seal.chain)
        self.before, self.expected = seal.chain, seal.sequence + 1


def _event_problems(seal: EventSeal, event: Event | None) -> Iterator[str]:
    if seal.salt is None and seal.drop_id is None:
        yield f"event {seal.event_id} was dropped without a ground"
    elif seal.salt is None:
        if event is not None:
            yield f"event {seal.event_id} is there although it was dropped"
    elif event is None:
        yield f"event {seal.event_id} was removed"
    elif digest(seal.salt, event) != seal.digest:
        yield f"event {seal.event_id} was changed"
    elif (event.school_id or INSTALLATION) != seal.chain_id:
        yield f"event {seal.event_id} belongs to another school's chain"


def check_audit(progress: Progress, noted: Collection[str] = ()) -> AuditReport:
    """Read every chain from its beginning, and report what is wrong; changes nothing.

    `noted` are hashes of ends that somebody kept elsewhere: one that no chain has any more means that seals were
    removed from an end, or a chain made anew, which nothing inside the database could tell.
    """
    findings: list[Finding] = []
    unseen, done = set(noted), 0
    with _reading(), transaction():
        heads, total = chains.heads(), chains.seal_count()
        for chain_id in sorted(heads):
            walk = _Walk(unseen=unseen)
            for seal, event in chains.seals_of(chain_id):
                findings += (Finding(chain_id, seal.sequence, problem) for problem in walk.step(seal, event))
                done += 1
                progress(done, total)
        findings += _unsealed()
        findings += _uncounted_drops()
    findings += (Finding(INSTALLATION, None, f"no chain has the noted hash {each}") for each in sorted(unseen))
    return AuditReport(findings, done, heads)


@contextmanager
def _reading() -> Iterator[None]:
    """Keep nobody from writing meanwhile: a long chain takes minutes."""
    token = writes.set(False)
    try:
        yield
    finally:
        writes.reset(token)


def _unsealed() -> Iterator[Finding]:
    for event in chains.unsealed(before=clock.now() - UNSEALED_FOR, limit=MOST_UNSEALED):
        yield Finding(event.school_id or INSTALLATION, None, f"event {event.id} has no seal; is the worker running?")


def _uncounted_drops() -> Iterator[Finding]:
    for drop_id, (emptied, told) in chains.drops().items():
        if emptied != told:
            yield Finding(INSTALLATION, None, f"drop {drop_id} emptied {emptied} seals and tells of {told or 0}")
