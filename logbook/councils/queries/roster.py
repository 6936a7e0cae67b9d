"""Who is spoken of and who sits: until the session as class and placements are today, afterwards as it was then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from logbook.accounts.models import Membership, Person
from logbook.core import clock
from logbook.core.roles import SCHOOL_STAFF, TEACHING, Role
from logbook.councils.models import Council, CouncilFile, CouncilMember
from logbook.councils.policy.council import LIVE
from logbook.extensions import db
from logbook.training.models import ClassMember
from logbook.training.queries import learners_of_class

from .sight import mentored, runs

MOST = 500


@dataclass(frozen=True, slots=True)
class FileLine:
    """A learner of a council. `file_id` is there once something was written; `left` who is no longer in the class."""

    learner_id: UUID
    name: str
    file_id: UUID | None = None
    position: int = 0
    left: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A member in a role, for all files or for one learner's. `sits` is False for who left or was taken off."""

    person_id: UUID
    role: str
    name: str
    email: str | None
    language: str
    learner_id: UUID | None = None
    id: UUID | None = None
    sits: bool = True
    presence: str | None = None
    told: bool = False

    def is_for(self, learner_id: UUID) -> bool:
        """Whether the seat is for this learner's file."""
        return self.learner_id in (None, learner_id)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of a council."""

    files: tuple[FileLine, ...]
    seats: tuple[Seat, ...]

    def sitting(self, learner_id: UUID | None = None) -> list[Seat]:
        """Return who sits, for one learner's file if given."""
        return [each for each in self.seats if each.sits and (learner_id is None or each.is_for(learner_id))]


def roster_of(council: Council) -> Roster:
    """Return the files and seats of a council that the caller has found in reach."""
    files, seats = _files(council), _kept_seats(council.id)
    if council.state in LIVE:
        here = {each.learner_id for each in files if not each.left}
        seats = [*_staff_today(council, seats), *_mentors_today(council, seats, here)]
    return Roster(tuple(files), tuple(sorted(seats, key=lambda each: (each.learner_id is not None, each.name))))


def _files(council: Council) -> list[FileLine]:
    query = (
        select(
            CouncilFile.id,
            CouncilFile.learner_id,
            CouncilFile.position,
            CouncilFile.left_on,
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.id == CouncilFile.learner_id)
        .where(CouncilFile.council_id == council.id)
        .order_by(CouncilFile.position, Person.given_name, Person.family_name)
    )
    kept = [
        FileLine(row.learner_id, f"{row.given_name} {row.family_name}", row.id, row.position, row.left_on is not None)
        for row in db.session.execute(query)
    ]
    if council.state not in LIVE:
        return kept
    by_learner = {each.learner_id: each for each in kept}
    today = learners_of_class(council.class_id)
    ids = {each.id for each in today}
    known = {each.id: by_learner.get(each.id) for each in today}
    here = [FileLine(each.id, each.name, old.file_id if (old := known[each.id]) else None) for each in today]
    gone = [
        FileLine(each.learner_id, each.name, each.file_id, left=True) for each in kept if each.learner_id not in ids
    ]
    return here + gone


def _kept_seats(council_id: UUID) -> list[Seat]:
    query = (
        select(CouncilMember, Person)
        .join(Person, Person.id == CouncilMember.by_id)
        .where(CouncilMember.council_id == council_id)
        .limit(MOST)
    )
    return [_seat(person, row.role, row.learner_id, row) for row, person in db.session.execute(query)]


def _seat(person: Person, role: str, learner_id: UUID | None, row: CouncilMember | None = None) -> Seat:
    return Seat(
        person_id=person.id,
        role=role,
        name=person.name,
        email=person.email,
        language=person.language,
        learner_id=learner_id,
        id=row.id if row else None,
        sits=row is None or row.until_date is None,
        presence=row.presence if row else None,
        told=row is not None and row.told_at is not None,
    )


def _staff_today(council: Council, seats: Iterable[Seat]) -> list[Seat]:
    """Return the seats of the school's people, as they hold today: who left the class or the school sits no more."""
    active = {(row.person_id, row.role) for row in db.session.execute(staff_of(council.class_id, council.school_id))}
    own = [each for each in seats if each.learner_id is None]
    return [_held(each, (each.person_id, each.role) in active) for each in own]


def _held(seat: Seat, holds: bool) -> Seat:
    return seat if holds or not seat.sits else replace(seat, sits=False)


def _mentors_today(council: Council, seats: Iterable[Seat], here: set[UUID]) -> list[Seat]:
    """Return a seat for each mentor of each learner today, and those of mentors who were one before."""
    kept = {(each.learner_id, each.person_id): each for each in seats if each.learner_id is not None}
    live = mentored(council.class_id).subquery()
    query = select(Person, live.c.learner_id).join(live, live.c.person_id == Person.id)
    now = {(learner, person.id): person for person, learner in db.session.execute(query) if learner in here}
    new = [
        _seat(person, Role.MENTOR, learner) for (learner, _), person in now.items() if (learner, person.id) not in kept
    ]
    return [_held(seat, key in now) for key, seat in kept.items()] + new


def staff_of(class_id: UUID, school_id: UUID) -> "Select[Any, Any]":
    """Return a select of person and role of who can sit for every file: who teaches the class, and the coordinators."""
    today = clock.today()
    teaching = select(ClassMember.person_id, ClassMember.role).where(
        ClassMember.class_id == class_id, ClassMember.role.in_([role.value for role in TEACHING]), runs(ClassMember)
    )
    coordinating = select(Membership.person_id, Membership.role).where(
        Membership.school_id == school_id,
        Membership.role == Role.COORDINATOR.value,
        Membership.from_date <= today,
        (Membership.until_date.is_(None)) | (Membership.until_date >= today),
    )
    return teaching.union(coordinating)  # type: ignore[return-value]


def proposed(class_id: UUID, school_id: UUID) -> list[Seat]:
    """Return who is proposed as a member: teachers and counsellors of the class, coordinators, and today's mentors."""
    staff = staff_of(class_id, school_id).subquery()
    query = select(Person, staff.c.role).join(staff, staff.c.person_id == Person.id).order_by(Person.given_name)
    at_school = [_seat(person, role, None) for person, role in db.session.execute(query) if role in SCHOOL_STAFF]
    live = mentored(class_id).subquery()
    mentors = select(Person, live.c.learner_id).join(live, live.c.person_id == Person.id).order_by(Person.given_name)
    return at_school + [_seat(person, Role.MENTOR, learner) for person, learner in db.session.execute(mentors)]
