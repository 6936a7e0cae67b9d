"""In session: the chair's screen of one learner, and the big one that everybody sees."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import Stale
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import CouncilDecision
from logbook.councils.queries.pages import SessionPage, session_page
from logbook.councils.schemas import ActionSchema, DecideSchema, PresenceSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages

WORDS = ("statement", "counter", "text", "advice")
FIELDS = (*WORDS, "choice_id")


@pages.get("/councils/<uuid:council_id>/session/<uuid:learner_id>")
def session(council_id: UUID, learner_id: UUID) -> Response:
    """Show the chair's screen of one learner."""
    return _page(council_id, learner_id)


@pages.post("/councils/<uuid:council_id>/session/<uuid:learner_id>")
def decide(council_id: UUID, learner_id: UUID) -> Response:
    """Write down what was said and decided; when another chair was first, show that and keep what was typed."""
    actor, form = current_actor(), load(DecideSchema())
    try:
        if did(form, lambda: services.decide(actor, council_id, learner_id, form.value)):
            flash(gettext("Bewaard."))
            return see_other(".session", council_id=council_id, learner_id=learner_id)
    except Stale:
        return _page(council_id, learner_id, form, status=409)
    return _page(council_id, learner_id, form, status=422)


@pages.post("/councils/<uuid:council_id>/session/<uuid:learner_id>/actions")
def act(council_id: UUID, learner_id: UUID) -> Response:
    """Write down what somebody will do."""
    actor, form = current_actor(), load(ActionSchema())
    if did(form, lambda: services.add_action(actor, council_id, learner_id, form.value)):
        return see_other(".session", council_id=council_id, learner_id=learner_id, _anchor="actions")
    return _page(council_id, learner_id, action=form, status=422)


@pages.post("/councils/<uuid:council_id>/session/<uuid:learner_id>/actions/<uuid:action_id>/remove")
def take_back(council_id: UUID, learner_id: UUID, action_id: UUID) -> Response:
    """Take an action back."""
    with transaction():
        services.remove_action(current_actor(), council_id, learner_id, action_id)
    return see_other(".session", council_id=council_id, learner_id=learner_id, _anchor="actions")


@pages.post("/councils/<uuid:council_id>/session/<uuid:learner_id>/presence")
def attend(council_id: UUID, learner_id: UUID) -> Response:
    """Note who is there."""
    actor, form = current_actor(), load(PresenceSchema())
    if did(form, lambda: services.note_presence(actor, council_id, form.value["presence"])):
        flash(gettext("Bewaard."))
        return see_other(".session", council_id=council_id, learner_id=learner_id)
    return _page(council_id, learner_id, status=422)


@pages.get("/councils/<uuid:council_id>/beamer/<uuid:learner_id>")
def beamer(council_id: UUID, learner_id: UUID) -> Response:
    """Show one learner to the whole room; it keeps itself up to date."""
    page = session_page(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return render("councils/beamer.html", "councils/_beamer.html", page=page, council=page.sight.council)


def _page(
    council_id: UUID,
    learner_id: UUID,
    form: Loaded | None = None,
    action: Loaded | None = None,
    *,
    status: int = 200,
) -> Response:
    page = session_page(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    form, action = form or Loaded({}), action or Loaded({})
    stale = status == 409
    typed = form.typed or _now(page.decision)
    if stale:
        typed = typed | {"version": page.decision.version}
    return render(
        "councils/session.html",
        status=status,
        page=page,
        council=page.sight.council,
        form=form,
        typed=typed,
        action=action,
        action_typed=action.typed or {"id": str(new_id()), "kind": "action"},
        fresh=_fresh(page) if stale else None,
    )


def _now(row: CouncilDecision) -> dict[str, object]:
    return {"version": row.version} | {name: getattr(row, name) for name in FIELDS}


def _fresh(page: SessionPage) -> dict[str, object]:
    """Return what another chair wrote meanwhile."""
    return {name: getattr(page.decision, name) for name in (*WORDS, "label")}
