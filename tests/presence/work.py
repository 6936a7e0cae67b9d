"""Short ways to fill a learner's days in tests."""

from datetime import date, timedelta

from logbook.accounts.models import SchoolHoliday
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.presence.policy import PresenceDay
from logbook.presence.queries import presence_days
from logbook.training.models import Placement
from logbook.training.services import set_day_status
from tests.conftest import FRIDAY
from tests.factories import Cast, add

TODAY = FRIDAY.date()
MONDAY = TODAY - timedelta(days=4)
A_DAY = 20 * 60 // 5


def day_of(cast: Cast, day: date = TODAY) -> PresenceDay:
    """Return a day of the cast's learner, as the coordinator sees it."""
    return presence_days(cast.actor("coordinator"), [cast.learner.id], day, day)[cast.learner.id][0]


def say(cast: Cast, status: str, day: date = TODAY) -> None:
    """Let the cast's learner say what a day was."""
    with transaction():
        set_day_status(cast.actor("learner"), day, status)


def holiday(cast: Cast, first: date, last: date | None = None, name: str = "Herfstvakantie") -> None:
    """Give the cast's school a holiday."""
    with transaction():
        add(SchoolHoliday(school_id=cast.school.id, first=first, last=last or first, name=name))


def starts(cast: Cast, day: date) -> None:
    """Let the cast's placement start on `day`, so that nothing before it is planned."""
    with transaction():
        db.session.get_one(Placement, cast.placement_id).from_date = day


def address(cast: Cast, week: str = "2026-W47") -> str:
    """Return the address of a week's presence at the cast's placement."""
    return f"/placements/{cast.placement_id}/weeks/{week}/presence"
