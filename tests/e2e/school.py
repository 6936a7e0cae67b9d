"""The schools that the browser visits: the demo, one where nothing happened yet, a blind one. Made once for a run."""

import fcntl
import shutil
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from logbook.accounts.models import Person
from logbook.app import create_app
from logbook.config import from_environment
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.demo.services import make_demo
from logbook.extensions import db
from tests import factories
from tests.conftest import FRIDAY
from tests.e2e import office
from tests.entries.work import submit

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
            office.fill()
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
