"""Applying an import that was agreed to: as a whole, or not at all."""

from collections import Counter
from uuid import UUID

from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.roster.models import RosterImport
from logbook.roster.queries import import_of
from logbook.web.jobs import Stopped, forget, teller

from .agree import comparison_of, fingerprint
from .register_roster import Registering, Tell


def apply_agreed(key: str) -> None:
    """Apply the import with this id in one transaction; when it is stopped or the school changed, all is as before."""
    import_id = UUID(key)
    try:
        with transaction():
            actor = agreeing_actor(import_id)
            apply_roster(actor, import_id, teller(key))
    except Stopped:
        _back_to_ready(import_id)
    except Exception:
        _back_to_ready(import_id)
        raise
    finally:
        forget(key)


def agreeing_actor(import_id: UUID) -> Actor:
    """Return who agreed to an import, as coordinator of its school. Raises NotPermitted when that role is over."""
    kept = db.session.get_one(RosterImport, import_id)
    for actor in roles_of(kept.by_id):
        if actor.role is Role.COORDINATOR and actor.school_id == kept.school_id:
            return actor
    raise NotPermitted


def apply_roster(actor: Actor, import_id: UUID, tell: Tell) -> None:
    """Do what was agreed to. When the school is no longer as it was shown, nothing is done and it is shown again."""
    kept = import_of(actor, import_id, lock=True)
    if kept.state != "applying":
        return
    comparison = comparison_of(actor, kept)
    if comparison.problems or fingerprint(comparison) != kept.agreed:
        kept.state = "ready"
        append_event(actor, "refuse_roster", "roster_import", kept.id, old="applying", new="ready")
        return
    notes = Registering(actor, kept, comparison).do(tell)
    kept.counts = dict(Counter(deed.kind for deed in comparison.deeds))
    kept.state, kept.rows, kept.undo, kept.applied_at = "applied", [], notes.kept(), clock.now()
    append_event(actor, "apply_roster", "roster_import", kept.id, old="applying", new="applied")


def _back_to_ready(import_id: UUID) -> None:
    with transaction():
        kept = db.session.get_one(RosterImport, import_id)
        if kept.state == "applying":
            kept.state = "ready"
            append_event(None, "stop_roster", "roster_import", kept.id, old="applying", new="ready")
