"""Forgetting what files said: they hold many people's names, and a file of weeks ago is nobody's plan any more."""

from datetime import timedelta

from sqlalchemy import null, update

from logbook.core import clock
from logbook.extensions import db
from logbook.roster.models import RosterImport

KEPT = timedelta(days=30)


def forget_old_rosters() -> None:
    """Drop files of more than thirty days ago that nobody applied, and what undoing the others would take."""
    old = RosterImport.made_at < clock.now() - KEPT
    nothing = {"rows": [], "problems": [], "undo": null()}
    waiting = update(RosterImport).where(old, RosterImport.state == "ready")
    db.session.execute(waiting.values(**nothing, state="cancelled", ended_at=clock.now()))
    db.session.execute(update(RosterImport).where(old, RosterImport.state == "applied").values(**nothing))
