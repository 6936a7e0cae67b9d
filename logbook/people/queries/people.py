"""The people of a school, searched, filtered and paged: as many statements for five thousand as for one."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from logbook.accounts.models import Company, Membership, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.texts import searchable
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember

from .found import here

PAGE_SIZE = 50
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people a list shows: `active` have such a role today or later, the others had it."""

    q: str = ""
    role: Role | None = None
    group: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of somebody, with its dates."""

    id: UUID
    role: Role
    company_id: UUID | None
    company: str | None
    from_date: date
    until_date: date | None


@dataclass(slots=True)
class PersonRow:
    """Somebody as a list shows them, with the roles that the reader looks after."""

    id: UUID
    name: str
    email: str | None
    roles: list[HeldRole] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a list, and how many people the whole list has."""

    items: list[PersonRow]
    number: int
    total: int

    @property
    def more(self) -> bool:
        """Whether there is another page."""
        return self.number * PAGE_SIZE < self.total


def people_page(actor: Actor, wanted: Wanted, number: int = 1) -> PeoplePage:
    """Return a page of the people whom the actor looks after, by family name; three statements."""
    query = matching(actor, wanted)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Person.search, Person.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    rows = [PersonRow(row.id, f"{row.given_name} {row.family_name}", row.email) for row in db.session.execute(ordered)]
    roles = roles_held(actor, [row.id for row in rows])
    for row in rows:
        row.roles = roles[row.id]
    return PeoplePage(rows, number, total)


def matching(actor: Actor, wanted: Wanted) -> "Select[UUID, str, str, str | None]":
    """Return a select of the id, names and address of the people of a list."""
    query = select(Person.id, Person.given_name, Person.family_name, Person.email)
    query = query.where(*_words(wanted.q), *_roles(actor, wanted))
    if wanted.group:
        query = query.where(Person.id.in_(_of_class(actor, wanted.group)))
    return query


def roles_held(actor: Actor, person_ids: list[UUID]) -> defaultdict[UUID, list[HeldRole]]:
    """Return the roles of people that the actor looks after, those that run longest first."""
    query = (
        select(Membership, Company.name)
        .outerjoin(Company, Company.id == Membership.company_id)
        .where(Membership.person_id.in_(person_ids), here(actor))
        .order_by(Membership.until_date.is_not(None), Membership.until_date.desc(), Membership.from_date.desc())
    )
    held: defaultdict[UUID, list[HeldRole]] = defaultdict(list)
    for each, company in db.session.execute(query):
        role = HeldRole(each.id, Role(each.role), each.company_id, company, each.from_date, each.until_date)
        held[each.person_id].append(role)
    return held


def _words(q: str) -> list[ColumnElement[bool]]:
    return [Person.search.contains(word, autoescape=True) for word in searchable(q).split()[:MOST_WORDS]]


def _roles(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [here(actor)]
    if wanted.role:
        conditions.append(Membership.role == wanted.role.value)
    ever = select(Membership.person_id).where(*conditions)
    running = ever.where(or_(Membership.until_date.is_(None), Membership.until_date >= clock.today()))
    if wanted.active:
        return [Person.id.in_(running)]
    return [Person.id.in_(ever), Person.id.not_in(running)]


def _of_class(actor: Actor, class_id: UUID) -> "Select[UUID]":
    return (
        select(ClassMember.person_id)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(
            ClassGroup.school_id == actor.school_id,
            ClassMember.class_id == class_id,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= clock.today()),
        )
    )
