"""Whom and what a new placement can be made of, found by a few letters."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from logbook.accounts.models import Company, Membership, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.core.texts import searchable
from logbook.extensions import db
from logbook.training.models import Track, Workplace

from .reach import LearnerCard, learner_cards

MOST = 20
MOST_AT_COMPANY = 200


@dataclass(frozen=True, slots=True)
class WorkplaceCard:
    """A workplace as a choice: whose it is, and whether learning there is simulated."""

    id: UUID
    company_id: UUID
    company: str
    name: str
    simulated: bool


def learners_to_place(actor: Actor, text: str) -> list[LearnerCard]:
    """Return the school's learners whose name holds `text`, by name; the first twenty."""
    return learner_cards(_learners(actor).where(Person.search.contains(searchable(text), autoescape=True)).limit(MOST))


def learner_to_place(actor: Actor, learner_id: UUID) -> LearnerCard:
    """Return one of the school's learners. Raises NotFound."""
    found = learner_cards(_learners(actor).where(Person.id == learner_id).limit(1))
    if not found:
        raise NotFound
    return found[0]


def _learners(actor: Actor) -> "Select[UUID, str, str]":
    member = select(Membership.person_id).where(
        Membership.school_id == actor.school_id, Membership.role == Role.LEARNER.value, _runs(clock.today())
    )
    return (
        select(Person.id, Person.given_name, Person.family_name)
        .where(Person.id.in_(member))
        .order_by(Person.given_name, Person.family_name)
    )


def _runs(day: date) -> ColumnElement[bool]:
    return or_(Membership.until_date.is_(None), Membership.until_date >= day)


def workplaces_to_choose(actor: Actor, text: str) -> list[WorkplaceCard]:
    """Return the school's workplaces whose name or company holds `text`; the first twenty."""
    wanted = text.lower()
    named = or_(
        func.lower(Company.name).contains(wanted, autoescape=True),
        func.lower(Workplace.name).contains(wanted, autoescape=True),
    )
    return _workplaces(actor, named)


def workplace_to_choose(actor: Actor, workplace_id: UUID) -> WorkplaceCard:
    """Return one of the school's workplaces. Raises NotFound."""
    found = _workplaces(actor, Workplace.id == workplace_id)
    if not found:
        raise NotFound
    return found[0]


def _workplaces(actor: Actor, which: ColumnElement[bool]) -> list[WorkplaceCard]:
    query = (
        select(Workplace.id, Company.id, Company.name, Workplace.name, Workplace.kind == "simulated")
        .join(Company, Company.id == Workplace.company_id)
        .where(
            Workplace.school_id == actor.school_id,
            or_(Workplace.until_date.is_(None), Workplace.until_date >= clock.today()),
            which,
        )
        .order_by(Company.name, Workplace.name)
        .limit(MOST)
    )
    return [WorkplaceCard(*row) for row in db.session.execute(query)]


def people_at_company(actor: Actor, company_id: UUID, role: Role) -> list[tuple[UUID, str]]:
    """Return who has that role at a company of the actor's school, today or later, by name."""
    query = (
        select(Person.id, Person.given_name, Person.family_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.school_id == actor.school_id,
            Membership.company_id == company_id,
            Membership.role == role.value,
            _runs(clock.today()),
        )
        .order_by(Person.given_name, Person.family_name)
        .distinct()
        .limit(MOST_AT_COMPANY)
    )
    return [(row.id, f"{row.given_name} {row.family_name}") for row in db.session.execute(query)]


def track_choices() -> list[Track]:
    """Return every track, by id."""
    return list(db.session.scalars(select(Track).order_by(Track.id).limit(MOST_AT_COMPANY)))
