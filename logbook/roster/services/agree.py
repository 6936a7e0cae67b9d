"""Agreeing to what a roster would change, as it was shown."""

import hashlib
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, Stale
from logbook.core.events import append_event
from logbook.roster.models import RosterImport
from logbook.roster.policy import Comparison, Row, compare
from logbook.roster.queries import import_of, known_to

from .receive import require_coordinator


def comparison_of(actor: Actor, kept: RosterImport) -> Comparison:
    """Return how the kept roster differs from the school as it is now."""
    rows = [Row.from_kept(row) for row in kept.rows]
    return compare(rows, known_to(actor, kept.school_year_id, rows), kept.ends)


def fingerprint(comparison: Comparison) -> str:
    """Return what tells one comparison from another: whoever agrees names the one that was shown."""
    return hashlib.sha256(repr(comparison.deeds).encode()).hexdigest()


def agree_roster(actor: Actor, import_id: UUID, agreed: str) -> bool:
    """Agree to the changes that were shown; return whether the worker is to be asked (not for a second tap).

    Raises Stale when the school changed since, InvalidTransition for a roster with problems or one that is over.
    """
    require_coordinator(actor)
    kept = import_of(actor, import_id, lock=True)
    if kept.state in ("applying", "applied") and kept.agreed == agreed:
        return False
    if kept.state != "ready" or kept.problems:
        raise InvalidTransition
    comparison = comparison_of(actor, kept)
    if comparison.problems:
        raise InvalidTransition
    if fingerprint(comparison) != agreed:
        raise Stale
    kept.state, kept.agreed, kept.by_id = "applying", agreed, actor.person_id
    append_event(actor, "agree_roster", "roster_import", kept.id, old="ready", new="applying")
    return True
