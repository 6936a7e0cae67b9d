"""Writing ratings: the learner's projection and everybody else's go through here."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.entries.models import Assessment, Round, Week, WeekAssessment
from logbook.extensions import db
from logbook.sheets.models import SheetContent

from .worked import work_with


def record_assessment(
    actor: Actor,
    round_id: UUID,
    rater: Rater,
    values: Mapping[str, str],
    *,
    on_rev: int | None = None,
    blind: bool = False,
) -> Assessment:
    """Write the actor's ratings of a round, in place of the actor's earlier ones. The deed's own event tells of it.

    The caller has checked the values, the right to rate, and locked the learner; it sums the week afterwards. A blind
    assessment is frozen: writing one again raises InvalidTransition, a correction is a second, open one.
    """
    return assess(actor.person_id, round_id, rater, values, on_rev=on_rev, blind=blind)


def assess(
    rater_id: UUID,
    round_id: UUID,
    rater: Rater,
    values: Mapping[str, str],
    *,
    on_rev: int | None,
    blind: bool = False,
    again: bool = True,
) -> Assessment:
    """Write the ratings of a rater who need not act: the learner's, when another takes up a revision.

    `again` is False for a round that was made just now and has no ratings to replace.
    """
    key = (round_id, rater_id, rater.value, blind)
    assessment = db.session.get(Assessment, key, populate_existing=True) if again else None
    if assessment is None:
        assessment = Assessment(round_id=round_id, rater_id=rater_id, rater_role=rater.value, blind=blind)
        db.session.add(assessment)
    elif blind:
        raise InvalidTransition
    assessment.values, assessment.on_rev, assessment.rated_at = dict(values), on_rev, clock.now()
    return assessment


def record_week_assessment(
    actor: Actor,
    week_id: UUID,
    rater: Rater,
    sheet_version_id: UUID,
    values: Mapping[str, str],
    *,
    late: bool = False,
) -> WeekAssessment:
    """Write the actor's soft skills of a week, in place of the earlier ones; the same duties as `record_assessment`."""
    key = (week_id, actor.person_id, rater.value, late)
    assessment = db.session.get(WeekAssessment, key, populate_existing=True)
    if assessment is None:
        assessment = WeekAssessment(week_id=week_id, rater_id=actor.person_id, rater_role=rater.value, late=late)
        db.session.add(assessment)
    assessment.sheet_version_id, assessment.values, assessment.rated_at = sheet_version_id, dict(values), clock.now()
    return assessment


def open_round(
    actor: Actor,
    learner_id: UUID,
    content: SheetContent,
    day: date,
    stage: str,
    *,
    placement_id: UUID | None = None,
    round_id: UUID | None = None,
) -> Round:
    """Begin a round without an entry: a visit or a school workshop. The caller has checked the relation and values.

    `round_id` is the one that was made with the form, so that a form that is posted twice can be told.
    """
    rated = Round(
        id=round_id or new_id(),
        school_id=actor.school_id,
        learner_id=learner_id,
        sheet_version_id=content.version_id,
        placement_id=placement_id,
        date=day,
        stage=stage,
    )
    db.session.add(rated)
    db.session.flush()
    work_with(actor, learner_id, content)
    append_event(actor, "open_round", "round", rated.id, learner_id=learner_id, new=stage)
    return rated


def week_for_update(actor: Actor, learner_id: UUID, placement_id: UUID, week: int) -> Week:
    """Return the week at a placement in reach, locked, made on first use. The caller has locked the learner."""
    query = select(Week).where(Week.placement_id == placement_id, Week.week == week).with_for_update()
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        found = Week(school_id=actor.school_id, learner_id=learner_id, placement_id=placement_id, week=week)
        db.session.add(found)
        db.session.flush()
    return found
