"""The sheets that a learner can start."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetContent, SheetKind, SheetVersion
from logbook.sheets.queries import versions
from logbook.training.models import AssignedSheet

MOST = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """A sheet to start, in its latest version."""

    content: SheetContent
    assigned: bool


def offered_sheets(actor: Actor, learner_id: UUID) -> list[Offered]:
    """Return the task and theme sheets of the actor's school, the learner's assigned ones first and in their order."""
    every = aliased(SheetVersion)
    newest = select(func.max(every.number)).where(every.sheet_id == Sheet.id).correlate(Sheet).scalar_subquery()
    mine = (AssignedSheet.sheet_id == Sheet.id) & (AssignedSheet.learner_id == learner_id)
    query = (
        select(SheetVersion.id, AssignedSheet.position)
        .join(Sheet, Sheet.id == SheetVersion.sheet_id)
        .outerjoin(AssignedSheet, mine)
        .where(SheetVersion.number == newest, Sheet.kind.in_((SheetKind.TASK, SheetKind.THEME)))
        .where(or_(Sheet.school_id.is_(None), Sheet.school_id == actor.school_id), Sheet.history.is_(False))
        .order_by(AssignedSheet.position.is_(None), AssignedSheet.position, Sheet.id)
    )
    positions: dict[UUID, int | None] = {row.id: row.position for row in db.session.execute(query.limit(MOST))}
    contents = versions(actor, positions)
    return [Offered(contents[version_id], position is not None) for version_id, position in positions.items()]
