"""How somebody gets in: whom the actor may invite, and what became of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from logbook.accounts.models import Company, Guardianship, Membership, Person
from logbook.accounts.policy import INVITED_BY_MAIL
from logbook.accounts.queries import Invited, invited, signed_in_once
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import AT_WORK, TEACHING, Role
from logbook.extensions import db
from logbook.training.models import PlacementMember
from logbook.training.queries import learners_in_reach, placements_in_reach

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a role for which they are invited by mail, and how far they are."""

    membership: Membership
    person: Person
    company: str | None
    invited: Invited | None
    signed_in: bool

    @property
    def role(self) -> Role:
        """The role that they are invited for."""
        return Role(self.membership.role)


@dataclass(frozen=True, slots=True)
class GuestPage:
    """One page of a list."""

    items: list[Guest]
    number: int
    more: bool


def invitable(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor may invite somebody to a role, which runs today.

    A coordinator everyone at the school, a company's its mentors and supervisors, a teacher those who look after the
    own learners: at the workplace, or at home.
    """
    today = clock.today()
    running = and_(
        Membership.school_id == actor.school_id,
        Membership.role.in_([role.value for role in INVITED_BY_MAIL]),
        Membership.from_date <= today,
        or_(Membership.until_date.is_(None), Membership.until_date >= today),
    )
    if actor.role is Role.COORDINATOR:
        return running
    at_work = Membership.role.in_([role.value for role in AT_WORK])
    if actor.role is Role.COMPANY_COORDINATOR:
        return and_(running, at_work, Membership.company_id == actor.company_id)
    if actor.role not in TEACHING:
        return false()
    at_home = and_(Membership.role == Role.GUARDIAN.value, Membership.person_id.in_(_guardians(actor)))
    return and_(running, or_(and_(at_work, Membership.person_id.in_(_mentors(actor))), at_home))


def _mentors(actor: Actor) -> "Select[UUID]":
    """Return a select of who mentors or supervises the teacher's learners today."""
    today = clock.today()
    return select(PlacementMember.person_id).where(
        PlacementMember.placement_id.in_(placements_in_reach(actor)),
        PlacementMember.from_date <= today,
        or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= today),
    )


def _guardians(actor: Actor) -> "Select[UUID]":
    """Return a select of the guardians of the teacher's learners."""
    return select(Guardianship.guardian_id).where(
        Guardianship.school_id == actor.school_id,
        Guardianship.learner_id.in_([learner.id for learner in learners_in_reach(actor)]),
        or_(Guardianship.until_date.is_(None), Guardianship.until_date >= clock.today()),
    )


def guests(actor: Actor, role: Role | None, number: int = 1) -> GuestPage:
    """Return a page of those whom the actor may invite, by family name, however many there are in five statements."""
    query = _guests(actor).order_by(Person.family_name, Person.given_name, Membership.id)
    if role is not None:
        query = query.where(Membership.role == role.value)
    rows = db.session.execute(query.limit(PAGE_SIZE + 1).offset((number - 1) * PAGE_SIZE)).all()
    found = [(row[0], row[1], row[2]) for row in rows[:PAGE_SIZE]]
    return GuestPage(_with_states(actor, found), number, len(rows) > PAGE_SIZE)


def _guests(actor: Actor) -> "Select[Membership, Person, str | None]":
    return (
        select(Membership, Person, Company.name)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Company, Company.id == Membership.company_id)
        .where(invitable(actor))
    )


def _with_states(actor: Actor, found: list[tuple[Membership, Person, str | None]]) -> list[Guest]:
    ids = {person.id for _membership, person, _company in found}
    states, in_once = invited(actor, ids), signed_in_once(ids)
    return [
        Guest(role, person, company, states.get(person.id), person.id in in_once) for role, person, company in found
    ]


def guest(actor: Actor, person_id: UUID, *, lock: bool = False) -> Guest:
    """Return somebody whom the actor may invite, in the first such role. Raises NotFound."""
    query = _guests(actor).where(Person.id == person_id).order_by(Membership.from_date, Membership.id).limit(1)
    row = db.session.execute(query.with_for_update(of=Person) if lock else query).first()
    if row is None:
        raise NotFound
    return _with_states(actor, [(row[0], row[1], row[2])])[0]


def looked_after_elsewhere(actor: Actor, person_id: UUID) -> bool:
    """Return whether somebody has or had a role that the actor does not look after: their address is not the actor's.

    With another address one signs in as them in all their roles; a teacher gains no coordinator's that way.
    """
    mine = select(Membership.id).where(invitable(actor))
    query = select(Membership.id).where(Membership.person_id == person_id, Membership.id.not_in(mine))
    if actor.role is Role.COORDINATOR:
        query = select(Membership.id).where(Membership.person_id == person_id, Membership.school_id != actor.school_id)
    return db.session.scalar(query.limit(1)) is not None
