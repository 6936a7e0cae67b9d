"""School years and the days without school."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import SchoolHoliday, SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.people.policy import year_dates
from logbook.people.queries.found import owned

from .register import BEFORE_IT_BEGAN, add_holiday, add_year

NO_YEAR = N_("Deze dagen vallen niet in een schooljaar van je school.")


def new_year(actor: Actor, starts_in: int) -> SchoolYear:
    """Add the school year that begins in a calendar year; one that is there already is kept."""
    starts_on, ends_on = year_dates(starts_in)
    query = select(SchoolYear).where(SchoolYear.school_id == actor.school_id, SchoolYear.starts_on == starts_on)
    return db.session.scalar(query) or add_year(actor, starts_on, ends_on)


def new_holiday(actor: Actor, first: date, last: date, name: str) -> SchoolHoliday:
    """Add days off; the same ones once more change nothing. Raises Rejected outside the school's years."""
    if last < first:
        raise Rejected({"last": [BEFORE_IT_BEGAN]})
    within = select(SchoolYear.id).where(
        SchoolYear.school_id == actor.school_id, SchoolYear.starts_on <= first, SchoolYear.ends_on >= last
    )
    if db.session.scalar(within.limit(1)) is None:
        raise Rejected({"first": [NO_YEAR]})
    same = select(SchoolHoliday).where(
        SchoolHoliday.school_id == actor.school_id, SchoolHoliday.first == first, SchoolHoliday.last == last
    )
    return db.session.scalar(same.limit(1)) or add_holiday(actor, first, last, name)


def drop_holiday(actor: Actor, holiday_id: UUID) -> None:
    """Take back days off that were planned by mistake. Raises NotFound."""
    holiday = owned(actor, SchoolHoliday, holiday_id)
    append_event(actor, "drop_holiday", "holiday", holiday.id, old="added", new="dropped")
    db.session.delete(holiday)
