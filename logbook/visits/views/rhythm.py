"""How often the school visits: its coordinator says."""

from flask import Response, flash
from flask_babel import gettext

from logbook.visits import queries, services
from logbook.visits.schemas import RhythmSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/school/visits")
def rhythm_form() -> Response:
    """Show how often."""
    rhythm = queries.rhythm_of(current_actor())
    return _page(Loaded({"first_weeks": rhythm.first_weeks, "every_weeks": rhythm.every_weeks}))


@pages.post("/school/visits")
def rhythm() -> Response:
    """Keep how often."""
    actor, form = current_actor(), load(RhythmSchema())
    if did(form, lambda: services.keep_rhythm(actor, form.value)):
        flash(gettext("Bewaard."))
        return see_other(".rhythm_form")
    return _page(form, 422)


def _page(form: Loaded, status: int = 200) -> Response:
    return render("visits/rhythm.html", status=status, form=form)
