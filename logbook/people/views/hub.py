"""Where everything about the school begins, its settings, and its tracks."""

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.queries import school_of
from logbook.people.queries.school import tracks_of
from logbook.people.schemas import SettingsSchema
from logbook.people.services.settings import keep_settings
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/school")
def index() -> Response:
    """List what there is to look after."""
    return render("people/index.html")


@pages.get("/school/settings")
def settings() -> Response:
    """Show what the school decides."""
    school = school_of(current_actor())
    names = SettingsSchema().fields
    typed = {name: getattr(school, name) for name in names}
    return _settings(Loaded({name: value for name, value in typed.items() if value not in (None, False)}))


@pages.post("/school/settings")
def keep_school() -> Response:
    """Keep what the school decides."""
    form = load(SettingsSchema())
    if take(form, lambda: keep_settings(current_actor(), **form.value)):
        flash(gettext("De instellingen zijn bewaard."))
        return see_other("people.settings")
    return _settings(form, 422)


def _settings(form: Loaded, status: int = 200) -> Response:
    return render("people/settings.html", status=status, form=form)


@pages.get("/school/tracks")
def tracks() -> Response:
    """Show the courses that classes and placements can follow."""
    return render("people/tracks.html", tracks=tracks_of(current_actor()))
