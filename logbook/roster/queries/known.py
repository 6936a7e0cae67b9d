"""What the school has, for holding a roster against it: seven statements, and one for 500 addresses of the file."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Company, Guardianship, Membership, Person, SchoolYear
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.roster.models import SourceId
from logbook.roster.policy import Known, KnownPerson, KnownTime, Row
from logbook.training.models import ClassGroup, ClassMember

AT_ONCE = 500


def known_to(actor: Actor, year_id: UUID, rows: list[Row]) -> Known:
    """Return what the actor's school has, and whom the addresses of the file find anywhere."""
    year = db.session.get_one(SchoolYear, year_id)
    known = Known(today=clock.today(), begins=year.starts_on, me=actor.person_id)
    _read_people(known, actor.school_id, Person.id.in_(_members_of(actor.school_id)))
    addresses = sorted({row.email for row in rows if row.email and ("mail", row.email) not in known.by_key})
    for start in range(0, len(addresses), AT_ONCE):
        _read_people(known, actor.school_id, Person.email.in_(addresses[start : start + AT_ONCE]))
    _read_roles(known, actor.school_id)
    _read_classes(known, year_id)
    companies = select(Company.name, Company.id).where(Company.school_id == actor.school_id)
    known.companies = {name.casefold(): company for name, company in db.session.execute(companies)}
    links = select(Guardianship.guardian_id, Guardianship.learner_id).where(Guardianship.school_id == actor.school_id)
    known.guardians = {(guardian, learner) for guardian, learner in db.session.execute(links)}
    return known


def _members_of(school_id: UUID) -> "Select[UUID]":
    return select(Membership.person_id).where(Membership.school_id == school_id)


def _read_people(known: Known, school_id: UUID, which: ColumnElement[bool]) -> None:
    """Read the people that `which` selects, with their numbers at this school."""
    other = aliased(Membership)
    elsewhere = select(other.id).where(other.person_id == Person.id, other.school_id != school_id).exists()
    here = (SourceId.person_id == Person.id) & (SourceId.school_id == school_id)
    columns = (Person.id, Person.given_name, Person.family_name, Person.email, Person.born_on, elsewhere)
    for row in db.session.execute(select(*columns, SourceId.source_id).outerjoin(SourceId, here).where(which)):
        person = KnownPerson(*row)
        known.people[person.id] = person
        for key in _keys(person):
            known.by_key[key] = person.id


def _keys(person: KnownPerson) -> Iterator[tuple[str, ...]]:
    if person.source_id:
        yield ("id", person.source_id)
    if person.email:
        yield ("mail", person.email)
    if person.born_on:
        yield ("name", person.given_name.casefold(), person.family_name.casefold(), person.born_on.isoformat())


def _read_roles(known: Known, school_id: UUID) -> None:
    columns = (Membership.person_id, Membership.role, Membership.company_id, Membership.id)
    query = select(*columns, Membership.from_date, Membership.until_date).where(Membership.school_id == school_id)
    for person, role, company, id_, first, last in db.session.execute(query):
        known.roles.setdefault((person, role, company), []).append(KnownTime((str(id_),), first, last))


def _read_classes(known: Known, year_id: UUID) -> None:
    classes = select(ClassGroup.name, ClassGroup.id).where(ClassGroup.school_year_id == year_id)
    known.classes = {name.casefold(): group for name, group in db.session.execute(classes)}
    columns = (ClassMember.person_id, ClassMember.role, ClassMember.class_id)
    query = select(*columns, ClassMember.from_date, ClassMember.until_date)
    within = query.join(ClassGroup, ClassGroup.id == ClassMember.class_id).where(ClassGroup.school_year_id == year_id)
    for person, role, group, first, last in db.session.execute(within):
        thing = (str(group), str(person), role, first.isoformat())
        known.members.setdefault((person, role, group), []).append(KnownTime(thing, first, last))
