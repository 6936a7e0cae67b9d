"""Somebody new at a school, with a first role: an address that is somebody's already leads to that person.

A person is one for all schools, and nothing of it is told: not the name, not the other roles. A learner has no address
of another school's person, since a learner's days hang on the person.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Company, Guardianship, Person
from logbook.accounts.queries import person_by_email
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.policy import IN_CLASS, may_give
from logbook.people.queries.found import known_elsewhere, learner_known, owned, person_known
from logbook.training.models import ClassGroup

from .members import enter_class
from .register import add_guardian, add_person
from .roles import hold_role

NOT_FOR_A_LEARNER = N_(
    "Dit adres kan niet bij een leerling. Laat het leeg: een leerling meldt zich aan met een QR-code."
)
ADDRESS_NEEDED = N_("Vul een e-mailadres in: zonder adres kan deze persoon zich niet aanmelden.")


@dataclass(frozen=True)
class Newcomer:
    """Somebody to enrol; `person_id` is made by the form, so that a doubled submit is the same person."""

    person_id: UUID
    given_name: str
    family_name: str
    role: Role
    from_date: date
    until_date: date | None = None
    email: str | None = None
    born_on: date | None = None
    company_id: UUID | None = None
    class_id: UUID | None = None
    learner_id: UUID | None = None


def enrol(actor: Actor, wanted: Newcomer) -> Person:
    """Enrol somebody in a role, in a class where that is asked, as a guardian of a learner where that is.

    Raises NotPermitted for a role that the actor does not give, NotFound for what is not the actor's, and Rejected.
    """
    if not may_give(actor, wanted.role, wanted.company_id):
        raise NotPermitted
    if wanted.role is not Role.LEARNER and not wanted.email:
        raise Rejected({"email": [ADDRESS_NEEDED]})
    company = owned(actor, Company, wanted.company_id) if wanted.company_id else None
    person = _somebody(actor, wanted)
    hold_role(actor, person, wanted.role, wanted.from_date, until_date=wanted.until_date, company=company)
    if wanted.class_id and wanted.role in IN_CLASS:
        enter_class(actor, owned(actor, ClassGroup, wanted.class_id), person, wanted.role, wanted.from_date)
    if wanted.learner_id and wanted.role is Role.GUARDIAN:
        guard(actor, person, learner_known(actor, wanted.learner_id))
    return person


def guard(actor: Actor, guardian: Person, learner: Person) -> None:
    """Link a guardian to a learner, or take up a link that had ended."""
    link = db.session.get(Guardianship, (guardian.id, learner.id, actor.school_id))
    if link is None:
        add_guardian(actor, guardian, learner)
    elif link.until_date is not None:
        link.until_date = None
        append_event(actor, "add_guardian", "person", guardian.id, learner_id=learner.id, new="linked")


def end_guardian(actor: Actor, guardian_id: UUID, learner_id: UUID) -> None:
    """Let a guardian's link to a learner end at once: yesterday was its last day. Raises NotFound."""
    link = db.session.get(Guardianship, (guardian_id, learner_id, actor.school_id))
    if link is None:
        raise NotFound
    if link.until_date is None:
        link.until_date = clock.today() - timedelta(days=1)
        append_event(actor, "end_guardian", "person", guardian_id, learner_id=learner_id, new="ended")


def _somebody(actor: Actor, wanted: Newcomer) -> Person:
    """Return who has the address, or who a first submit of this form made, or somebody new."""
    if wanted.email and (known := person_by_email(wanted.email)):
        if wanted.role is Role.LEARNER and known_elsewhere(actor, known.id):
            raise Rejected({"email": [NOT_FOR_A_LEARNER]})
        return known
    if db.session.scalar(select(Person.id).where(Person.id == wanted.person_id)):
        return person_known(actor, wanted.person_id)
    person = add_person(
        actor, wanted.given_name, wanted.family_name, wanted.email, wanted.born_on, person_id=wanted.person_id
    )
    db.session.flush()
    return person
