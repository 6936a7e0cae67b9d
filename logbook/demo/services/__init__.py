"""Making the demo school: a marked database with people, places and twelve weeks of plausible history."""

from enum import Enum

from sqlalchemy import select

from logbook.accounts.models import Installation, Person, School
from logbook.core.errors import LogbookError
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.schemas import read_library
from logbook.sheets.services import load_library

from .cast import DEMO
from .company_sheets import tell_company_sheets
from .councils import tell_councils
from .days import Period
from .dice import Dice
from .history import tell_all, write_and_sum
from .ledger import Ledger, Progress
from .lessons import tell_lessons
from .places import settle
from .plans import tell_plans
from .tracks import lay_tracks
from .visits import tell_visits
from .worked import note_versions


class NotEmpty(LogbookError):
    """The database holds data that is not a demo's; nothing was changed."""


class Outcome(Enum):
    """What `make_demo` did."""

    MADE = "made"
    KEPT = "kept"


def make_demo(progress: Progress) -> Outcome:
    """Fill a new, empty database with the demo school and mark it; a demo that is there already is kept as it is.

    The same on every machine for the same day. All or nothing. Raises NotEmpty for a database with other data.
    """
    installation = db.session.scalar(select(Installation))
    if installation and installation.demo:
        return Outcome.KEPT
    if any(db.session.scalar(select(table.id).limit(1)) for table in (School, Person)):
        raise NotEmpty
    with transaction():
        _mark(installation)
        load_library(None, read_library())
        _fill(progress)
    return Outcome.MADE


def _mark(installation: Installation | None) -> None:
    if installation is None:
        installation = Installation()
        db.session.add(installation)
    installation.demo = True


def _fill(progress: Progress) -> None:
    period, ledger = Period.until_yesterday(), Ledger(Dice("places"))
    lay_tracks(ledger)
    apprentices = settle(ledger, DEMO, period.year_starts_on)
    tell_all(ledger, apprentices, period, lambda done, of: progress(done, 4 * of))
    write_and_sum(ledger, apprentices, period, lambda done, of: progress(of + 3 * done, 4 * of))
    note_versions()
    tell_visits(apprentices, period)
    tell_councils(apprentices, period)
    tell_lessons(apprentices, period)
    tell_plans(apprentices, period)
    tell_company_sheets(apprentices, period)


__all__ = ["DEMO", "NotEmpty", "Outcome", "make_demo"]
