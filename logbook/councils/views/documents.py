"""The class council's documents: for the whole class, and for one learner."""

from uuid import UUID

from flask import Response

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.councils.queries import Council, council_files
from logbook.web.actor import current_actor
from logbook.web.rendering import Written, around, render

from .blueprint import pages


@pages.get("/classes/<uuid:class_id>/council")
def class_file(class_id: UUID) -> Response:
    """Show the files of the whole class, one learner on each printed page."""
    return _document(council_files(current_actor(), class_id), alone=False)


@pages.get("/classes/<uuid:class_id>/council/<uuid:learner_id>")
def learner_file(class_id: UUID, learner_id: UUID) -> Response:
    """Show one learner's file."""
    return _document(council_files(current_actor(), class_id, learner_id), alone=True)


def _document(council: Council, *, alone: bool) -> Response:
    tell_looks(current_actor(), [each.figures.id for each in council.files], Looked.COUNCIL)
    return render(
        "councils/files.html",
        council=council,
        alone=alone,
        cells=Written("macros/council.html"),
        links=around("insight.three_party", "learner_id"),
    )
