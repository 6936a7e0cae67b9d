"""Who is in a class, and a learner who goes to another one."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from logbook.accounts.models import Membership, Person, SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.queries.found import learner_known, owned, person_known
from logbook.training.models import ClassGroup, ClassMember

from .hand_over import write_note
from .register import join_class, leave_class

OUTSIDE_YEAR = N_("Kies een dag in het schooljaar van deze klas.")
CLASS_CLOSED = N_("Deze klas is afgesloten.")
THERE_ALREADY = N_("De leerling zit dan al in deze klas.")


def enter_class(actor: Actor, group: ClassGroup, person: Person, role: Role, from_date: date) -> None:
    """Put a person in a class from a day in its school year on; somebody who is in it then already stays as they are.

    Raises Rejected for a day outside the year or after the class was closed.
    """
    year = db.session.get_one(SchoolYear, group.school_year_id)
    first_day = max(from_date, year.starts_on)
    if first_day > year.ends_on:
        raise Rejected({"from_date": [OUTSIDE_YEAR]})
    if group.until_date and group.until_date < first_day:
        raise Rejected({"class_id": [CLASS_CLOSED]})
    if not _times(person.id, role, first_day, ClassGroup.id == group.id):
        join_class(actor, group, person, role, first_day)


def add_member(actor: Actor, class_id: UUID, person_id: UUID, role: Role, from_date: date) -> ClassGroup:
    """Put somebody who has that role at the school in a class. Raises NotFound and Rejected."""
    group, person = owned(actor, ClassGroup, class_id), person_known(actor, person_id, lock=True)
    has_role = select(Membership.id).where(
        Membership.person_id == person_id, Membership.school_id == actor.school_id, Membership.role == role.value
    )
    if db.session.scalar(has_role.limit(1)) is None:
        raise NotFound
    enter_class(actor, group, person, role, from_date)
    return group


def end_member(actor: Actor, class_id: UUID, person_id: UUID, role: Role, until: date | None) -> ClassMember:
    """Let somebody's latest time in a class end with `until`, or with the class. Raises NotFound and Rejected."""
    group = owned(actor, ClassGroup, class_id)
    until = until or group.until_date
    query = select(ClassMember).where(
        ClassMember.class_id == class_id, ClassMember.person_id == person_id, ClassMember.role == role.value
    )
    member = db.session.scalar(query.order_by(ClassMember.from_date.desc()).limit(1).with_for_update())
    if member is None:
        raise NotFound
    if member.until_date != until:
        leave_class(actor, member, until)
    return member


def move_learner(actor: Actor, learner_id: UUID, class_id: UUID, day: date, note: str | None) -> Person:
    """Let a learner leave every class on the day before `day` and be in this one from then on.

    Teachers' access follows these dates. The note is for who receives the learner. The same once more changes nothing.
    Raises NotFound and Rejected.
    """
    learner, group = learner_known(actor, learner_id, lock=True), owned(actor, ClassGroup, class_id)
    year = db.session.get_one(SchoolYear, group.school_year_id)
    if not year.starts_on <= day <= year.ends_on:
        raise Rejected({"day": [OUTSIDE_YEAR]})
    if group.until_date and group.until_date < day:
        raise Rejected({"class_id": [CLASS_CLOSED]})
    now = _times(learner_id, Role.LEARNER, day, ClassGroup.school_id == actor.school_id)
    if any(member.class_id == class_id for member in now):
        if [member.from_date for member in now] == [day]:
            return learner
        raise Rejected({"class_id": [THERE_ALREADY]})
    for member in now:
        _leave(actor, member, day)
    join_class(actor, group, learner, Role.LEARNER, day)
    if note:
        write_note(actor, learner_id, day, note, class_id=class_id)
    return learner


def _times(person_id: UUID, role: Role, day: date, *conditions: ColumnElement[bool]) -> list[ClassMember]:
    """Return the person's times in the classes of these conditions that run on `day` or begin later."""
    query = (
        select(ClassMember)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(
            *conditions,
            ClassMember.person_id == person_id,
            ClassMember.role == role.value,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= day),
        )
    )
    return list(db.session.scalars(query))


def _leave(actor: Actor, member: ClassMember, day: date) -> None:
    """End a time in a class before `day`; one that had not begun by then never was."""
    if member.from_date < day:
        leave_class(actor, member, day - timedelta(days=1))
        return
    append_event(actor, "leave_class", "class", member.class_id, learner_id=member.person_id, new="withdrawn")
    db.session.delete(member)
