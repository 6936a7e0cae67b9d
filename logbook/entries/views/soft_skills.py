"""A learner's own view of the soft skills of a week."""

from uuid import UUID

from flask import Response, request

from logbook.core import weeks
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, OpReused, Rejected
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.texts import N_
from logbook.core.unit_of_work import transaction
from logbook.entries import queries, services
from logbook.entries.schemas import OwnWeekSchema
from logbook.sheets import queries as sheets
from logbook.training.queries import PlacementView, placements_of
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load, nested
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .form_page import mark_options

DRAFT = "soft_skills"
SENT_BEFORE = N_("Dit had je al ingediend. Kijk na of alles klopt en dien het dan opnieuw in.")
PATH = "/weeks/<iso_week>/soft-skills/<uuid:placement_id>"


@pages.get(PATH)
def soft_skills(iso_week: str, placement_id: UUID) -> Response:
    """Show the items with what the learner chose."""
    actor, week = current_actor(), parsed_week(iso_week)
    placement = _own_placement(actor, placement_id)
    draft = queries.draft_of(actor, DRAFT, f"{placement_id}:{week}")
    return _page(actor, week, placement, Loaded(dict(draft.payload) if draft else {}), kept=draft is not None)


@pages.post(PATH)
def rate_soft_skills(iso_week: str, placement_id: UUID) -> Response:
    """Hand the learner's own view in; gaps stay open."""
    actor, week = current_actor(), parsed_week(iso_week)
    placement = _own_placement(actor, placement_id)
    form = load(OwnWeekSchema())
    if form.ok:
        try:
            with transaction():
                deed = services.RateOwnWeek(form.value["op_id"], placement_id, week, form.value["values"])
                services.rate_own_week(actor, deed)
            return see_other("insight.week", iso_week=iso_week)
        except Rejected as error:
            form.refuse(error.errors)
        except OpReused:
            form.refuse({"_schema": [SENT_BEFORE]})
            return _page(actor, week, placement, form, status=409)
    return _page(actor, week, placement, form, status=422)


@pages.post(f"{PATH}/draft")
def keep_soft_skills(iso_week: str, placement_id: UUID) -> Response:
    """Keep what is chosen so far."""
    actor, week = current_actor(), parsed_week(iso_week)
    _own_placement(actor, placement_id)
    with transaction():
        services.save_draft(actor, services.SaveDraft(DRAFT, f"{placement_id}:{week}", nested(request.form)))
    return Response(status=204)


def parsed_week(text: str) -> int:
    """Return the number of the week in an address. Raises NotFound."""
    try:
        return weeks.parse_iso_week(text)
    except ValueError as error:
        raise NotFound from error


def _own_placement(actor: Actor, placement_id: UUID) -> PlacementView:
    mine = (each for each in placements_of([actor.person_id]) if each.id == placement_id)
    placement = next(mine, None)
    if placement is None:
        raise NotFound
    return placement


def _page(
    actor: Actor, week: int, placement: PlacementView, form: Loaded, *, kept: bool = False, status: int = 200
) -> Response:
    """Render the page: what was typed or kept last, else what was handed in."""
    every = queries.rated_weeks(actor, [actor.person_id], week, week, placement_id=placement.id)
    rated = [each for each in every if each.sheet_id == sheets.SOFT_SKILLS_SHEET]  # a teacher may use another one
    sheet_version = next((each.sheet_version_id for each in rated if each.sheet_version_id), None)
    sheet = sheets.version(actor, sheet_version) if sheet_version else sheets.soft_skills(actor)
    handed_in = rated[0].latest(Rater.LEARNER) if rated else {}
    given = form.typed.get("values", handed_in)
    given = given if isinstance(given, dict) else {}
    items = list(sheet.all_criteria)
    return render(
        "entries/soft_skills.html",
        status=status,
        sheet=sheet,
        iso_week=weeks.iso_week(week),
        first=weeks.monday(week),
        placement=placement,
        given=given,
        options={name: mark_options(scale) for name, scale in sheet.scales.items()},
        answered=[[each.id in given for each in group.criteria] for group in sheet.groups],
        first_gap=next((each for each in items if each not in given), items[0]),
        errors=form.errors,
        kept=kept,
        op_id=new_id(),
    )
