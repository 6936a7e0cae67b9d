"""The schools that the browser visits: the demo, one where nothing happened yet, a blind one. Made once for a run."""

import fcntl
import shutil
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from logbook.accounts.models import Person, SchoolYear
from logbook.app import create_app
from logbook.config import from_environment
from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.demo.services import make_demo
from logbook.extensions import db
from logbook.people.services.invite_many import begin_run
from logbook.roster.schemas import read_roster
from logbook.roster.services import receive_roster
from tests import factories
from tests.conftest import FRIDAY
from tests.entries.work import submit
from tests.roster.files import LENA, SMALL, as_csv, changed

FILE, PICTURES = "logbook.sqlite", "media"
NEW = (
    "learner",
    "mentor",
    "supervisor",
    "teacher",
    "counsellor",
    "coordinator",
    "company_coordinator",
    "guardian",
)


def copy(shared: Path, data: Path) -> None:
    """Put a copy of the school in the folder `data`. The first worker that asks makes it; the others wait for it."""
    made = shared / FILE
    with (shared / "school.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = shared / "making"
            make(making)
            if (making / PICTURES).exists():
                shutil.move(making / PICTURES, shared / PICTURES)
            shutil.move(making / FILE, made)
    shutil.copy(made, data / FILE)
    if (shared / PICTURES).exists():
        shutil.copytree(shared / PICTURES, data / PICTURES)


def app(data: Path) -> Flask:
    """Return the application on the school in the folder `data`."""
    return create_app(from_environment({"LOGBOOK_DATA": str(data), "SECRET_KEY": "for tests only"}))


def make(data: Path) -> None:
    """Make the school in the folder `data`."""
    with app(data).app_context(), clock.freeze(FRIDAY):
        upgrade()
        make_demo(lambda _done, _of: None)
        with transaction():
            _add_newcomers()
            blind = _add_blind_school()
            _add_rosters()
            _begin_invitations()
        submit(blind)
        db.engine.dispose()


def _add_blind_school() -> factories.Cast:
    """Add a school where mentors rate before they see what the learner thinks."""
    cast = factories.make_cast()
    cast.school.blind_first = True
    cast.mentor.handle = "blind_mentor"
    return cast


def _add_newcomers() -> None:
    """Add a second school where nobody did anything yet: what every page says when there is nothing to show."""
    cast = factories.make_cast()
    for name in NEW:
        person: Person = getattr(cast, name)
        person.handle = f"new_{name}"


def _add_rosters() -> None:
    """Let the demo's coordinator have read files that wait: one with news, one with mistakes."""
    person = db.session.scalars(select(Person).where(Person.handle == "coordinator1")).one()
    actor = factories.actor_of(person)
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.school_id == actor.school_id)).first()
    assert year
    for lines in (SMALL, (changed(LENA, e_mail="lena"), LENA)):
        receive_roster(actor, "mensen.csv", year.id, read_roster(as_csv(*lines)), ends=False)


def _begin_invitations() -> None:
    """Let the demo's coordinator invite the mentors."""
    person = db.session.scalars(select(Person).where(Person.handle == "coordinator1")).one()
    begin_run(factories.actor_of(person), Role.MENTOR, None)
