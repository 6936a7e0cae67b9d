"""What a mentor's mail about a signature opens: to read, to confirm, to refuse. Nobody is signed in here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Response, session, url_for

from logbook.accounts.views import send_code
from logbook.core.errors import InvalidTransition, NotFound, Rejected, Stale
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_number, iso_week
from logbook.reviews import queries, services
from logbook.reviews.queries import EntryCard, Opened, Row
from logbook.reviews.schemas import ConfirmSchema
from logbook.reviews.services import AGREE, EntryReview
from logbook.sheets.models import Level
from logbook.web.forms import FormErrors, load
from logbook.web.language import LANGUAGES, speaking
from logbook.web.rendering import render, see_other

from .blueprint import pages


@dataclass(frozen=True)
class SignedDay:
    """A day that waits, and what was signed of it; `review` is None for one that came later."""

    card: EntryCard
    review: EntryReview | None

    @property
    def changed(self) -> bool:
        """Whether the learner changed it since it was signed."""
        return self.review is not None and self.review.rev != self.card.view.entry.current_rev

    @property
    def agreed(self) -> bool:
        """Whether the mentor agreed with it."""
        return self.review is not None and self.review.verdict == AGREE

    @property
    def corrections(self) -> list[tuple[Row, Level]]:
        """Return what the mentor saw otherwise, with the level that they chose."""
        said = self.review.corrections if self.review else {}
        levels = [(row, row.criterion.scale.by_id.get(said.get(row.criterion.id, ""))) for row in self.card.rows]
        return [(row, level) for row, level in levels if level is not None and level is not row.own]


@pages.get("/signatures/<token>")
def signature(token: str) -> Response:
    """Show what was signed. A mail scanner that looks here changes nothing."""
    return _page(token)


@pages.post("/signatures/<token>")
def confirm(token: str) -> Response:
    """Make the signature count: the week is approved in the mentor's name."""
    form = load(ConfirmSchema())
    status = 422
    if form.ok:
        try:
            with transaction():
                services.confirm_signature(token, **form.value)
            return see_other("reviews.signature", token=token)
        except Rejected as error:
            form.refuse(error.errors)
        except (Stale, InvalidTransition):
            status = 409
        except NotFound:
            return _dead()
    return _page(token, status, form.errors)


@pages.post("/signatures/<token>/refuse")
def refuse(token: str) -> Response:
    """Note that the mentor did not sign this."""
    try:
        with transaction():
            services.refuse_signature(token)
    except InvalidTransition:
        return _page(token, 409)
    except NotFound:
        return _dead()
    return see_other("reviews.signature", token=token)


@pages.post("/signatures/<token>/account")
def account(token: str) -> Response:
    """Mail the mentor a code to sign in with, in this browser; then the week."""
    try:
        found = queries.opened(token)
    except NotFound:
        return _dead()
    kept = found.signature
    where = url_for("reviews.week", placement_id=kept.placement_id, iso_week=iso_week(kept.week))
    return send_code(found.mentor, where)


def _page(token: str, status: int = 200, errors: FormErrors | None = None) -> Response:
    try:
        found = queries.opened_week(token)
    except NotFound:
        return _dead()
    with _language_of(found):
        return render(
            "reviews/signature.html",
            status=status,
            found=found,
            days=_days(found),
            said=services.from_json(found.signature),
            errors=errors or {},
            stale=status == 409,
            token=token,
            number=iso_number(found.signature.week),
        )


@contextmanager
def _language_of(found: Opened) -> Iterator[None]:
    """Speak the mentor's language, unless another was chosen in this browser."""
    chosen = session.get("language")
    with speaking(chosen if chosen in LANGUAGES else found.mentor.language):
        yield


def _days(found: Opened) -> list[SignedDay]:
    said = services.from_json(found.signature).entries
    return [SignedDay(card, said.get(card.id)) for card in (found.page.waiting if found.page else ())]


def _dead() -> Response:
    """Answer the same for a link that never was one, is too old, or is not its reader's any more."""
    return render("reviews/signature_dead.html", status=404)
