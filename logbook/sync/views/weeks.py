"""A week, sent by a phone: the learner's own view of it, or its mentor's review."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Response

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Stale
from logbook.entries.models import Receipt
from logbook.entries.schemas import OwnWeekSchema
from logbook.entries.services import RateOwnWeek, once, rate_own_week
from logbook.reviews.services import ReviewWeek, approve_week
from logbook.reviews.views.week import week_from
from logbook.sync.queries import fresh_week
from logbook.sync.schemas import WeekReviewFieldsSchema
from logbook.web.calls import checked

from .api import api
from .receive import Op, receive

LONGEST_WAY = timedelta(days=366)


@api.put("/weeks/<uuid:placement_id>/<iso_week>/ops/<uuid:op_id>")
def week_op(placement_id: UUID, iso_week: str, op_id: UUID) -> Response:
    """Take soft skills or a review of the week."""
    week = week_from(iso_week)

    def rate(actor: Actor, op: Op) -> Receipt:
        values = checked(OwnWeekSchema(exclude=["op_id"]), op.words)["values"]
        return rate_own_week(actor, RateOwnWeek(op.id, placement_id, week, values, op.sha))

    def review(actor: Actor, op: Op) -> Receipt:
        with clock.freeze(made_at(op)):  # a day that was agreed upon was still to come
            words = checked(WeekReviewFieldsSchema(), op.words)
        command = ReviewWeek(placement_id, week, **words)
        return once(actor, op.id, op.sha, lambda: _approve(actor, command))

    return receive(op_id, {"week.self_rate": rate, "week.review": review})


def made_at(op: Op) -> datetime:
    """Return when the review was made by the phone's clock; now, where that clock cannot be right."""
    now = clock.now()
    return op.client_time if now - LONGEST_WAY < op.client_time < now else now


def _approve(actor: Actor, command: ReviewWeek) -> tuple[int, dict[str, Any]]:
    """Approve the week. Raises Stale with what it is now, so that the phone can show what changed."""
    try:
        week = approve_week(actor, command)
    except Stale as stale:
        raise Stale(fresh_week(actor, command.placement_id, command.week)) from stale
    return week.version, {"week_id": week.id}
