"""One draft, and the drafts of a school."""

from uuid import UUID

from sqlalchemy import select

from logbook.authoring.models import SheetDraft
from logbook.authoring.policy import check_may_author
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.web.paging import Page, paged


def draft_of(actor: Actor, draft_id: UUID) -> SheetDraft:
    """Return a draft of the actor's school. Raises NotFound, and NotPermitted for who makes no sheets."""
    return _found(actor, db.session.get(SheetDraft, draft_id))


def locked_draft(actor: Actor, draft_id: UUID) -> SheetDraft:
    """Return a draft that nobody else changes until this transaction ends. Raises as `draft_of` does."""
    fresh = select(SheetDraft).where(SheetDraft.id == draft_id).with_for_update()
    return _found(actor, db.session.scalar(fresh.execution_options(populate_existing=True)))


def _found(actor: Actor, draft: SheetDraft | None) -> SheetDraft:
    check_may_author(actor)
    if draft is None or draft.school_id != actor.school_id:
        raise NotFound
    return draft


def open_draft(actor: Actor, sheet_id: str) -> SheetDraft | None:
    """Return the school's open draft of one of its sheets, if there is one."""
    mine = select(SheetDraft).where(SheetDraft.school_id == actor.school_id, SheetDraft.sheet_id == sheet_id)
    return db.session.scalar(mine)


def draft_page(actor: Actor, number: int) -> Page[SheetDraft]:
    """Return one page of the school's drafts, the one that was changed last first."""
    check_may_author(actor)
    mine = select(SheetDraft).where(SheetDraft.school_id == actor.school_id)
    return paged(mine.order_by(SheetDraft.changed_at.desc(), SheetDraft.id), number)
