"""School years and the days without school."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.people.policy import year_of
from logbook.people.queries.school import holidays_of, years_of
from logbook.people.schemas import HolidaySchema, YearSchema
from logbook.people.services.years import drop_holiday, new_holiday, new_year
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take
from .options import school_years


@pages.get("/school/years")
def years() -> Response:
    """Show the school years with their days off."""
    return _page(Loaded({}))


@pages.post("/school/years")
def add_year() -> Response:
    """Add a school year."""
    form = load(YearSchema())
    if take(form, lambda: new_year(current_actor(), form.value["year"])):
        flash(gettext("Het schooljaar is toegevoegd."))
        return see_other("people.years")
    return _page(form, 422)


@pages.post("/school/holidays")
def add_holiday() -> Response:
    """Add days off."""
    form = load(HolidaySchema())
    if take(form, lambda: new_holiday(current_actor(), **form.value)):
        flash(gettext("De vakantie is toegevoegd."))
        return see_other("people.years")
    return _page(form, 422)


@pages.post("/school/holidays/<uuid:holiday_id>/drop")
def take_back_holiday(holiday_id: UUID) -> Response:
    """Take days off back."""
    with transaction():
        drop_holiday(current_actor(), holiday_id)
    flash(gettext("De vakantie is weggehaald."))
    return see_other("people.years")


def _page(form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    found = years_of(actor)
    days = holidays_of(actor, found[-1].starts_on, found[0].ends_on) if found else []
    there = {year.starts_on.year for year in found}
    this = year_of(clock.today())
    offered = school_years(year for year in range(this, this + 3) if year not in there)
    return render("people/years.html", status=status, form=form, years=found, holidays=days, offered=offered)
