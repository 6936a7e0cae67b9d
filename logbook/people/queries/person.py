"""Everything that a coordinator sees of one person: roles, classes, guardians, placements."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Guardianship, Person
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember, Placement
from logbook.training.queries import PlacementView, placements_in_reach, placements_of

from .found import known_elsewhere, person_known
from .people import HeldRole, roles_held


@dataclass(frozen=True, slots=True)
class InClass:
    """Somebody's time in a class."""

    class_id: UUID
    name: str
    role: Role
    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class Kin:
    """The other side of a guardianship: a guardian's learner or a learner's guardian."""

    id: UUID
    name: str
    until_date: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with all that their page shows. Who is `elsewhere` too is not corrected here."""

    person: Person
    roles: list[HeldRole]
    classes: list[InClass]
    guardians: list[Kin]
    wards: list[Kin]
    placements: list[PlacementView]
    elsewhere: bool

    @property
    def learns(self) -> bool:
        """Whether the person is or was a learner here."""
        return any(held.role is Role.LEARNER for held in self.roles)


def person_page(actor: Actor, person_id: UUID) -> PersonPage:
    """Return what the actor sees of somebody. Raises NotFound for whom the actor does not look after."""
    person = person_known(actor, person_id)
    roles = roles_held(actor, [person_id])[person_id]
    of_school = actor.role is Role.COORDINATOR
    learns = of_school and any(held.role is Role.LEARNER for held in roles)
    return PersonPage(
        person=person,
        roles=roles,
        classes=classes_of(actor, person_id) if of_school else [],
        guardians=_kin(actor, Guardianship.learner_id == person_id, Guardianship.guardian_id) if learns else [],
        wards=_kin(actor, Guardianship.guardian_id == person_id, Guardianship.learner_id) if of_school else [],
        placements=_placements(actor, person_id) if learns else [],
        elsewhere=known_elsewhere(actor, person_id),
    )


def classes_of(actor: Actor, person_id: UUID) -> list[InClass]:
    """Return somebody's times in classes of the actor's school, the latest first."""
    query = (
        select(ClassMember.class_id, ClassGroup.name, ClassMember.role, ClassMember.from_date, ClassMember.until_date)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(ClassGroup.school_id == actor.school_id, ClassMember.person_id == person_id)
        .order_by(ClassMember.from_date.desc(), ClassGroup.name)
        .limit(50)
    )
    return [InClass(*row[:2], Role(row[2]), *row[3:]) for row in db.session.execute(query)]


def _kin(actor: Actor, mine: ColumnElement[bool], other: "InstrumentedAttribute[UUID]") -> list[Kin]:
    query = (
        select(Person.id, Person.given_name, Person.family_name, Guardianship.until_date)
        .join(Guardianship, other == Person.id)
        .where(Guardianship.school_id == actor.school_id, mine)
        .order_by(Person.search)
        .limit(20)
    )
    return [Kin(row.id, f"{row.given_name} {row.family_name}", row.until_date) for row in db.session.execute(query)]


def _placements(actor: Actor, learner_id: UUID) -> list[PlacementView]:
    here = set(db.session.scalars(placements_in_reach(actor).where(Placement.learner_id == learner_id)))
    return [placement for placement in placements_of([learner_id]) if placement.id in here]
