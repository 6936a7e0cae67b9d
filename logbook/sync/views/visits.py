"""The report of a visit, sent by a teacher's phone."""

from typing import Any
from uuid import UUID

from flask import Response

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.entries.models import Receipt
from logbook.entries.services import once
from logbook.visits.schemas import ReportSchema
from logbook.visits.services import ReportVisit, report_visit
from logbook.web.calls import checked

from .api import api
from .receive import Op, receive
from .weeks import made_at


@api.put("/visits/<uuid:visit_id>/ops/<uuid:op_id>")
def visit_op(visit_id: UUID, op_id: UUID) -> Response:
    """Take what became of a visit."""

    def report(actor: Actor, op: Op) -> Receipt:
        with clock.freeze(made_at(op)):  # a day that was agreed upon was still to come
            words = checked(ReportSchema(exclude=["op_id"]), op.words)
        command = ReportVisit(visit_id=visit_id, op_id=op.id, **words)
        return once(actor, op.id, op.sha, lambda: _report(actor, command))

    return receive(op_id, {"visit.report": report})


def _report(actor: Actor, command: ReportVisit) -> tuple[int, dict[str, Any]]:
    return report_visit(actor, command).version, {"visit_id": command.visit_id}
