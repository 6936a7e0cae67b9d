"""A person's roles at a school: each has a first day and, once it is over, a last one. None is deleted."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from logbook.accounts.models import Company, Membership, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.policy import IN_CLASS, may_give
from logbook.people.queries.found import known_elsewhere, membership_known, owned, person_known
from logbook.training.models import ClassGroup, ClassMember

from .register import end_role, give_role, leave_class

HAS_IT = N_("Deze persoon heeft die rol al in die periode.")
LAST_ONE = N_("Dit is de laatste coördinator van de school. Geef eerst iemand anders die rol.")
NO_LEARNER = N_("Deze persoon hoort ook elders en kan hier geen leerling zijn.")
COMPANY_CLOSED = N_("Dit bedrijf is afgesloten.")


def add_role(
    actor: Actor,
    person_id: UUID,
    *,
    role: Role,
    from_date: date,
    until_date: date | None = None,
    company_id: UUID | None = None,
) -> Membership:
    """Give somebody whom the actor knows another role. Raises NotPermitted, NotFound and Rejected."""
    if not may_give(actor, role, company_id):
        raise NotPermitted
    company = owned(actor, Company, company_id) if company_id else None
    person = person_known(actor, person_id, lock=True)
    if role is Role.LEARNER and known_elsewhere(actor, person_id):  # a learner's days hang on the person
        raise Rejected({"role": [NO_LEARNER]})
    return hold_role(actor, person, role, from_date, until_date=until_date, company=company)


def hold_role(
    actor: Actor, person: Person, role: Role, from_date: date, *, until_date: date | None, company: Company | None
) -> Membership:
    """Give a person a role. The same once more changes nothing. Raises Rejected when it overlaps with one like it."""
    if company and company.until_date and company.until_date < from_date:
        raise Rejected({"company_id": [COMPANY_CLOSED]})
    alike = _alike(actor, person, role, company)
    for held in alike:
        if (held.from_date, held.until_date) == (from_date, until_date):
            return held
    if any(_overlap(held, from_date, until_date) for held in alike):
        raise Rejected({"from_date": [HAS_IT]})
    return give_role(actor, person, role, from_date, until_date, company=company)


def finish_role(actor: Actor, membership_id: UUID, until: date | None) -> Membership:
    """Let a role end with `until`, or run on; the person's time in classes in that role ends no later.

    The person's sessions in it end at the next request after that day. Raises NotFound and Rejected.
    """
    membership = membership_known(actor, membership_id)
    if until and membership.role == Role.COORDINATOR and not _others(membership, until):
        raise Rejected({"until_date": [LAST_ONE]})
    if membership.until_date != until:
        end_role(actor, membership, until)
        if until and membership.role in IN_CLASS:
            _leave_classes(actor, membership, until)
    return membership


def _alike(actor: Actor, person: Person, role: Role, company: Company | None) -> list[Membership]:
    query = select(Membership).where(
        Membership.person_id == person.id,
        Membership.school_id == actor.school_id,
        Membership.role == role.value,
        Membership.company_id == company.id if company else Membership.company_id.is_(None),
    )
    return list(db.session.scalars(query))


def _overlap(held: Membership, from_date: date, until_date: date | None) -> bool:
    begins_after = held.until_date is not None and from_date > held.until_date
    ends_before = until_date is not None and until_date < held.from_date
    return not (begins_after or ends_before)


def _others(membership: Membership, until: date) -> int:
    """Return how many other coordinators the school has from today to beyond `until`."""
    query = select(func.count()).where(
        Membership.school_id == membership.school_id,
        Membership.role == Role.COORDINATOR.value,
        Membership.id != membership.id,
        Membership.from_date <= max(until, clock.today()),
        or_(Membership.until_date.is_(None), Membership.until_date > until),
    )
    return db.session.scalar(query) or 0


def _leave_classes(actor: Actor, membership: Membership, until: date) -> None:
    query = (
        select(ClassMember)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(
            ClassGroup.school_id == membership.school_id,
            ClassMember.person_id == membership.person_id,
            ClassMember.role == membership.role,
            ClassMember.from_date <= until,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date > until),
        )
    )
    for member in db.session.scalars(query):
        leave_class(actor, member, until)
