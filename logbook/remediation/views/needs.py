"""Who of a class needs to catch up or can go further, and why."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.remediation.queries import needs_page
from logbook.remediation.schemas import NeedsSchema
from logbook.sheets.queries import stage_map
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import around, render

from .blueprint import pages


@pages.get("/classes/<uuid:class_id>/remediation")
def needs(class_id: UUID) -> Response:
    """Show by sheet and criterion who needs the one or the other, with the reasons."""
    actor, form = current_actor(), load(NeedsSchema(), request.args)
    asked = form.value if form.ok else {}
    page = needs_page(actor, class_id, asked.get("sheet"), asked.get("kind"))
    shown = {each.learner.id for sheet in page.sheets for need in sheet.needs for each in need.learners}
    tell_looks(actor, shown, Looked.CLASS)
    return render(
        "remediation/needs.html",
        status=200 if form.ok else 422,
        page=page,
        sheet=asked.get("sheet"),
        kind=asked.get("kind"),
        stages=stage_map(actor),
        entry_links=around("entries.show", "entry_id"),
        view_links=around("insight.three_party", "learner_id"),
    )
