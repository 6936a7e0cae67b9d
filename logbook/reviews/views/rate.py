"""Ratings of one entry: a supervisor's or teacher's own, and the mentor's blind one."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.unit_of_work import transaction
from logbook.reviews import policy, queries, services
from logbook.reviews.queries import EntryPage
from logbook.reviews.schemas import BlindSchema, EntryReviewSchema
from logbook.sheets.queries import stages_then
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.language import text_of
from logbook.web.rendering import render

from .blueprint import pages
from .entry import page_of, to_page_of
from .review_form import ReviewForm


@pages.get("/entries/<uuid:entry_id>/rate")
def rate_form(entry_id: UUID) -> Response:
    """Show the entry with the own rating to fill in."""
    return _rate_page(entry_id, ReviewForm(own=True))


@pages.post("/entries/<uuid:entry_id>/rate")
def rate(entry_id: UUID) -> Response:
    """Add a supervisor's or teacher's rating; a teacher decides so on work at school."""
    form = load(EntryReviewSchema())
    if form.ok:
        try:
            with transaction():
                entry = services.rate_entry(current_actor(), entry_id, form.value)
            flash(gettext("Je beoordeling is bewaard."))
            return to_page_of(entry)
        except Rejected as error:
            form.refuse(error.errors)
        except Stale:
            return _rate_page(entry_id, ReviewForm(form.typed), 409)
    return _rate_page(entry_id, ReviewForm(form.typed, form.errors), 422)


def _rate_page(entry_id: UUID, form: ReviewForm, status: int = 200) -> Response:
    page = queries.entry_page(current_actor(), entry_id)
    if not policy.may_rate(page.relation, page.entry.placement_id, page.card.sheet.id):
        raise NotPermitted
    decides = policy.may_decide(page.relation, page.entry.placement_id) and page.card.waits
    return _render("reviews/rate.html", page, form, status, decides=decides)


@pages.get("/entries/<uuid:entry_id>/blind")
def blind_form(entry_id: UUID) -> Response:
    """Show the entry without the learner's ratings, to be rated first; once that is done, go where they are shown."""
    page = queries.entry_page(current_actor(), entry_id)
    if not page.relation.mentors(page.entry.placement_id):
        raise NotFound
    if not page.card.sealed:
        return to_page_of(page.entry)
    return _render("reviews/blind.html", page, ReviewForm(), 200)


@pages.post("/entries/<uuid:entry_id>/blind")
def blind(entry_id: UUID) -> Response:
    """Keep the mentor's ratings from before seeing the learner's own."""
    form = load(BlindSchema())
    status = 422
    if form.ok:
        try:
            with transaction():
                entry = services.rate_blind(current_actor(), entry_id, form.value["rev"], form.value["corrections"])
            return to_page_of(entry)
        except Rejected as error:
            form.refuse(error.errors)
        except Stale:
            status = 409
    page = queries.entry_page(current_actor(), entry_id)
    return _render("reviews/blind.html", page, ReviewForm(form.typed, form.errors), status)


def _render(template: str, page: EntryPage, form: ReviewForm, status: int, **more: object) -> Response:
    actor = current_actor()
    tell_looks(actor, [page.learner.id], Looked.ENTRY)
    then, written_at = stages_then(actor), page.card.view.received_at
    return render(
        template,
        status=status,
        page=page,
        card=page.card,
        stage=then.at(written_at)[page.card.stage],
        prompts=then.prompts(written_at),
        labels={f"except.{row.criterion.id}": text_of(row.criterion.short) for row in page.card.rows},
        form=form,
        stale=status == 409,
        back=page_of(page.entry),
        **more,
    )
