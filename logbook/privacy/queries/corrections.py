"""What people asked to be put right."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Guardianship, Membership, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.privacy.models import Correction, CorrectionState
from logbook.web.paging import Page

PAGE = 20
ADULT_AT = 18
COORDINATORS = 20
"""Mails to at most so many: a question is for the school, and the list shows it to all."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A question with the names that go with it."""

    correction: Correction
    learner: str
    asked_by: str
    answered_by: str | None


def require_asker(actor: Actor, learner_id: UUID) -> Person:
    """Return the learner for whom the actor may ask: the own self, or a minor child of a guardian. Raises NotFound."""
    if actor.role is Role.LEARNER and actor.person_id == learner_id:
        return db.session.get_one(Person, learner_id)
    if actor.role is not Role.GUARDIAN:
        raise NotFound
    stands = or_(Guardianship.until_date.is_(None), Guardianship.until_date >= clock.today())
    own = (Guardianship.guardian_id == actor.person_id) & (Guardianship.school_id == actor.school_id)
    query = select(Person).join(Guardianship, Guardianship.learner_id == Person.id)
    child = db.session.scalar(query.where(own, stands, Person.id == learner_id))
    if child is None or _adult(child.born_on, clock.today()):
        raise NotFound
    return child


def _adult(born: date | None, today: date) -> bool:
    return (
        born is not None and (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) >= ADULT_AT
    )


def corrections_about(actor: Actor, learner_id: UUID, number: int) -> Page[CorrectionLine]:
    """Return what was asked about a learner at the actor's school, the latest first; the caller may see the learner."""
    own = (Correction.learner_id == learner_id) & (Correction.school_id == actor.school_id)
    return _paged(_lines().where(own).order_by(Correction.asked_at.desc(), Correction.id), number)


def corrections_of_school(actor: Actor, number: int) -> Page[CorrectionLine]:
    """Return what was asked at the coordinator's school, what waits first."""
    waits_first = case((Correction.state == CorrectionState.ASKED.value, 0), else_=1)
    query = _lines().where(Correction.school_id == actor.school_id)
    return _paged(query.order_by(waits_first, Correction.asked_at.desc(), Correction.id), number)


def correction_for(actor: Actor, correction_id: UUID) -> CorrectionLine:
    """Return a question to the coordinator's school. Raises NotPermitted and NotFound."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    own = (Correction.id == correction_id) & (Correction.school_id == actor.school_id)
    row = db.session.execute(_lines().where(own)).first()
    if row is None:
        raise NotFound
    return CorrectionLine(*row)


def coordinators_of(school_id: UUID) -> list[Person]:
    """Return the coordinators of a school who can be mailed."""
    today = clock.today()
    now = (Membership.from_date <= today) & or_(Membership.until_date.is_(None), Membership.until_date >= today)
    held = (Membership.school_id == school_id) & (Membership.role == Role.COORDINATOR.value)
    query = (
        select(Person).join(Membership, Membership.person_id == Person.id).where(held, now, Person.email.is_not(None))
    )
    return list(db.session.scalars(query.distinct().limit(COORDINATORS)))


def _lines() -> "Select[Correction, str, str, str | None]":
    learner, asker, answerer = aliased(Person), aliased(Person), aliased(Person)
    names = (_name(learner), _name(asker), _name(answerer))
    query = select(Correction, *names).join(learner, learner.id == Correction.learner_id)
    return query.join(asker, asker.id == Correction.asked_by).outerjoin(answerer, answerer.id == Correction.answered_by)


def _name(person: type[Person]):  # type: ignore[no-untyped-def]
    return person.given_name + " " + person.family_name


def _paged(query: "Select[Correction, str, str, str | None]", number: int) -> Page[CorrectionLine]:
    rows = db.session.execute(query.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    return Page([CorrectionLine(*row) for row in rows[:PAGE]], number, len(rows) > PAGE)
