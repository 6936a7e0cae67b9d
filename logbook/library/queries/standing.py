"""How far one learner, or a whole class, is on each sheet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import bindparam, select

from logbook.core.actor import Actor
from logbook.entries.models import Round
from logbook.entries.queries.reached import FirstMet, first_met_of
from logbook.entries.queries.worked import older_versions
from logbook.extensions import db
from logbook.sheets.models import SheetContent, SheetVersion
from logbook.sheets.queries import SheetLine

_WORKED = (
    select(SheetVersion.sheet_id)
    .join(Round, Round.sheet_version_id == SheetVersion.id)
    .where(Round.learner_id.in_(bindparam("learners", expanding=True)), Round.school_id == bindparam("school"))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far on one sheet: `none`, `begun`, `part` (`met` of `total`) or `reached`.

    Of a learner `met` counts criteria; of a class it counts learners who reached all of them.
    """

    state: str
    met: int
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What each of the learners met so far, and the sheets that any of them worked on.

    `older` are the versions that learners work with, of the sheets that have a newer one.
    """

    met: Mapping[UUID, FirstMet]
    worked: frozenset[str]
    learners: tuple[UUID, ...]
    together: bool = False
    older: Mapping[UUID, Mapping[str, SheetContent]] = field(default_factory=dict)
    _marks: dict[str, Mark] = field(default_factory=dict, repr=False, compare=False)

    def of(self, line: SheetLine) -> Mark:
        """Return how far the learner, or the class, is on a sheet."""
        if line.id not in self._marks:
            met, total = self._reached(line) if self.together else self._counted(line, self.learners[0])
            self._marks[line.id] = Mark(_state(met, total, begun=line.id in self.worked), met, total)
        return self._marks[line.id]

    def _counted(self, line: SheetLine, learner: UUID) -> tuple[int, int]:
        """Return how many of the counting criteria the learner met, and how many there are."""
        met, own = self.met.get(learner, {}).get(line.id, {}), self.older.get(learner, {}).get(line.id)
        counting = own.counting_ids if own else line.counting
        return len(counting & met.keys()), len(counting)

    def _reached(self, line: SheetLine) -> tuple[int, int]:
        """Return how many learners met all that counts, and how many learners there are."""
        counts = (self._counted(line, learner) for learner in self.met)
        return sum(total > 0 and met == total for met, total in counts), len(self.learners)


def _state(met: int, total: int, *, begun: bool) -> str:
    if total and met == total:
        return "reached"
    if met:
        return "part"
    return "begun" if begun else "none"


def standing_of(actor: Actor, learner_ids: Collection[UUID], *, together: bool, begun: bool = True) -> Standing | None:
    """Return how far learners in reach are, one of them or a class together; None when there is nobody. Three queries.

    Without `begun` two queries: a sheet that was begun and of which nothing is met yet then looks like the others.
    It tells of all rounds: for the learner, and for who may read everything of the learners.
    """
    if not learner_ids:
        return None
    asked = {"learners": list(learner_ids), "school": actor.school_id}
    worked = frozenset(db.session.scalars(_WORKED, asked)) if begun else frozenset()
    older = older_versions(actor, learner_ids)
    return Standing(first_met_of(actor, learner_ids), worked, tuple(learner_ids), together, older)
