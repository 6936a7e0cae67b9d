"""What a day was, in one tap."""

from datetime import date

from flask import Response

from logbook.core import clock, weeks
from logbook.core.errors import NotFound, Rejected
from logbook.core.unit_of_work import transaction
from logbook.training.schemas import DayStatusSchema
from logbook.training.services import set_day_status
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import see_other

from .blueprint import pages


@pages.post("/days/<day>")
def day(day: str) -> Response:
    """Set what the learner's day was and go back to where it is shown: Vandaag, or that day's week."""
    chosen = day_from(day)
    form = load(DayStatusSchema())
    if not form.ok:
        raise Rejected(form.errors)
    with transaction():
        set_day_status(current_actor(), chosen, form.value["status"])
    if chosen == clock.today():
        return see_other("insight.today")
    return see_other("insight.week", iso_week=weeks.iso_week(weeks.week_number(chosen)))


def day_from(text: str) -> date:
    """Return the day that an address names. Raises NotFound."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound from error
