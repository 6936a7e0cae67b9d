"""A week's days at one placement: what each side says, and confirming them in one tap."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext, ngettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_number, parse_iso_week
from logbook.core.weeks import iso_week as week_name
from logbook.presence import queries, services
from logbook.presence.policy import side_of
from logbook.presence.schemas import StateDaySchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


def _week(text: str) -> int:
    try:
        return parse_iso_week(text)
    except ValueError as error:
        raise NotFound from error


@pages.get("/placements/<uuid:placement_id>/weeks/<iso_week>/presence")
def week(placement_id: UUID, iso_week: str) -> Response:
    """Show what the days of a week were, as each side says."""
    return _page(placement_id, iso_week, Loaded({}))


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/presence/confirm")
def confirm(placement_id: UUID, iso_week: str) -> Response:
    """Confirm the days as the learner says, all at once."""
    with transaction():
        count = services.confirm_week(current_actor(), placement_id, _week(iso_week))
    flash(ngettext("%(num)s dag bevestigd.", "%(num)s dagen bevestigd.", count))
    return see_other(".week", placement_id=placement_id, iso_week=iso_week)


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/presence")
def state(placement_id: UUID, iso_week: str) -> Response:
    """Say that a day was something else."""
    actor, form = current_actor(), load(StateDaySchema())
    if side_of(actor.role) is None:
        raise NotPermitted
    if did(form, lambda: services.state_day(actor, placement_id, form.value)):
        flash(gettext("Bewaard."))
        return see_other(".week", placement_id=placement_id, iso_week=iso_week)
    return _page(placement_id, iso_week, form, 422)


def _page(placement_id: UUID, iso_week: str, form: Loaded, status: int = 200) -> Response:
    actor, number = current_actor(), _week(iso_week)
    page = queries.week_page(actor, placement_id, number)
    tell_looks(actor, [page.line.placement.learner_id], Looked.WEEK)
    return render(
        "presence/week.html",
        status=status,
        page=page,
        form=form,
        iso_week=iso_week,
        number=iso_number(number),
        before=week_name(number - 1),
        after=week_name(number + 1),
    )
