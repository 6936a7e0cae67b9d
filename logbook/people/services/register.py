"""The building blocks of a school: each adds its row and its event to the open transaction and asks nothing.

The pages use them one at a time, a roster by the thousand. Who may, and whether it is there already, the caller has
found out. `actor` is None for what the command line does; then the school is named. Flush a new person, company or year
before what refers to it is added: foreign keys are checked at once.
"""

from datetime import date
from uuid import UUID

from logbook.accounts.models import Company, Guardianship, Membership, Person, SchoolHoliday, SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember, Workplace

BEFORE_IT_BEGAN = N_("De einddatum komt voor de begindatum.")


def add_person(
    actor: Actor | None,
    given_name: str,
    family_name: str,
    email: str | None = None,
    born_on: date | None = None,
    *,
    person_id: UUID | None = None,
) -> Person:
    """Add somebody whom no school knows yet; nobody has that address (small letters are made of it)."""
    person = Person(
        id=person_id or new_id(),
        given_name=given_name,
        family_name=family_name,
        email=email.lower() if email else None,
        born_on=born_on,
        language="nl",
        theme="",
    )
    db.session.add(person)
    append_event(actor, "add_person", "person", person.id, new="added")
    return person


def give_role(
    actor: Actor | None,
    person: Person,
    role: Role,
    from_date: date,
    until_date: date | None = None,
    *,
    company: Company | None = None,
    school_id: UUID | None = None,
) -> Membership:
    """Give a person a role at the actor's school, or at a company of it. Raises Rejected when it would end first."""
    _in_order(from_date, until_date)
    membership = Membership(
        id=new_id(),
        person_id=person.id,
        school_id=_school_id(actor, school_id),
        company_id=company.id if company else None,
        role=role.value,
        from_date=from_date,
        until_date=until_date,
    )
    db.session.add(membership)
    append_event(actor, "give_role", "membership", membership.id, learner_id=_learner(role, person.id), new=role.value)
    return membership


def end_role(actor: Actor | None, membership: Membership, until: date | None) -> None:
    """Let a role end with `until` (inclusive), or run on when it is None; sessions in it end at the next request.

    Raises Rejected for an end before the beginning.
    """
    _in_order(membership.from_date, until)
    membership.until_date = until
    learner_id = _learner(Role(membership.role), membership.person_id)
    append_event(actor, "end_role", "membership", membership.id, learner_id=learner_id, new=_ending(until))


def add_year(actor: Actor | None, starts_on: date, ends_on: date, *, school_id: UUID | None = None) -> SchoolYear:
    """Add a school year."""
    year = SchoolYear(id=new_id(), school_id=_school_id(actor, school_id), starts_on=starts_on, ends_on=ends_on)
    db.session.add(year)
    append_event(actor, "add_year", "school_year", year.id, new=str(starts_on.year))
    return year


def add_holiday(actor: Actor, first: date, last: date, name: str) -> SchoolHoliday:
    """Add days without school or workplace."""
    holiday = SchoolHoliday(id=new_id(), school_id=actor.school_id, first=first, last=last, name=name)
    db.session.add(holiday)
    append_event(actor, "add_holiday", "holiday", holiday.id, new="added")
    return holiday


def add_class(actor: Actor | None, year: SchoolYear, name: str, track_id: str | None = None) -> ClassGroup:
    """Add a class to a school year; it ends with it."""
    group = ClassGroup(
        id=new_id(),
        school_id=year.school_id,
        school_year_id=year.id,
        name=name,
        track_id=track_id,
        until_date=year.ends_on,
    )
    db.session.add(group)
    append_event(actor, "add_class", "class", group.id, new="added")
    return group


def join_class(actor: Actor | None, group: ClassGroup, person: Person, role: Role, from_date: date) -> ClassMember:
    """Put a person in a class from `from_date` until the class ends, as learner, teacher or counsellor."""
    member = ClassMember(
        class_id=group.id, person_id=person.id, role=role.value, from_date=from_date, until_date=group.until_date
    )
    db.session.add(member)
    append_event(actor, "join_class", "class", group.id, learner_id=_learner(role, person.id), new=role.value)
    return member


def leave_class(actor: Actor | None, member: ClassMember, until: date | None) -> None:
    """Let a person's time in a class end with `until` (inclusive), or run on. Raises Rejected for one too early."""
    _in_order(member.from_date, until)
    member.until_date = until
    learner_id = _learner(Role(member.role), member.person_id)
    append_event(actor, "leave_class", "class", member.class_id, learner_id=learner_id, new=_ending(until))


def add_company(actor: Actor | None, name: str, *, school_id: UUID | None = None) -> Company:
    """Add a company as the school knows it."""
    company = Company(id=new_id(), school_id=_school_id(actor, school_id), name=name)
    db.session.add(company)
    append_event(actor, "add_company", "company", company.id, new="added")
    return company


def add_workplace(
    actor: Actor | None, company: Company, name: str, kind: str = "company", address: str | None = None
) -> Workplace:
    """Add an establishment of a company, or a training centre (`kind` is then `simulated`)."""
    workplace = Workplace(
        id=new_id(), school_id=company.school_id, company_id=company.id, name=name, kind=kind, address=address
    )
    db.session.add(workplace)
    append_event(actor, "add_workplace", "workplace", workplace.id, new=kind)
    return workplace


def add_guardian(
    actor: Actor | None, guardian: Person, learner: Person, *, school_id: UUID | None = None
) -> Guardianship:
    """Link a guardian to a learner."""
    link = Guardianship(guardian_id=guardian.id, learner_id=learner.id, school_id=_school_id(actor, school_id))
    db.session.add(link)
    append_event(actor, "add_guardian", "person", guardian.id, learner_id=learner.id, new="linked")
    return link


def _school_id(actor: Actor | None, named: UUID | None) -> UUID:
    school_id = actor.school_id if actor else named
    if school_id is None:
        raise ValueError("the command line names the school")
    return school_id


def _learner(role: Role, person_id: UUID) -> UUID | None:
    return person_id if role is Role.LEARNER else None


def _ending(until: date | None) -> str:
    return "open" if until is None else "ended"


def _in_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Rejected({"until_date": [BEFORE_IT_BEGAN]})
