"""The list of placements, one of them, its terms, and what needs attention in a school."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core.roles import Role
from logbook.training import queries, services
from logbook.training.policy import sides_of
from logbook.training.queries import PlacementLine
from logbook.training.schemas import ChangePlacementSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, cleaned_text, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from .blueprint import pages

LONGEST_SEARCH = 60


def searched() -> str:
    """Return what is looked for."""
    return cleaned_text(request.args.get("q", ""))[:LONGEST_SEARCH]


@pages.get("/placements")
def placements() -> Response:
    """List the placements in reach."""
    text, ended = searched(), request.args.get("show") == "ended"
    page = queries.placements_listed(current_actor(), text, ended, page_number(request.args.get("page")))
    return render("training/placements.html", page=page, text=text, ended=ended)


@pages.get("/placements/attention")
def attention() -> Response:
    """List the placements that need somebody now."""
    page = queries.attention_list(current_actor(), page_number(request.args.get("page")))
    return render("training/attention.html", page=page)


@pages.get("/placements/<uuid:placement_id>")
def placement(placement_id: UUID) -> Response:
    """Show a placement: its terms, who is there, what it still needs."""
    actor = current_actor()
    page = queries.placement_page(actor, placement_id)
    return render(
        "training/placement.html",
        page=page,
        line=page.line,
        of_school=actor.is_a(Role.COORDINATOR, Role.TEACHER, Role.COUNSELLOR, Role.COMPANY_COORDINATOR),
        manages=actor.is_a(Role.COORDINATOR),
        may_cover=actor.is_a(Role.COORDINATOR, Role.MENTOR),
        sides=sides_of(actor.role),
    )


@pages.get("/placements/<uuid:placement_id>/change")
def change_form(placement_id: UUID) -> Response:
    """Show the terms as a form."""
    line = queries.placement_line(current_actor(), placement_id)
    known = line.placement
    return _change(
        line,
        Loaded(
            {
                "agreement_kind": known.agreement_kind,
                "from_date": known.from_date,
                "until_date": known.until_date,
                "weekdays": list(known.weekdays),
                "hours_per_week": known.hours_per_week,
            }
        ),
    )


@pages.post("/placements/<uuid:placement_id>/change")
def change(placement_id: UUID) -> Response:
    """Change the terms."""
    actor, form = current_actor(), load(ChangePlacementSchema())
    if did(form, lambda: services.change_placement(actor, placement_id, *form.value)):
        flash(gettext("De plaatsing is aangepast."))
        return see_other(".placement", placement_id=placement_id)
    return _change(queries.placement_line(actor, placement_id), form, 422)


def _change(line: PlacementLine, form: Loaded, status: int = 200) -> Response:
    return render("training/change.html", status=status, line=line, form=form)
