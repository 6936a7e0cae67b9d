"""A member's pages of one learner: the file, the own statement, and the others' after it."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.errors import Stale
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.policy.council import takes_statements
from logbook.councils.queries.evidence import evidence_for
from logbook.councils.queries.file import MemberFile
from logbook.councils.queries.file import member_file as file_for
from logbook.councils.queries.member_document import member_document
from logbook.councils.schemas import StatementSchema
from logbook.councils.services.print_words import file_words
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import Written, around, render, see_other

from .blueprint import pages


@pages.get("/councils/<uuid:council_id>/<uuid:learner_id>")
def member(council_id: UUID, learner_id: UUID) -> Response:
    """Show a learner's page of a council: what the actor sees, and what the others said once that may be read."""
    return _page(council_id, learner_id, Loaded({}))


@pages.get("/councils/<uuid:council_id>/<uuid:learner_id>/file")
def member_file(council_id: UUID, learner_id: UUID) -> Response:
    """Show a learner's document to a member: up to date until the session begins, from then on as it was."""
    sight, document = member_document(current_actor(), council_id, learner_id)
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return render(
        "councils/member_file.html",
        council=sight.council,
        doc=document,
        cells=Written("macros/council.html"),
        w=file_words(),
        links=around("insight.three_party", "learner_id"),
    )


@pages.post("/councils/<uuid:council_id>/<uuid:learner_id>")
def give(council_id: UUID, learner_id: UUID) -> Response:
    """Give or change the own opening statement; what was typed stays on the screen when that cannot be."""
    actor, form = current_actor(), load(StatementSchema())
    try:
        if did(form, lambda: services.give_statement(actor, council_id, learner_id, form.value)):
            flash(gettext("Je standpunt is bewaard."))
            return see_other(".member", council_id=council_id, learner_id=learner_id)
    except Stale:
        form.refuse(
            {"text": [gettext("Je schreef intussen iets anders op een ander toestel. Kijk na en bewaar opnieuw.")]}
        )
        return _page(council_id, learner_id, form, 409)
    return _page(council_id, learner_id, form, 422)


@pages.post("/councils/<uuid:council_id>/<uuid:learner_id>/others")
def others(council_id: UUID, learner_id: UUID) -> Response:
    """Show the others' statements; the own one stands from then on."""
    with transaction():
        services.open_statements(current_actor(), council_id, learner_id)
    return see_other(".member", council_id=council_id, learner_id=learner_id)


def _page(council_id: UUID, learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    page: MemberFile = file_for(actor, council_id, learner_id)
    council = page.sight.council
    tell_looks(actor, [learner_id], Looked.COUNCIL)
    fixed = page.own is not None and page.own.read_at is not None
    writes = page.sits and not page.left and not fixed
    writes = writes and takes_statements(council.state, council.contribute_until, clock.today())
    asks = (writes or form.typed) and not page.left
    evidence = evidence_for(actor, council, learner_id) if asks else []
    return render(
        "councils/member.html",
        status=status,
        page=page,
        council=council,
        form=form,
        typed=form.typed or _own(page.own),
        writes=writes or bool(form.typed),
        evidence=evidence,
    )


def _own(own: object) -> dict[str, object]:
    """Return the own statement as the form holds it, or a new one's id."""
    if own is None:
        return {"id": str(new_id()), "version": 0, "evidence": []}
    return {
        "id": str(own.id),  # type: ignore[attr-defined]
        "version": own.version,  # type: ignore[attr-defined]
        "text": own.text,  # type: ignore[attr-defined]
        "advice": own.advice,  # type: ignore[attr-defined]
        "evidence": [each["key"] for each in own.evidence],  # type: ignore[attr-defined]
    }
