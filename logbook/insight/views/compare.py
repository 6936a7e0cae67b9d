"""One sheet of a learner in two periods."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.insight.queries.compare import Asked, compare_page
from logbook.insight.schemas import CompareSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import Written, render

from .blueprint import pages
from .neighbours import neighbours_here


@pages.get("/learners/<uuid:learner_id>/compare")
def compare(learner_id: UUID) -> Response:
    """Show what learner, mentor and teacher said last of each criterion in two periods, and what changed."""
    actor = current_actor()
    form = load(CompareSchema(), request.args)
    page = compare_page(actor, learner_id, form.value if form.ok else Asked())
    tell_looks(actor, [learner_id], Looked.THREE_PARTY)
    return render(
        "insight/compare.html",
        status=200 if form.ok else 422,
        page=page,
        form=form,
        cells=Written("macros/teacher.html"),
        neighbours=neighbours_here(learner_id),
    )
