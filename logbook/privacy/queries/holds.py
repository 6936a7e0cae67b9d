"""What a school must keep for now."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from logbook.extensions import db
from logbook.privacy.models import LegalHold

_STANDS = LegalHold.lifted_at.is_(None)


def hold_of(school_id: UUID, person_id: UUID) -> LegalHold | None:
    """Return the hold that stands for a person at a school."""
    query = select(LegalHold).where(LegalHold.school_id == school_id, LegalHold.person_id == person_id, _STANDS)
    return db.session.scalar(query.limit(1))


def holds_of(school_id: UUID, person_id: UUID) -> list[LegalHold]:
    """Return a person's holds at a school, also lifted ones, the newest first."""
    query = select(LegalHold).where(LegalHold.school_id == school_id, LegalHold.person_id == person_id)
    return list(db.session.scalars(query.order_by(LegalHold.set_at.desc()).limit(50)))


def held_people(school_id: UUID) -> Collection[UUID]:
    """Return the people of a school for whom a hold stands."""
    return set(db.session.scalars(select(LegalHold.person_id).where(LegalHold.school_id == school_id, _STANDS)))
