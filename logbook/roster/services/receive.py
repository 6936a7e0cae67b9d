"""Keeping what a file says until somebody decides on it."""

from uuid import UUID

from logbook.accounts.models import SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.roster.models import RosterImport
from logbook.roster.policy import Problem, Roster, contradictions
from logbook.roster.queries import import_of

MOST_PROBLEMS = 200
UNKNOWN_YEAR = N_("Kies een schooljaar uit de lijst.")
NOTHING = N_("Dit bestand heeft geen regels met mensen.")


def require_coordinator(actor: Actor) -> None:
    """Raise NotPermitted for anyone but the school's coordinator."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted


def receive_roster(actor: Actor, name: str, year_id: UUID, roster: Roster, *, ends: bool) -> RosterImport:
    """Keep a roster for a school year. Nothing changes yet. Raises Rejected for a year of another school.

    Its first 200 problems are kept; an import with problems cannot be applied.
    """
    require_coordinator(actor)
    year = db.session.get(SchoolYear, year_id)
    if year is None or year.school_id != actor.school_id:
        raise Rejected({"year": [UNKNOWN_YEAR]})
    problems = roster.problems or contradictions(roster.rows)
    if not roster.rows and not problems:
        problems = [Problem(None, None, NOTHING)]
    kept = RosterImport(
        school_id=actor.school_id,
        school_year_id=year_id,
        by_id=actor.person_id,
        made_at=clock.now(),
        name=name[:120],
        ends=ends,
        state="ready",
        rows=[row.kept() for row in roster.rows],
        problems=[problem.kept() for problem in problems[:MOST_PROBLEMS]],
    )
    db.session.add(kept)
    db.session.flush()
    append_event(actor, "receive_roster", "roster_import", kept.id, new="ready")
    return kept


def drop_roster(actor: Actor, import_id: UUID) -> None:
    """Drop a file that was not applied, with all that it said. Raises InvalidTransition for one that was."""
    require_coordinator(actor)
    kept = import_of(actor, import_id, lock=True)
    if kept.state == "cancelled":
        return
    if kept.state != "ready":
        raise InvalidTransition
    kept.state, kept.rows, kept.problems, kept.ended_at = "cancelled", [], [], clock.now()
    append_event(actor, "drop_roster", "roster_import", kept.id, old="ready", new="cancelled")
