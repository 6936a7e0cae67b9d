"""For whom sheets are chosen, and what a learner has."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.sheets.models import SheetKind
from logbook.sheets.queries import SheetLine, sheet_index
from logbook.training.models import AssignedSheet
from logbook.training.queries import (
    ClassView,
    LearnerCard,
    assigned_sheets,
    class_of,
    classes_in_reach,
    classmates_in_reach,
    learner_in_reach,
    placement_view,
)

from .standing import Mark, standing_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Sheets to give, and the learners to give them to; `classes` to choose from while there are no learners.

    `has` counts for each learner how many of the sheets that learner has already.
    """

    sheets: tuple[SheetLine, ...]
    classes: tuple[ClassView, ...]
    group: ClassView | None
    learners: tuple[LearnerCard, ...]
    has: dict[UUID, int]

    @property
    def alone(self) -> LearnerCard | None:
        """The one learner that the choice is about, unless it is about a class."""
        return self.learners[0] if self.learners and not self.group else None


@dataclass(frozen=True, slots=True)
class AssignedLine:
    """A sheet that a learner has, and how far the learner is on it."""

    sheet: SheetLine
    mark: Mark | None


def choice_of(
    actor: Actor,
    sheet_ids: list[str],
    *,
    class_id: UUID | None = None,
    learner_id: UUID | None = None,
    placement_id: UUID | None = None,
) -> Choice:
    """Return for whom these sheets can be chosen: a class's learners, a placement's, or one. Raises NotFound.

    Sheets that are not there, or that everybody works with anyhow, are left out.
    """
    index = sheet_index(actor)
    known = [index.by_id[each] for each in dict.fromkeys(sheet_ids) if each in index.by_id]
    sheets = tuple(each for each in known if each.kind is not SheetKind.ATTITUDE)
    if placement_id:
        learner_id = placement_view(placement_id).learner_id
    if learner_id:
        person = learner_in_reach(actor, learner_id)
        learners = [LearnerCard(person.id, f"{person.given_name} {person.family_name}", person.given_name)]
        return Choice(sheets, (), None, tuple(learners), _has(learners, sheets))
    classes = classes_in_reach(actor)
    if class_id is None and len(classes) != 1:
        return Choice(sheets, tuple(classes), None, (), {})
    group = class_of(actor, class_id) if class_id else classes[0]
    learners = classmates_in_reach(actor, group.id)
    return Choice(sheets, tuple(classes), group, tuple(learners), _has(learners, sheets))


def _has(learners: list[LearnerCard], sheets: tuple[SheetLine, ...]) -> dict[UUID, int]:
    """Return how many of these sheets each learner has."""
    rows = db.session.scalars(
        select(AssignedSheet.learner_id).where(
            AssignedSheet.learner_id.in_([each.id for each in learners]),
            AssignedSheet.sheet_id.in_([each.id for each in sheets]),
        )
    ).all()
    return {each.id: rows.count(each.id) for each in learners}


def assigned_to(actor: Actor, learner_id: UUID) -> tuple[str, tuple[AssignedLine, ...]]:
    """Return a learner's name, and what the learner has, in order. Raises NotFound."""
    person = learner_in_reach(actor, learner_id)
    index = sheet_index(actor)
    standing = standing_of(actor, [learner_id], together=False)
    lines = [index.by_id[each] for each in assigned_sheets(learner_id) if each in index.by_id]
    name = f"{person.given_name} {person.family_name}"
    return name, tuple(AssignedLine(line, standing.of(line) if standing else None) for line in lines)
