"""The checklists of a placement."""

from uuid import UUID

from flask import Response

from logbook.training import queries, services
from logbook.training.policy import sides_of
from logbook.training.schemas import TickSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/placements/<uuid:placement_id>/checklists")
def checklists(placement_id: UUID) -> Response:
    """Show what was done before the start, on the first day and in the first weeks."""
    return _page(placement_id, Loaded({}))


@pages.post("/placements/<uuid:placement_id>/checklists/<item>")
def tick(placement_id: UUID, item: str) -> Response:
    """Tick a point, or take the tick back."""
    form = load(TickSchema())
    if did(form, lambda: _tick(placement_id, item, **form.value)):
        return see_other(".checklists", placement_id=placement_id, _anchor=f"point-{item}")
    return _page(placement_id, form, 422, item)


def _tick(placement_id: UUID, item: str, done: bool, note: str | None) -> None:
    if done:
        services.tick_item(current_actor(), placement_id, item, note)
    else:
        services.untick_item(current_actor(), placement_id, item)


def _page(placement_id: UUID, form: Loaded, status: int = 200, item: str = "") -> Response:
    actor = current_actor()
    line = queries.placement_line(actor, placement_id)
    return render(
        "training/checklists.html",
        status=status,
        line=line,
        lists=queries.lists_of(line.placement),
        sides=sides_of(actor.role),
        form=form,
        tried=item,
    )
