"""The sheets that matter most for some learners, when somebody has to choose one."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, func, select, union_all

from logbook.core.actor import Actor
from logbook.entries.models import WorkedVersion
from logbook.extensions import db
from logbook.training.models import AssignedSheet

MOST = 20


def sheets_of(actor: Actor, learner_ids: Collection[UUID], *more: Select[str]) -> list[str]:
    """Return the ids of the sheets assigned to or worked on by learners in reach, and of `more`, in one query.

    Those of most learners come first, no more than `MOST`.
    """
    assigned = select(AssignedSheet.sheet_id.label("sheet_id")).where(AssignedSheet.learner_id.in_(learner_ids))
    worked = select(WorkedVersion.sheet_id).where(
        WorkedVersion.learner_id.in_(learner_ids), WorkedVersion.school_id == actor.school_id
    )
    named = union_all(assigned, worked, *more).subquery().c.sheet_id
    return list(db.session.scalars(select(named).group_by(named).order_by(func.count().desc(), named).limit(MOST)))
