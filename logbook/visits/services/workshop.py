"""The rounds of a whole class in the school's workshop, all in one deed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.roles import TEACHING
from logbook.core.texts import N_
from logbook.entries.queries import usable_by_learner
from logbook.reviews.services import OpenRound, open_round
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_version
from logbook.training.queries import class_of, learners_of_class

OLDER_VERSION = N_("Deze leerling werkt met een oudere versie van de fiche. Daarop staat dit punt niet.")
NOBODY = N_("Duid bij minstens één leerling iets aan.")
_HERE = {"stage": "stage", "values": "values"}


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """What was seen of one learner. `rest` takes every open criterion as met. Who is absent is left out."""

    round_id: UUID
    stage: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    rest: bool = False
    absent: bool = False

    @property
    def counts(self) -> bool:
        """Whether something is to be kept."""
        return not self.absent and (self.rest or bool(self.values))


@dataclass(frozen=True, slots=True)
class WorkshopRounds:
    """A class on one sheet on one day: a row for each learner."""

    class_id: UUID
    sheet_id: str
    day: date
    rows: Mapping[UUID, WorkshopRow] = field(default_factory=dict)


def rate_workshop(actor: Actor, command: WorkshopRounds) -> int:
    """Open a round for every learner of whom something was seen, or none at all; return how many.

    The same form twice is one round for each. Raises NotFound, and Rejected with a row's learner in every name.
    """
    group = class_of(actor, command.class_id)
    if actor.role not in TEACHING:
        raise NotFound
    members = {each.id for each in learners_of_class(group.id)}
    rows = {learner: row for learner, row in command.rows.items() if row.counts}
    if not rows.keys() <= members:
        raise NotFound
    if not rows:
        raise Rejected({"rows": [NOBODY]})
    latest = latest_version(actor, command.sheet_id)
    own = usable_by_learner(actor, rows, latest)
    errors: dict[str, list[str]] = {}
    for learner in sorted(rows):  # always in one order: two teachers at once never wait for each other in a ring
        try:
            open_round(actor, _round(command, (latest, own[learner]), learner, rows[learner]))
        except Rejected as error:
            errors |= _named(error.errors, learner)
    if errors:
        raise Rejected(errors)
    return len(rows)


def _round(
    command: WorkshopRounds, sheets: tuple[SheetContent, SheetContent], learner: UUID, row: WorkshopRow
) -> OpenRound:
    """Return a learner's round: of what was tapped, what the learner's own version of the sheet has."""
    latest, content = sheets
    met = {name: level for name in content.all_criteria if (level := met_level(content, name))}
    newer = latest.all_criteria.keys() - content.all_criteria.keys()
    tapped = {name: level for name, level in row.values.items() if name not in newer}
    if row.values and not tapped and not row.rest:
        raise Rejected({"values": [OLDER_VERSION]})
    values = met | tapped if row.rest else tapped
    return OpenRound(row.round_id, learner, command.sheet_id, command.day, row.stage, values)


def met_level(content: SheetContent, criterion_id: str) -> str | None:
    """Return the level that says that a criterion is met, and no more than that."""
    levels = content.all_criteria[criterion_id].scale.levels
    return next((level.id for level in levels if level.counts_as_met), None)


def _named(errors: Mapping[str, list[str]], learner: UUID) -> dict[str, list[str]]:
    """Return what is wrong with a learner's round under the names of the grid; the day is everybody's."""
    return {name if name == "date" else f"rows.{learner}.{name}": texts for name, texts in errors.items()}
