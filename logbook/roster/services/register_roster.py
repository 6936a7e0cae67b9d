"""Doing what a comparison asks, through the same deeds as the pages, and noting what undoing it takes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Company, Membership, Person, SchoolYear
from logbook.accounts.services import leave_address
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.people.services import register
from logbook.roster.models import RosterImport, SourceId
from logbook.roster.policy import Comparison, Deed, Key
from logbook.training.models import ClassGroup, ClassMember

from .undo_notes import UndoNotes

T = TypeVar("T")
Named = TypeVar("Named", ClassGroup, Company)
Tell = Callable[[int, int], None]
AT_ONCE = 500
STEP = 100


class Registering:
    """The deeds of one import, in one transaction. What they need is read before: no deed asks anything by itself."""

    def __init__(self, actor: Actor, kept: RosterImport, comparison: Comparison) -> None:
        self.actor, self.deeds, self.notes = actor, comparison.deeds, UndoNotes()
        self.year = db.session.get_one(SchoolYear, kept.school_year_id)
        self.groups = _by_name(db.session.scalars(select(ClassGroup).where(ClassGroup.school_year_id == self.year.id)))
        self.companies = _by_name(db.session.scalars(select(Company).where(Company.school_id == actor.school_id)))
        self.persons: dict[Key, Person] = {}
        self._read_people(comparison.people)
        self.roles = {str(row.id): row for row in _memberships(self.deeds)}
        self.members = {_thing(row): row for row in _class_members(self.deeds)}

    def do(self, tell: Tell) -> UndoNotes:
        """Do every deed, telling how far it is; return what undoing takes.

        What is added is written kind by kind: a role refers to its person, and nobody else puts them in that order.
        """
        done = 0
        for _kind, deeds in groupby(self.deeds, key=attrgetter("kind")):
            for deed in deeds:
                if done % STEP == 0:
                    tell(done, len(self.deeds) + STEP)
                getattr(self, deed.kind)(deed)
                done += 1
            db.session.flush()
        tell(done, len(self.deeds) + STEP)
        return self.notes

    def _read_people(self, people: dict[Key, UUID]) -> None:
        """Read the people that the deeds are about, by the key by which each deed names them."""
        rows = {row.id: row for chunk in chunks(sorted(set(people.values()))) for row in _people(chunk)}
        self.persons = {key: rows[person_id] for key, person_id in people.items()}

    def add_class(self, deed: Deed) -> None:
        """Add a class to the year."""
        group = register.add_class(self.actor, self.year, deed.place or "")
        self.groups[group.name.casefold()] = group
        self.notes.classes.append(str(group.id))

    def add_company(self, deed: Deed) -> None:
        """Add a company, with no establishment yet."""
        company = register.add_company(self.actor, deed.place or "")
        self.companies[company.name.casefold()] = company
        self.notes.companies.append(str(company.id))

    def add_person(self, deed: Deed) -> None:
        """Add somebody new."""
        facts = {name: new for name, _old, new in deed.changes}
        born = date.fromisoformat(facts["born_on"]) if facts["born_on"] else None
        given, family = facts["given_name"] or "", facts["family_name"] or ""
        person = register.add_person(self.actor, given, family, facts["email"], born)
        self.persons[deed.key] = person
        self.notes.persons.append(str(person.id))

    def change_person(self, deed: Deed) -> None:
        """Correct what the file says otherwise of somebody."""
        person = self.persons[deed.key]
        for name, _old, new in deed.changes:
            if name == "email" and person.email:
                leave_address(self.actor, person, new)
            setattr(person, name, date.fromisoformat(new) if name == "born_on" and new else new)
        append_event(self.actor, "change_person", "person", person.id, new="changed")
        self.notes.changed.append([str(person.id), [list(change) for change in deed.changes]])

    def name_source(self, deed: Deed) -> None:
        """Keep the number by which a later file finds the same person."""
        person = self.persons[deed.key]
        source = SourceId(school_id=self.actor.school_id, source_id=deed.place or "", person_id=person.id)
        db.session.add(source)
        self.notes.sources.append(source.source_id)

    def begin_role(self, deed: Deed) -> None:
        """Give a role."""
        company = self.companies[deed.place.casefold()] if deed.place else None
        person, role = self.persons[deed.key], Role(deed.role or "")
        first = deed.from_date or self.year.starts_on
        given = register.give_role(self.actor, person, role, first, deed.until_date, company=company)
        self.notes.roles.append(str(given.id))

    def end_role(self, deed: Deed) -> None:
        """Move the end of a role."""
        membership = self.roles[deed.thing[0]]
        self.notes.ended_roles.append([deed.thing[0], _iso(membership.until_date), _iso(deed.until_date)])
        register.end_role(self.actor, membership, deed.until_date)

    def begin_class(self, deed: Deed) -> None:
        """Put somebody in a class."""
        group = self.groups[(deed.place or "").casefold()]
        first = deed.from_date or self.year.starts_on
        member = register.join_class(self.actor, group, self.persons[deed.key], Role(deed.role or ""), first)
        if deed.until_date:
            member.until_date = deed.until_date
        self.notes.members.append(list(_thing(member)))

    def end_class(self, deed: Deed) -> None:
        """Move the end of somebody's time in a class."""
        member = self.members[deed.thing]
        self.notes.ended_members.append([list(deed.thing), _iso(member.until_date), _iso(deed.until_date)])
        register.leave_class(self.actor, member, deed.until_date)

    def add_guardian(self, deed: Deed) -> None:
        """Link a guardian to a learner."""
        link = register.add_guardian(self.actor, self.persons[deed.key], self.persons[deed.thing])
        self.notes.guardians.append([str(link.guardian_id), str(link.learner_id)])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _by_name(rows: Iterable[Named]) -> dict[str, Named]:
    return {row.name.casefold(): row for row in rows}


def chunks(items: list[T]) -> Iterator[list[T]]:
    """Yield the items by five hundred: no statement names more."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def _people(ids: list[UUID]) -> Iterable[Person]:
    return db.session.scalars(select(Person).where(Person.id.in_(ids)))


def _memberships(deeds: list[Deed]) -> Iterator[Membership]:
    ids = [UUID(deed.thing[0]) for deed in deeds if deed.kind == "end_role"]
    for chunk in chunks(ids):
        yield from db.session.scalars(select(Membership).where(Membership.id.in_(chunk)))


def _class_members(deeds: list[Deed]) -> Iterator[ClassMember]:
    groups = sorted({deed.thing[0] for deed in deeds if deed.kind == "end_class"})
    for chunk in chunks(groups):
        yield from db.session.scalars(select(ClassMember).where(ClassMember.class_id.in_([UUID(id_) for id_ in chunk])))


def _thing(row: ClassMember) -> tuple[str, ...]:
    return (str(row.class_id), str(row.person_id), row.role, row.from_date.isoformat())
