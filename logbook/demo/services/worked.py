"""Which version of each sheet the demo's learners work with: what was made says it."""

from sqlalchemy import func, insert, literal, select, union

from logbook.core import clock
from logbook.entries.models import Entry, Round, WorkedVersion
from logbook.entries.services.worked import BEGUN
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion


def note_versions() -> None:
    """Keep for every learner the newest version of each sheet that was used."""
    used = union(
        select(Entry.learner_id, Entry.school_id, Entry.sheet_version_id),
        select(Round.learner_id, Round.school_id, Round.sheet_version_id),
    ).subquery()
    now = literal(clock.now(), WorkedVersion.__table__.c.set_at.type)
    rows = (
        select(used.c.learner_id, SheetVersion.sheet_id, used.c.school_id, func.max(SheetVersion.number), now)
        .join(SheetVersion, SheetVersion.id == used.c.sheet_version_id)
        .join(Sheet, Sheet.id == SheetVersion.sheet_id)
        .where(Sheet.kind.in_(BEGUN))
        .group_by(used.c.learner_id, SheetVersion.sheet_id, used.c.school_id)
    )
    kept = select(WorkedVersion.learner_id, WorkedVersion.sheet_id, WorkedVersion.school_id)
    if db.session.execute(kept.limit(1)).first() is None:
        names = ["learner_id", "sheet_id", "school_id", "number", "set_at"]
        db.session.execute(insert(WorkedVersion).from_select(names, rows))
