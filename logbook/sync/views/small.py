"""Deeds of one tap, sent by a phone: what a day was, and what became of what was agreed."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from logbook.core.actor import Actor
from logbook.entries.models import Receipt
from logbook.entries.services import once
from logbook.entries.views.days import day_from
from logbook.reviews.services import close_commitment
from logbook.reviews.views.commitments import TARGETS
from logbook.sync.schemas import CloseCommitmentSchema
from logbook.training.schemas import DayStatusSchema
from logbook.training.services import set_day_status
from logbook.web.calls import checked

from .api import api
from .receive import Op, receive


@api.put("/days/<day>/ops/<uuid:op_id>")
def day_op(day: str, op_id: UUID) -> Response:
    """Take what a day was."""
    chosen = day_from(day)

    def deed(actor: Actor, op: Op) -> Receipt:
        status = checked(DayStatusSchema(), op.words)["status"]
        return once(actor, op.id, op.sha, lambda: _set_day(actor, chosen, status))

    return receive(op_id, {"day.status": deed})


def _set_day(actor: Actor, day: date, status: str) -> tuple[int, dict[str, Any]]:
    set_day_status(actor, day, status)
    return 0, {"date": day}


@api.put("/commitments/<uuid:commitment_id>/ops/<uuid:op_id>")
def commitment_op(commitment_id: UUID, op_id: UUID) -> Response:
    """Take that a commitment was ticked, dropped or opened again."""

    def deed(actor: Actor, op: Op) -> Receipt:
        target = TARGETS[checked(CloseCommitmentSchema(), op.words)["deed"]]

        def close() -> tuple[int, dict[str, Any]]:
            return 0, {"commitment_id": close_commitment(actor, commitment_id, target).id}

        return once(actor, op.id, op.sha, close)

    return receive(op_id, {"commitment.close": deed})
