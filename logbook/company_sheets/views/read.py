"""What workplaces add to sheets, to read: those of a sheet, those of a workplace, one."""

from uuid import UUID

from flask import Response

from logbook.company_sheets import queries
from logbook.company_sheets.services import overlaid_sheet
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/sheets/<slug>/workplaces")
def here(slug: str) -> Response:
    """List the workplaces in reach: which of them add something to this sheet, and where one can begin."""
    actor = current_actor()
    sheet, places = overlaid_sheet(actor, slug), queries.places_in_reach(actor)
    return render(
        "company_sheets/here.html",
        sheet=sheet,
        places=places,
        begun=queries.begun_at(places, slug),
        writable=queries.writable(actor, [place.id for place in places]),
        more=len(places) == queries.MOST_PLACES,
    )


@pages.get("/workplaces/<uuid:workplace_id>/sheets")
def of_workplace(workplace_id: UUID) -> Response:
    """List the company sheets of a workplace."""
    actor = current_actor()
    place = queries.place_in_reach(actor, workplace_id)
    return render(
        "company_sheets/of_workplace.html",
        place=place,
        lines=queries.overlay_lines(actor, place),
        writes=workplace_id in queries.writable(actor, [workplace_id]),
    )


@pages.get("/workplaces/<uuid:workplace_id>/sheets/<slug>")
def read(workplace_id: UUID, slug: str) -> Response:
    """Show what a workplace adds to a sheet, beside the sheet's own steps."""
    actor = current_actor()
    place, sheet = queries.place_in_reach(actor, workplace_id), overlaid_sheet(actor, slug)
    return render(
        "company_sheets/read.html",
        place=place,
        sheet=sheet,
        overlay=queries.overlay_at(actor, workplace_id, slug),
        writes=workplace_id in queries.writable(actor, [workplace_id]),
    )
