"""Reading an entry for a deed: after its learner was locked, so that nobody changes it in between."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Stale
from logbook.entries.queries import entry_for
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.reviews.queries import EntryPage, entry_page


def locked_page(actor: Actor, entry_id: UUID) -> EntryPage:
    """Return an entry that the actor may read, as it is once its learner is locked. Raises NotFound.

    Raises NotPermitted for one of an earlier school: it is read and never changed.
    """
    lock_learner(entry_for(actor, entry_id).entry.learner_id)
    db.session.expire_all()
    page = entry_page(actor, entry_id)
    require(page.entry.history_id is None)
    return page


def require(allowed: bool) -> None:
    """Raise NotPermitted unless `allowed`."""
    if not allowed:
        raise NotPermitted


def require_revision(page: EntryPage, rev: int) -> None:
    """Raise Stale unless the entry is at the revision that the actor saw."""
    if page.entry.current_rev != rev:
        raise Stale(page)
