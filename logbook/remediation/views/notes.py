"""What learners of a class wrote and handed in, by question."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.remediation.queries import NotesFilters, notes_page
from logbook.remediation.schemas import NotesSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.paging import page_number
from logbook.web.rendering import around, render

from .blueprint import pages


@pages.get("/classes/<uuid:class_id>/notes")
def notes(class_id: UUID) -> Response:
    """Show the answers to the questions of the writing frames; each learner of whom there is one is told."""
    actor, form = current_actor(), load(NotesSchema(), request.args)
    filters = form.value if form.ok else NotesFilters()
    page = notes_page(actor, class_id, filters, page_number(request.args.get("page")))
    tell_looks(actor, {each.learner.id for each in page.answers.items}, Looked.ENTRY)
    return render(
        "remediation/notes.html",
        status=200 if form.ok else 422,
        page=page,
        filters=filters,
        entry_links=around("entries.show", "entry_id"),
    )
