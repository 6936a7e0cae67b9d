"""The imports of a school."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from logbook.accounts.models import SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.roster.models import RosterImport
from logbook.web.paging import Page, paged

_HEAVY = (defer(RosterImport.rows), defer(RosterImport.undo), defer(RosterImport.problems))


def import_of(actor: Actor, import_id: UUID, *, lock: bool = False) -> RosterImport:
    """Return one import of the actor's school, locked when asked. Raises NotFound."""
    query = select(RosterImport).where(RosterImport.id == import_id, RosterImport.school_id == actor.school_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def imports_of(actor: Actor, number: int) -> Page[RosterImport]:
    """Return a page of the school's imports without their rows, the newest first."""
    query = select(RosterImport).where(RosterImport.school_id == actor.school_id).options(*_HEAVY)
    return paged(query.order_by(RosterImport.made_at.desc(), RosterImport.id.desc()), number)


def last_applied(actor: Actor) -> UUID | None:
    """Return the id of the import that was applied last, which alone can be undone; None when that is undone."""
    query = select(RosterImport.id, RosterImport.state).where(
        RosterImport.school_id == actor.school_id, RosterImport.applied_at.is_not(None)
    )
    row = db.session.execute(query.order_by(RosterImport.applied_at.desc(), RosterImport.id.desc()).limit(1)).first()
    return row.id if row and row.state in ("applied", "undoing") else None


def years_of(actor: Actor) -> list[SchoolYear]:
    """Return the school's years, the newest first."""
    query = select(SchoolYear).where(SchoolYear.school_id == actor.school_id)
    return list(db.session.scalars(query.order_by(SchoolYear.starts_on.desc()).limit(20)))
