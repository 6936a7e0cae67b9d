"""The sheets explained: what is done, what to look for, and the six stages. For everyone who is signed in."""

from flask import Blueprint, Response

from logbook.accounts.queries import school_of
from logbook.company_sheets.queries import overlays_here
from logbook.core.errors import NotFound
from logbook.core.roles import AT_WORK, Role
from logbook.library.queries import norms_of, own_mark
from logbook.sheets import queries
from logbook.sheets.models import Criterion, SheetContent
from logbook.web.actor import current_actor
from logbook.web.rendering import render

pages = Blueprint("sheets", __name__)


@pages.get("/sheets/<slug>")
def show(slug: str) -> Response:
    """Explain a sheet: steps, checks, criteria with their drawings; to a learner also how far it is learnt."""
    actor, sheet = current_actor(), _sheet(slug)
    return render(
        "sheets/show.html",
        sheet=sheet,
        mark=own_mark(actor, slug),
        quality=school_of(actor).quality_level if sheet.weld else None,
        norms=norms_of(sheet.weld) if sheet.weld else (),
        overlays=overlays_here(actor, sheet.id) if actor.role in AT_WORK | {Role.LEARNER} else [],
    )


@pages.get("/sheets/<slug>/criteria/<criterion_id>")
def criterion(slug: str, criterion_id: str) -> Response:
    """Show what to look for, right and wrong side by side; htmx gets the part that slides over a form."""
    sheet = _sheet(slug)
    shown = sheet.all_criteria.get(criterion_id)
    if shown is None:
        raise NotFound
    before, after = _neighbours(sheet, shown)
    return render(
        "sheets/criterion.html",
        "sheets/_criterion_help.html",
        sheet=sheet,
        criterion=shown,
        before=before,
        after=after,
    )


@pages.get("/stages")
def stages() -> Response:
    """List the six stages."""
    return render("sheets/stages.html", model=queries.latest_version(current_actor(), queries.STAGES_SHEET))


@pages.get("/stages/<stage_id>")
def stage(stage_id: str) -> Response:
    """Explain a stage: roles, points of attention, questions to ask, writing frame."""
    known = queries.stages(current_actor())
    shown = next((each for each in known if each.id == stage_id), None)
    if shown is None:
        raise NotFound
    return render("sheets/stage.html", stage=shown, stages=known)


def _sheet(slug: str) -> SheetContent:
    """Return a sheet that is worked on; the didactic model has pages of its own."""
    sheet = queries.latest_version(current_actor(), slug)
    if sheet.stages:
        raise NotFound
    return sheet


def _neighbours(sheet: SheetContent, shown: Criterion) -> tuple[Criterion | None, Criterion | None]:
    """Return the criteria before and after `shown` on the sheet."""
    every = list(sheet.all_criteria.values())
    place = every.index(shown)
    return (every[place - 1] if place else None), (every[place + 1] if place + 1 < len(every) else None)
