"""Drafts, read by their author only."""

from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.weeks import iso_week
from logbook.entries.models import Draft
from logbook.extensions import db

ENTRY = "entry"
"""The kind of thing that an entry's draft is of; its id is the entry's."""
SOFT_SKILLS = "soft_skills"
"""The kind of thing that a learner's draft of the own soft skills is of; its id is the week's key."""


def week_key(placement_id: UUID, week: int) -> str:
    """Return the id under which drafts of a week are kept: the week's own row may not be there yet."""
    return f"{placement_id}/{iso_week(week)}"


def draft_of(actor: Actor, thing: str, thing_id: UUID | str) -> Draft | None:
    """Return what the actor typed for a thing and did not hand in."""
    return db.session.get(Draft, (actor.person_id, thing, str(thing_id)))


def drafts_of(actor: Actor, thing: str, limit: int = 50) -> list[Draft]:
    """Return the actor's drafts of one kind of thing, the latest saved first."""
    query = select(Draft).where(Draft.person_id == actor.person_id, Draft.thing == thing)
    return list(db.session.scalars(query.order_by(Draft.saved_at.desc()).limit(limit)))
