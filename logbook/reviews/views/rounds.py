"""A teacher's own rating round: choose a sheet, then fill it in."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.accounts.queries import names_of
from logbook.core import clock
from logbook.core.errors import NotFound, Rejected
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.queries import sheets_of, usable_versions
from logbook.reviews import policy, services
from logbook.reviews.schemas import RoundSchema
from logbook.sheets.queries import listed_sheet, sheet_choice, stage_map
from logbook.training.queries import require_relation
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .review_form import ReviewForm


@pages.get("/learners/<uuid:learner_id>/rounds/new")
def round_form(learner_id: UUID) -> Response:
    """Show the chosen sheet to fill in, or the sheets to choose from."""
    form = ReviewForm({"round_id": str(new_id()), "date": clock.today().isoformat()})
    return _page(learner_id, form)


@pages.post("/learners/<uuid:learner_id>/rounds/new")
def new_round(learner_id: UUID) -> Response:
    """Keep a teacher's ratings of a day at work or in the school's workshop."""
    form, sheet_id = load(RoundSchema()), request.args.get("sheet", "")
    if form.ok:
        try:
            with transaction():
                services.open_round(
                    current_actor(), services.OpenRound(learner_id=learner_id, sheet_id=sheet_id, **form.value)
                )
            flash(gettext("Je beoordeling is bewaard."))
            return see_other("insight.three_party", learner_id=learner_id, sheet=sheet_id)
        except Rejected as error:
            form.refuse(error.errors)
    return _page(learner_id, ReviewForm({"round_id": str(new_id())} | form.typed, form.errors), 422)


def _page(learner_id: UUID, form: ReviewForm, status: int = 200) -> Response:
    actor = current_actor()
    if not policy.may_open_round(require_relation(actor, learner_id)):
        raise NotFound
    context: dict[str, Any] = {"learner_id": learner_id, "name": names_of([learner_id])[learner_id]}
    if not request.args.get("sheet"):
        choice = sheet_choice(actor, sheets_of(actor, [learner_id]))
        return render("reviews/round_sheets.html", choice=choice, **context)
    chosen = listed_sheet(actor, request.args["sheet"])
    chosen = usable_versions(actor, learner_id, [chosen.id])[chosen.id]
    return render("reviews/round.html", status=status, form=form, sheet=chosen, stages=stage_map(actor), **context)
