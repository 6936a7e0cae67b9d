"""The plan on paper, as the annex of the agreement."""

from uuid import UUID

from flask import Response, make_response
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.plans.queries import page_of_plan
from logbook.plans.services.annex import annex_pdf
from logbook.web.actor import current_actor
from logbook.web.press import NoPdf
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/plans/<uuid:plan_id>.pdf")
def annex(plan_id: UUID) -> Response:
    """Hand out the plan as a PDF, made now; no cache keeps it. Its name says what it is and never whose."""
    page = page_of_plan(current_actor(), plan_id)
    tell_looks(current_actor(), [page.learner_id], Looked.PLAN)
    try:
        content = annex_pdf(current_actor(), page)
    except NoPdf:
        return render("plans/no_pdf.html", status=503)
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers.update(PRIVATE_FILE)
    response.headers.set("Content-Disposition", "attachment", filename=f"{gettext('opleidingsplan')}.pdf")
    return response
