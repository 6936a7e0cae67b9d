"""Ticking, dropping and reopening what was agreed."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.views import is_local_path
from logbook.core.unit_of_work import transaction
from logbook.reviews import services
from logbook.reviews.models import CommitmentState
from logbook.web.actor import current_actor
from logbook.web.rendering import see_other

from .blueprint import pages

TARGETS = {"done": CommitmentState.DONE, "drop": CommitmentState.DROPPED, "reopen": CommitmentState.OPEN}


@pages.post("/commitments/<uuid:commitment_id>/<any(done, drop, reopen):deed>")
def close_commitment(commitment_id: UUID, deed: str) -> Response:
    """Tick a commitment, drop it or open it again, and go back to the page it was on (`back`)."""
    with transaction():
        services.close_commitment(current_actor(), commitment_id, TARGETS[deed])
    back = request.form.get("back", "")
    return Response(status=303, headers={"Location": back}) if is_local_path(back) else see_other("home")
