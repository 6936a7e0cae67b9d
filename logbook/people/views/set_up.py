"""The first administrator's page: a code from the command line becomes a school."""

from datetime import timedelta

from flask import Response, flash, session
from flask_babel import gettext

from logbook.accounts.views import sign_in_here
from logbook.accounts.views.ceilings import Ceiling, keep_below
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.people.policy import year_of
from logbook.people.schemas import SetUpSchema
from logbook.people.services.set_up import WRONG_CODE, NewSchool, found_school
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .options import school_years

SET_UP = Ceiling("set up", browser=10, address=30, everyone=100, window=timedelta(minutes=15))


@pages.get("/setup")
def set_up() -> Response:
    """Ask for the code, the school and who looks after it; the same page whether or not there is a code."""
    return _page(Loaded({}))


@pages.post("/setup")
def found() -> Response:
    """Use the code up, make the school, sign its first administrator in.

    Somebody who is known by that address proves first that it is theirs, with a mailed code.
    """
    form = load(SetUpSchema())
    if not form.ok:
        return _page(form, 422)
    keep_below(SET_UP)
    code = form.value.pop("code")
    with transaction():
        founded = found_school(code, NewSchool(**form.value))
        if founded and not founded.known:
            session.pop("next", None)
            return sign_in_here(founded.person)
    if founded is None:
        form.refuse({"code": [WRONG_CODE]})
        return _page(form, 422)
    flash(gettext("De school is er. Meld je aan met je e-mailadres."))
    return see_other("accounts.sign_in")


def _page(form: Loaded, status: int = 200) -> Response:
    this = year_of(clock.today() + timedelta(days=62))  # from July on, one prepares the next year
    return render("people/set_up.html", status=status, form=form, years=school_years((this, this + 1)))
