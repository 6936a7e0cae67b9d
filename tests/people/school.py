"""Shortcuts that several tests of a school's people take."""

from sqlalchemy import select

from logbook.accounts.models import Membership, Person
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import ClassMember
from tests.pages import Page


def newcomer(role: Role = Role.LEARNER, **more: object) -> dict[str, object]:
    """Return what the form for somebody new posts."""
    form = {"person_id": new_id(), "role": role.value, "given_name": "Zoë", "family_name": "Proefneming"}
    return form | {"from_date": "2026-11-20"} | more


def roles_of(person: Person) -> list[Membership]:
    """Return all roles of somebody, also those that are over."""
    return list(db.session.scalars(select(Membership).where(Membership.person_id == person.id)))


def times_of(person: Person) -> list[ClassMember]:
    """Return somebody's times in classes, the first first."""
    query = select(ClassMember).where(ClassMember.person_id == person.id).order_by(ClassMember.from_date)
    return list(db.session.scalars(query))


def somebody(given_name: str, family_name: str = "Proefneming") -> list[Person]:
    """Return everyone of that name."""
    query = select(Person).where(Person.given_name == given_name, Person.family_name == family_name)
    return list(db.session.scalars(query))


def deeds(deed: str) -> int:
    """Return how many events tell of a deed."""
    return db.session.query(Event).filter(Event.deed == deed).count()


def typed(page: Page, form: str = "form.stack") -> dict[str, str]:
    """Return what a form holds, without its token: the client gives each post a fresh one."""
    return {name: value for name, value in page.form(form).items() if name != "csrf_token"}
