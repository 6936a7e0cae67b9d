"""What is new in a class since the last look, and saying that it was seen."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.unit_of_work import transaction
from logbook.desk import services
from logbook.desk.queries import news_page
from logbook.desk.schemas import SeenSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import render, see_other

from .blueprint import pages

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@pages.get("/classes/<uuid:class_id>/news")
def news(class_id: UUID) -> Response:
    """Show what others did since the actor said to have seen the news; looking alone changes nothing."""
    return _show(class_id)


@pages.post("/classes/<uuid:class_id>/news")
def mark_seen(class_id: UUID) -> Response:
    """Keep that the news was seen, up to the moment at which the page was made."""
    actor, form = current_actor(), load(SeenSchema())
    if not form.ok:
        return _show(class_id, 422)
    with transaction():
        services.mark_seen(actor, class_id, form.value)
    flash(gettext("Vanaf nu zie je hier alleen wat nieuw is."))
    return see_other(".news", class_id=class_id)


def _show(class_id: UUID, status: int = 200) -> Response:
    actor = current_actor()
    page = news_page(actor, class_id)
    tell_looks(actor, [each.id for each in page.learners], Looked.CLASS)
    return render("desk/news.html", status=status, page=page, until=(page.until - _EPOCH) // _MICROSECOND)
