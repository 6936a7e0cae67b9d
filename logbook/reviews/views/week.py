"""A learner's week: look at it, keep what is not finished, approve it, open it again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, flash, request, url_for
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import note_look, tell_looks
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, ProveAgain, Rejected, Stale
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_number, iso_week, monday, parse_iso_week
from logbook.entries.services import SaveDraft, save_draft
from logbook.reviews import queries, services
from logbook.reviews.queries import WeekPage
from logbook.reviews.schemas import ReasonSchema, WeekReviewSchema
from logbook.web.actor import current_actor
from logbook.web.after_response import after_response
from logbook.web.forms import Loaded, load, nested
from logbook.web.rendering import render, see_other, taken_along

from .blueprint import pages
from .phrases import phrases_of
from .reason import Question, reason_page
from .review_form import Change, ReviewForm, carried_over, changes_since, labels


def week_from(text: str) -> int:
    """Return the number of the week that an address names. Raises NotFound."""
    try:
        return parse_iso_week(text)
    except ValueError as error:
        raise NotFound from error


@pages.get("/placements/<uuid:placement_id>/weeks/<iso_week>")
def week(placement_id: UUID, iso_week: str) -> Response:
    """Show the week: to whoever approves it as a form, with what was kept, to others to read."""
    actor = current_actor()
    page = queries.week_page(actor, placement_id, week_from(iso_week))
    first_opening = page.open_for_review and (page.row is None or page.row.opened_at is None)
    if taken_along():
        tell_looks(actor, [page.place.learner_id], Looked.ALONG)
    elif actor.role is not Role.LEARNER and (first_opening or not page.place.looked):
        after_response(lambda: _note(actor, page, first_opening))
    kept = page.place.draft.payload if page.place.draft and page.open_for_review else {}
    return _show(page, ReviewForm(carried_over(kept, page.waiting)))


def _note(actor: Actor, page: WeekPage, first_opening: bool) -> None:
    """Note the look, and when the one who may approve the week first opened it."""
    note_look(actor, page.place.learner_id, Looked.WEEK)
    if first_opening:
        services.note_opening(actor, page.place.learner_id, page.place.id, page.week)


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>")
def review(placement_id: UUID, iso_week: str) -> Response:
    """Approve the week as the reviewer leaves it, or (`keep`) keep the review for later."""
    actor, number = current_actor(), week_from(iso_week)
    if "keep" in request.form:
        _keep(actor, placement_id, number)
        return see_other("reviews.inbox")
    form = load(WeekReviewSchema())
    if form.ok:
        try:
            with transaction():
                services.approve_week(actor, services.ReviewWeek(placement_id, number, **form.value))
            flash(gettext("Week %(number)s is goedgekeurd.", number=iso_number(number)))
            return see_other("reviews.week", placement_id=placement_id, iso_week=iso_week)
        except Rejected as error:
            form.refuse(error.errors)
        except Stale:
            return _stale(actor, placement_id, number, form)
        except ProveAgain:
            _keep(actor, placement_id, number)
            return see_other("accounts.prove", next=request.path)
    page = queries.week_page(actor, placement_id, number)
    if not page.decides:
        raise NotPermitted
    return _show(page, ReviewForm(form.typed, form.errors), 422)


def _stale(actor: Actor, placement_id: UUID, number: int, form: Loaded) -> Response:
    """Show what changed since the form was made, with everything that was typed."""
    page = queries.week_page(actor, placement_id, number)
    changes = changes_since(form.typed, page.waiting)
    return _show(page, ReviewForm(carried_over(form.typed, page.waiting)), 409, changes)


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/draft")
def keep(placement_id: UUID, iso_week: str) -> Response:
    """Keep what the mentor chose so far, as it is; called at each change."""
    _keep(current_actor(), placement_id, week_from(iso_week))
    return Response(status=204)


def _keep(actor: Actor, placement_id: UUID, number: int) -> None:
    place = queries.place_of(actor, placement_id, number)
    if not place.relation.mentors(placement_id):
        raise NotPermitted
    key = queries.draft_key(placement_id, number)
    with transaction():
        save_draft(actor, SaveDraft(queries.DRAFT, key, nested(request.form), monday(number)))


def _show(page: WeekPage, form: ReviewForm, status: int = 200, changes: list[Change] | None = None) -> Response:
    words: dict[str, Any] = labels(page.cards, page.soft_skills.all_criteria.values()) if form.errors else {}
    return render(
        "reviews/week.html",
        status=status,
        page=page,
        form=form,
        labels=words,
        stale=status == 409,
        changes=changes or [],
        phrases=phrases_of(page),
        number=iso_number(page.week),
        iso_week=iso_week(page.week),
        before=iso_week(page.week - 1) if page.place.runs_in(page.week - 1) else None,
        after=iso_week(page.week + 1) if page.place.runs_in(page.week + 1) else None,
        due=clock.today() + timedelta(weeks=1),
    )


@pages.get("/placements/<uuid:placement_id>/weeks/<iso_week>/reopen")
def reopen_week_form(placement_id: UUID, iso_week: str) -> Response:
    """Ask why the week is opened again."""
    return _reopen_page(placement_id, iso_week, Loaded({}))


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/reopen")
def reopen_week(placement_id: UUID, iso_week: str) -> Response:
    """Open an approved week again."""
    form = load(ReasonSchema())
    if not form.ok:
        return _reopen_page(placement_id, iso_week, form, 422)
    with transaction():
        services.reopen_week(current_actor(), placement_id, week_from(iso_week), form.value["reason"])
    return see_other("reviews.week", placement_id=placement_id, iso_week=iso_week)


def _reopen_page(placement_id: UUID, iso_week: str, form: Loaded, status: int = 200) -> Response:
    number = week_from(iso_week)
    page = queries.week_page(current_actor(), placement_id, number)
    if not page.may_reopen:
        raise NotPermitted
    asked = Question(
        title=gettext("Week %(number)s heropenen", number=iso_number(number)),
        kicker=page.place.learner.name,
        text=gettext("De dagen blijven goedgekeurd. Je kan de week daarna opnieuw nakijken."),
        question=gettext("Waarom heropen je de week?"),
        label=gettext("Week heropenen"),
        action=url_for("reviews.reopen_week", placement_id=placement_id, iso_week=iso_week),
        back=url_for("reviews.week", placement_id=placement_id, iso_week=iso_week),
    )
    return reason_page(asked, form, status)
