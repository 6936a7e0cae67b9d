"""Weeks at a placement."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.entries.models import Week
from logbook.extensions import db


def week_of(actor: Actor, placement_id: UUID, week: int) -> Week | None:
    """Return the week at a placement in reach; None when nobody used it yet."""
    query = select(Week).where(Week.school_id == actor.school_id, Week.placement_id == placement_id, Week.week == week)
    return db.session.scalar(query)


def weeks_of(actor: Actor, learner_ids: Collection[UUID], first_week: int, last_week: int) -> list[Week]:
    """Return the weeks of learners in reach that were used, by number."""
    query = select(Week).where(
        Week.school_id == actor.school_id,
        Week.learner_id.in_(learner_ids),
        Week.week.between(first_week, last_week),
    )
    return list(db.session.scalars(query.order_by(Week.week, Week.id)))
