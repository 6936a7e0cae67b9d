"""A whole class on one sheet, as a grid: learners down, criteria across."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext, ngettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.entries.queries import current_stages, usable_by_learner
from logbook.plans.queries import sheets_at_hand
from logbook.reviews.views.review_form import ReviewForm
from logbook.sheets.models import STAGES, Criterion, SheetContent, SheetKind
from logbook.sheets.queries import listed_sheet, sheet_choice, stage_map
from logbook.training.queries import LearnerCard, class_of, learners_of_class
from logbook.visits import services
from logbook.visits.schemas import WorkshopSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import load
from logbook.web.language import text_of
from logbook.web.rendering import render, see_other

from .blueprint import pages


@dataclass(frozen=True)
class Cell:
    """One choice of a cell: its value, its letter and its words; `kind` says how it looks."""

    value: str
    letter: str
    words: str
    kind: str


@dataclass(frozen=True)
class Column:
    """A criterion with the choices of its cells, what counts as met first: the first tap says that."""

    criterion: Criterion
    cells: tuple[Cell, ...]


@pages.get("/classes/<uuid:class_id>/workshop")
def workshop_form(class_id: UUID) -> Response:
    """Show the grid of the chosen sheet, or the sheets to choose from."""
    return _page(class_id, None)


@pages.post("/classes/<uuid:class_id>/workshop")
def workshop(class_id: UUID) -> Response:
    """Keep every row in one deed; when one is wrong everything that was tapped stays, and the row is named."""
    actor, form = current_actor(), load(WorkshopSchema())
    sheet_id = request.args.get("sheet", "")
    done: list[int] = []
    if did(form, lambda: done.append(services.rate_workshop(actor, _command(class_id, sheet_id, form.value)))):
        flash(ngettext("%(num)s leerling beoordeeld.", "%(num)s leerlingen beoordeeld.", done[0]))
        return see_other("insight.class_view", class_id=class_id)
    return _page(class_id, ReviewForm(form.typed, form.errors), 422)


def _command(class_id: UUID, sheet_id: str, given: dict[str, Any]) -> services.WorkshopRounds:
    return services.WorkshopRounds(class_id, sheet_id, **given)


def _page(class_id: UUID, form: ReviewForm | None, status: int = 200) -> Response:
    actor = current_actor()
    group = class_of(actor, class_id)
    learners = learners_of_class(group.id)
    if not (asked := request.args.get("sheet")):
        choice = sheet_choice(actor, sheets_at_hand(actor, [each.id for each in learners]))
        return render("visits/workshop_sheets.html", group=group, choice=choice)
    sheet = listed_sheet(actor, asked)
    tell_looks(actor, [each.id for each in learners], Looked.CLASS)
    shown = form or _blank(actor, sheet, learners)
    return render(
        "visits/workshop.html",
        status=status,
        group=group,
        sheet=sheet,
        learners=learners,
        own=usable_by_learner(actor, [each.id for each in learners], sheet),
        columns=[_column(each) for part in sheet.groups for each in part.criteria],
        staged=sheet.kind is not SheetKind.ATTITUDE,
        stages=stage_map(actor),
        form=shown,
        labels=_labels(shown.errors, learners, sheet),
        fresh={each.id: new_id() for each in learners},
    )


def _blank(actor: Actor, sheet: SheetContent, learners: list[LearnerCard]) -> ReviewForm:
    steps = current_stages(actor, [each.id for each in learners])
    rows = {
        str(learner): {"stage": step[sheet.id].stage if sheet.id in step else STAGES[0]}
        for learner, step in steps.items()
    }
    return ReviewForm({"date": clock.today().isoformat(), "rows": rows})


def _column(criterion: Criterion) -> Column:
    levels = sorted(criterion.scale.levels, key=lambda level: (not level.counts_as_met, level.order))
    cells = [
        Cell(level.id, _letter(text_of(level.symbol)), text_of(level.label), "no" if level.mark == "not_met" else "yes")
        for level in levels
    ]
    return Column(criterion, (*cells, Cell("", "·", gettext("niet beoordeeld"), "none")))


def _letter(symbol: str) -> str:
    return symbol if len(symbol) <= 3 else symbol[:1]


def _labels(errors: Iterable[str], learners: list[LearnerCard], sheet: SheetContent) -> dict[str, str]:
    """Return the words for the fields that something is wrong with: whose row, which point."""
    words = {"date": gettext("Datum"), "rows": gettext("Leerlingen")}
    names = {str(each.id): each.name for each in learners}
    for field in errors:
        _rows, _dot, rest = field.partition(".")
        learner, _dot, of = rest.partition(".")
        if learner in names:
            known = sheet.all_criteria.get(of.removeprefix("values."))
            words[field] = f"{names[learner]}, {text_of(known.short)}" if known else names[learner]
    return words
