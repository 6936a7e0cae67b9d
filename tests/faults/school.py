"""The school of the campaign: three learners (two of them with two phones) and the mentor who has them all."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from logbook.accounts.models import Company, Person, Proof
from logbook.accounts.queries import roles_of
from logbook.accounts.services import start_session
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.services import load_library
from tests import factories
from tests.conftest import empty, shipped_library
from tests.databases import unguarded
from tests.entries.work import TODAY
from tests.faults.outbox import Owner

DAYS = 70
"""How many days back the learners write about; about as far as the school year goes back."""
LEFT = date(2026, 9, 5)
"""When each learner left an earlier placement: before any day that they write about."""
LEARNERS = ("Lotte", "Otto", "Lies")


@dataclass
class Learner:
    """A learner: where, where no longer, and which entries there are, of whichever phone."""

    owner: Owner
    placement_id: UUID
    left_id: UUID
    entries: list[UUID] = field(default_factory=list)

    def day(self, dice: Random) -> date:
        """Return a day to write about."""
        return TODAY - timedelta(days=dice.randrange(DAYS))


@dataclass
class School:
    """The people, each signed in."""

    app: Flask
    learners: list[Learner]
    mentor: Owner
    teacher: Owner
    coordinator: Owner


def found(app: Flask) -> School:
    """Make the school in the empty database of `app`."""
    with app.app_context():
        empty()
        with transaction():
            load_library(None, shipped_library())
            return _make(app)


def _make(app: Flask) -> School:
    school = factories.make_school(late_entry_days=DAYS)
    company: Company = factories.add(Company(school_id=school.id, name="Staalwerk Fictief nv"))
    group = factories.make_class(school, factories.make_year(school))
    mentor, teacher, coordinator = (factories.make_person(name) for name in ("Piet", "Tess", "Cleo"))
    factories.make_member(mentor, school, Role.MENTOR, company)
    factories.make_member(teacher, school, Role.TEACHER)
    factories.make_member(coordinator, school, Role.COORDINATOR)
    factories.join_class(group, teacher, Role.TEACHER)
    learners = []
    for name in LEARNERS:
        person = factories.make_person(name, born_on=date(2009, 3, 4))
        factories.make_member(person, school, Role.LEARNER)
        factories.join_class(group, person, Role.LEARNER)
        factories.assign(person, factories.WELDING)
        hall = factories.make_workplace(school, company)
        placement = factories.make_placement(school, person, hall)
        left = factories.make_placement(school, person, hall, until_date=LEFT)
        factories.join_placement(placement, mentor, Role.MENTOR, main=True)
        learners.append(Learner(_signed_in(app, person), placement.id, left.id))
    return School(app, learners, *(_signed_in(app, each) for each in (mentor, teacher, coordinator)))


def _signed_in(app: Flask, person: Person) -> Owner:
    token = start_session(person, "a phone of the campaign", proof=Proof.PASSKEY)
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token, '_fresh': True})}"
    return Owner(person.id, str(factories.actor_of(person).membership_id), cookie)


WORK = frozenset(
    {"day", "remark", "commitment", "media", "round", "assessment", "week", "week_assessment", "stage_step", "weekly"}
    | {"entry", "entry_revision", "erased_entry", "op", "draft", "rejected_op", "mail", "look"}
    | {"event", "event_seal", "event_drop"}
)
"""The tables that hold what people do; the others hold who they are."""


def actor_of(owner: Owner) -> Actor:
    """Return the actor that somebody is."""
    return next(each for each in roles_of(owner.person_id) if str(each.membership_id) == owner.user_key)


def forget_work(app: Flask) -> None:
    """Delete everything that anybody did; the people, their places and their sign-ins stay."""
    with app.app_context(), transaction(), unguarded(db.session):
        for table in reversed(db.metadata.sorted_tables):
            if table.name in WORK:
                db.session.execute(table.delete())
