"""How long the school keeps what, and what the nightly runs did."""

from flask import Response, flash
from flask_babel import gettext

from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.privacy.policy.periods import BY_ID, ELSEWHERE, FIXED, Period
from logbook.privacy.queries.periods import last_runs, periods_of
from logbook.privacy.schemas.forms import PeriodSchema
from logbook.privacy.services.retention import keep_period
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/school/periods")
def periods() -> Response:
    """Show every class of documents with its period and source."""
    school_id = current_actor().school_id
    kept, runs = periods_of(school_id), last_runs(school_id)
    return render("privacy/periods.html", kept=kept, runs=runs, fixed=FIXED, elsewhere=ELSEWHERE)


@pages.get("/school/periods/<document>")
def period(document: str) -> Response:
    """Show one period to change."""
    now = _known(document)
    typed = {"amount": now.amount, "unit": now.unit.value, "source": gettext(now.source)}
    return _form(document, Loaded(typed | {"source_on": now.source_on.isoformat()}))


@pages.post("/school/periods/<document>")
def keep(document: str) -> Response:
    """Keep the school's own period."""
    _known(document)
    form = load(PeriodSchema())
    if not form.ok:
        return _form(document, form, 422)
    with transaction():
        keep_period(current_actor(), document, form.value)
    flash(gettext("De termijn is bewaard. Hij geldt vanaf vannacht."))
    return see_other(".periods")


def _known(document: str) -> Period:
    if document not in BY_ID:
        raise NotFound
    return periods_of(current_actor().school_id)[document].period


def _form(document: str, form: Loaded, status: int = 200) -> Response:
    return render("privacy/period.html", status=status, document=BY_ID[document], form=form)
