"""The learner's own soft skills of a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Rater
from logbook.core.texts import N_
from logbook.core.weeks import week_days
from logbook.entries.models import Receipt, Verdict, WeekState
from logbook.entries.policy import may_write
from logbook.entries.queries import SOFT_SKILLS, week_key
from logbook.extensions import db
from logbook.sheets.queries import soft_skills
from logbook.training.models import Placement

from .content import check_ratings
from .drafts import discard_draft
from .ops import fingerprint, lock_learner, record_op, replayed
from .ratings import record_week_assessment, week_for_update
from .summaries import summarise

IN_FUTURE = N_("Deze week moet nog komen.")
NOT_THERE = N_("In deze week was je niet op deze werkplek.")


@dataclass(frozen=True, slots=True)
class RateOwnWeek:
    """The learner's levels of a week at a placement, item id to level id. `week` counts from 3 January 2000.

    `sha` is that of the bytes that a phone sent; a form has none.
    """

    op_id: UUID
    placement_id: UUID
    week: int
    values: Mapping[str, str]
    sha: str | None = None

    def sent(self) -> dict[str, Any]:
        """Return what was sent, which makes it the same deed or another."""
        return {"placement_id": str(self.placement_id), "week": self.week, "values": dict(self.values)}


def rate_own_week(actor: Actor, command: RateOwnWeek) -> Receipt:
    """Store the learner's soft skills in place of the earlier ones, and return the receipt (`rev`: the week's version).

    After the approval they are a late addition: kept beside the earlier ones, counted nowhere. A repeated deed gets its
    receipt again. Raises NotPermitted, NotFound (another's placement), OpReused, Rejected (`values.<item>`, `week`).
    """
    if not may_write(actor):
        raise NotPermitted
    lock_learner(actor.person_id)
    sha = command.sha or fingerprint(command.sent())
    return replayed(actor, command.op_id, sha) or _rate(actor, command, sha)


def _rate(actor: Actor, command: RateOwnWeek, sha: str) -> Receipt:
    _check_week(actor, command)
    content = soft_skills(actor)
    check_ratings(content, command.values, "values.")
    week = week_for_update(actor, actor.person_id, command.placement_id, command.week)
    late = week.state == WeekState.APPROVED
    if not late:
        week.version += 1
    record_week_assessment(actor, week.id, Rater.LEARNER, content.version_id, command.values, late=late)
    receipt = Receipt(
        op_id=command.op_id,
        sha=sha,
        rev=week.version,
        verdict=Verdict.LATE_ADDITION if late else Verdict.APPLIED,
        received_at=clock.now(),
        week_id=week.id,
    )
    record_op(actor, receipt)
    append_event(actor, "rate_own_week", "week", week.id, learner_id=actor.person_id, new=receipt.verdict.value)
    discard_draft(actor, SOFT_SKILLS, week_key(command.placement_id, command.week))
    summarise(actor.person_id, [command.week])
    return receipt


def _check_week(actor: Actor, command: RateOwnWeek) -> None:
    placement = db.session.get(Placement, command.placement_id)
    if placement is None or (placement.learner_id, placement.school_id) != (actor.person_id, actor.school_id):
        raise NotFound
    if placement.history_id is not None:
        raise Rejected({"week": [NOT_THERE]})
    days = week_days(command.week)
    if days[0] > clock.today():
        raise Rejected({"week": [IN_FUTURE]})
    if days[-1] < placement.from_date or (placement.until_date and placement.until_date < days[0]):
        raise Rejected({"week": [NOT_THERE]})
