"""Classes: in one school year, with a name of their own in it, until they end."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from logbook.accounts.models import SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.queries.found import owned
from logbook.training.models import ClassGroup, ClassMember, Track

from .register import add_class, leave_class

NAME_TAKEN = N_("Er is al een klas met deze naam in dat schooljaar.")
NO_TRACK = N_("Kies een opleiding uit de lijst.")
OUTSIDE_YEAR = N_("Kies een dag in het schooljaar van deze klas.")


def new_class(actor: Actor, year_id: UUID, name: str, track_id: str | None) -> ClassGroup:
    """Add a class. Raises NotFound for another school's year, and Rejected for a name that is taken."""
    year = owned(actor, SchoolYear, year_id)
    _check(year.id, name, track_id)
    return add_class(actor, year, name, track_id)


def keep_class(actor: Actor, class_id: UUID, name: str, track_id: str | None, until: date) -> ClassGroup:
    """Correct a class: name, track, last day. Who would be in it longer leaves with it. Raises NotFound, Rejected."""
    group = owned(actor, ClassGroup, class_id, lock=True)
    year = db.session.get_one(SchoolYear, group.school_year_id)
    if not year.starts_on <= until <= year.ends_on:
        raise Rejected({"until_date": [OUTSIDE_YEAR]})
    _check(year.id, name, track_id, group.id)
    if (group.name, group.track_id, group.until_date) == (name, track_id, until):
        return group
    group.name, group.track_id, group.until_date = name, track_id, until
    append_event(actor, "keep_class", "class", group.id, new=until.isoformat())
    _let_leave(actor, group, until)
    return group


def _check(year_id: UUID, name: str, track_id: str | None, itself: UUID | None = None) -> None:
    taken = select(ClassGroup.id).where(ClassGroup.school_year_id == year_id, ClassGroup.name == name)
    if db.session.scalar(taken) not in (None, itself):
        raise Rejected({"name": [NAME_TAKEN]})
    if track_id and db.session.get(Track, track_id) is None:
        raise Rejected({"track_id": [NO_TRACK]})


def _let_leave(actor: Actor, group: ClassGroup, until: date) -> None:
    query = select(ClassMember).where(
        ClassMember.class_id == group.id, or_(ClassMember.until_date.is_(None), ClassMember.until_date > until)
    )
    for member in db.session.scalars(query):
        leave_class(actor, member, max(until, member.from_date))
