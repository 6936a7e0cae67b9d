"""The latest ratings of a class: for each party the last few in each stage of each sheet, and of the soft skills.

All ratings of a class over a year would be many times as many; the last three of each party hold the latest word on
every criterion that is rated at least once in three times.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Select, String, and_, cast, func, literal, null, or_, select

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import monday, week_number
from logbook.entries.models import WITH_LEARNER, Assessment, Entry, Round, Week, WeekAssessment
from logbook.extensions import db
from logbook.insight.queries.three_party import PARTIES, Observation

LAST = 3
_PARTIES: dict[str, Rater] = {party.value: party for party in PARTIES}


class Rated(NamedTuple):
    """One party's ratings of a round, or of a week's soft skills (`stage` is then empty)."""

    learner_id: UUID
    version_id: UUID
    stage: str
    thing_id: UUID
    on: date | None
    week: int | None
    role: str
    values: dict[str, str]

    @property
    def day(self) -> date:
        """When it was."""
        return self.on or monday(self.week or 0)


def latest_ratings(actor: Actor, learner_ids: list[UUID], first: date, last: date) -> list[Rated]:
    """Return the last three ratings of each party, learner, sheet and stage in the period, in one query."""
    rounds = _rounds(actor, learner_ids, first, last)
    weeks = _weeks(actor, learner_ids, first, last)
    return [Rated(*row) for row in db.session.execute(rounds.union_all(weeks))]


def observations(rated: Iterable[Rated]) -> list[Observation]:
    """Return the observations of one learner and sheet, newest first."""
    newest_first = sorted(rated, key=lambda each: (each.day, each.thing_id), reverse=True)
    return [
        Observation(group[0].stage, {_PARTIES[each.role]: each.values for each in group})
        for group in _things(newest_first)
    ]


def _things(rated: list[Rated]) -> Iterator[list[Rated]]:
    for _, group in groupby(rated, key=lambda each: each.thing_id):
        yield list(group)


def _rounds(actor: Actor, learner_ids: list[UUID], first: date, last: date) -> "Select[*tuple[Any, ...]]":
    of_one = (Round.learner_id, Round.sheet_version_id, Round.stage, Assessment.rater_role)
    newest = (Round.date.desc(), Round.id.desc(), Assessment.blind, Assessment.rated_at.desc())
    place = func.row_number().over(partition_by=of_one, order_by=newest).label("place")
    ranked = (
        select(Assessment.round_id, Assessment.rater_id, Assessment.rater_role, Assessment.blind, place)
        .join(Round, Round.id == Assessment.round_id)
        .outerjoin(Entry, Entry.id == Round.entry_id)
        .where(
            Round.school_id == actor.school_id,
            Round.learner_id.in_(learner_ids),
            Round.date.between(first, last),
            Assessment.rater_role.in_(tuple(_PARTIES)),
            or_(Entry.id.is_(None), Entry.state.not_in(WITH_LEARNER)),
        )
        .subquery("ranked")
    )
    same = and_(*(getattr(Assessment, key) == ranked.c[key] for key in ("round_id", "rater_id", "rater_role", "blind")))
    return (
        select(
            Round.learner_id,
            Round.sheet_version_id,
            Round.stage,
            Round.id,
            Round.date,
            cast(null(), Week.week.type).label("week"),
            Assessment.rater_role,
            Assessment.values.label("rated"),
        )
        .join(ranked, same)
        .join(Round, Round.id == Assessment.round_id)
        .where(ranked.c.place <= LAST)
    )


def _weeks(actor: Actor, learner_ids: list[UUID], first: date, last: date) -> "Select[*tuple[Any, ...]]":
    of_one = (Week.learner_id, WeekAssessment.rater_role)
    newest = (Week.week.desc(), WeekAssessment.rated_at.desc())
    place = func.row_number().over(partition_by=of_one, order_by=newest).label("place")
    ranked = (
        select(
            Week.learner_id,
            WeekAssessment.sheet_version_id,
            literal("", String(16)).label("stage"),
            Week.id,
            cast(null(), Date).label("date"),
            Week.week,
            WeekAssessment.rater_role,
            WeekAssessment.values.label("rated"),
            place,
        )
        .join(WeekAssessment, WeekAssessment.week_id == Week.id)
        .where(
            Week.school_id == actor.school_id,
            Week.learner_id.in_(learner_ids),
            Week.week.between(week_number(first), week_number(last)),
            WeekAssessment.rater_role.in_(tuple(_PARTIES)),
            WeekAssessment.late.is_(False),
        )
        .subquery("ranked_weeks")
    )
    kept = [column for column in ranked.c if column.name != "place"]
    return select(*kept).where(ranked.c.place <= LAST)
