"""What a learner's days were."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.extensions import db
from logbook.training.models import Day


def days_of(learner_ids: list[UUID], first: date, last: date) -> dict[tuple[UUID, date], Day]:
    """Return the day statuses of learners in reach from `first` to `last`, by learner and date."""
    query = select(Day).where(Day.learner_id.in_(learner_ids), Day.date.between(first, last))
    return {(day.learner_id, day.date): day for day in db.session.scalars(query)}
