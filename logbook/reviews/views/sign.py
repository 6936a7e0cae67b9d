"""The mentor without account signs the week on the learner's phone."""

from uuid import UUID

from flask import Response
from flask_babel import gettext

from logbook.core.errors import InvalidTransition, Rejected, Stale
from logbook.core.texts import masked
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_number
from logbook.reviews import queries, services
from logbook.reviews.queries import Obstacle, Signing
from logbook.reviews.schemas import SignSchema
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .phrases import STARTERS
from .review_form import Change, ReviewForm, carried_over, changes_since, labels
from .week import week_from


@pages.get("/placements/<uuid:placement_id>/weeks/<iso_week>/sign")
def sign_form(placement_id: UUID, iso_week: str) -> Response:
    """Show the week for its mentor to sign here, or that it is signed, or why it cannot be."""
    signing = queries.signing_of(current_actor(), placement_id, week_from(iso_week))
    return _show(signing, iso_week, ReviewForm())


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/sign")
def sign(placement_id: UUID, iso_week: str) -> Response:
    """Keep what the mentor signed here, and mail the mentor."""
    actor, number = current_actor(), week_from(iso_week)
    form = load(SignSchema())
    if form.ok:
        try:
            with transaction():
                review = services.ReviewWeek(placement_id, number, **form.value["review"])
                services.sign_week(actor, review, form.value["name"])
            return see_other("reviews.sign_form", placement_id=placement_id, iso_week=iso_week)
        except Rejected as error:
            form.refuse(error.errors)
        except (Stale, InvalidTransition):
            return _stale(queries.signing_of(actor, placement_id, number), iso_week, form)
    signing = queries.signing_of(actor, placement_id, number)
    return _show(signing, iso_week, ReviewForm(form.typed, form.errors), 422)


def _stale(signing: Signing, iso_week: str, form: Loaded) -> Response:
    """Show what changed since the form was made, with everything that was typed; or that it is signed already."""
    waiting = signing.page.waiting
    return _show(
        signing, iso_week, ReviewForm(carried_over(form.typed, waiting)), 409, changes_since(form.typed, waiting)
    )


@pages.post("/placements/<uuid:placement_id>/weeks/<iso_week>/sign/again")
def sign_again(placement_id: UUID, iso_week: str) -> Response:
    """Mail the signature that waits once more."""
    with transaction():
        services.send_again(current_actor(), placement_id, week_from(iso_week))
    return see_other("reviews.sign_form", placement_id=placement_id, iso_week=iso_week)


def _show(
    signing: Signing, iso_week: str, form: ReviewForm, status: int = 200, changes: list[Change] | None = None
) -> Response:
    return render(
        "reviews/sign.html",
        status=status,
        signing=signing,
        page=signing.page,
        form=form,
        labels={**labels(signing.page.cards), "name": gettext("Je naam")} if form.errors else {},
        stale=status == 409,
        changes=changes or [],
        obstacles=Obstacle,
        address=masked(signing.mentor.email) if signing.mentor and signing.mentor.email else "",
        phrases={kind: [gettext(text) for text in texts] for kind, texts in STARTERS.items()},
        number=iso_number(signing.page.week),
        iso_week=iso_week,
    )
