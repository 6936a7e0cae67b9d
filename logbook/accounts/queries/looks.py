"""Who looked at whose logbook."""

from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Look, Person
from logbook.extensions import db


def looks_at(learner_id: UUID, limit: int = 5) -> list[tuple[Look, Person]]:
    """Return who opened a learner's logbook, the latest first."""
    rows = db.session.execute(
        select(Look, Person)
        .join(Person, Person.id == Look.viewer_id)
        .where(Look.learner_id == learner_id)
        .order_by(Look.at.desc())
        .limit(limit)
    )
    return [(look, person) for look, person in rows]
