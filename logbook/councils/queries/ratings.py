"""The latest ratings of a class: for each party the last few in each stage of each sheet, and of the soft skills.

All ratings of a class over a year would be many times as many; the last three of each party hold the latest word on
every criterion that is rated at least once in three times.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
)

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import monday, week_number
from logbook.entries.models import WITH_LEARNER, Assessment, Entry, Round, Week, WeekAssessment
from logbook.extensions import db
from logbook.insight.queries.three_party import PARTIES, Observation
from logbook.sheets.models import SheetVersion

LAST = 3
_PARTIES: dict[str, Rater] = {party.value: party for party in PARTIES}
_BITS = 12
"""How many bits the count of a party's ratings has: no stage of a sheet is rated four thousand times in a year."""
_SHIFTS = {role: place * _BITS for place, role in enumerate(_PARTIES)}


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
    asked = {"school": actor.school_id, "learners": learner_ids, "first": first, "last": last}
    asked |= {"first_week": week_number(first), "last_week": week_number(last)}
    found = db.session.execute(_LATEST, asked)
    return [
        Rated(learner, version, stage, thing, on, week, role, values)
        for _, party in groupby(found, key=lambda row: row[:4])
        for learner, version, stage, role, on, week, thing, _, _, values in islice(party, LAST)
    ]


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


# The statement, built once: building it costs more than running most others.
_LEARNERS: BindParameter[UUID] = bindparam("learners", expanding=True)


def _counted() -> CTE:
    """Select the rounds, and of each how many ratings every party gave, side by side in one number."""
    ones = case(*((Assessment.rater_role == role, 1 << shift) for role, shift in _SHIFTS.items()), else_=0)
    counts = select(cast(func.sum(ones), BigInteger)).where(Assessment.round_id == Round.id).scalar_subquery()
    return (
        select(Round.learner_id, Round.sheet_version_id, Round.stage, Round.date, Round.id, counts.label("counts"))
        .outerjoin(Entry, Entry.id == Round.entry_id)
        .where(
            Round.school_id == bindparam("school"),
            Round.learner_id.in_(_LEARNERS),
            Round.date.between(bindparam("first"), bindparam("last")),
            or_(Entry.id.is_(None), Entry.state.not_in([state.value for state in WITH_LEARNER])),
        )
        .cte("counted")
        .prefix_with("MATERIALIZED")  # or the counting is done once for each use of its number
    )


def _rounds() -> "Select[*tuple[Any, ...]]":
    """Select what a party rated in rounds after which it rated fewer than three times.

    Rounds are put in order, not the ratings of all parties, which are twice as many; of a round that a party rated
    more than once there may be too many, in their order.
    """
    round_ = _counted()
    newest = (round_.c.date.desc(), round_.c.id.desc())
    of_one = (round_.c.learner_id, round_.c.sheet_version_id, round_.c.stage)
    so_far = func.sum(round_.c.counts).over(partition_by=of_one, order_by=newest, rows=(None, 0))
    after = cast(so_far, BigInteger) - round_.c.counts
    ranked = select(*round_.c, after.label("after")).subquery("ranked")
    kept = {role: _count(ranked.c.after, role) < LAST for role in _PARTIES}
    wanted = or_(*(few & (_count(ranked.c.counts, role) > 0) for role, few in kept.items()))
    return (
        select(
            ranked.c.learner_id,
            ranked.c.sheet_version_id,
            ranked.c.stage,
            Assessment.rater_role,
            ranked.c.date,
            cast(null(), Week.week.type).label("week"),
            ranked.c.id,
            Assessment.blind,
            type_coerce(Assessment.rated_at, String).label("rated_at"),
            Assessment.values.label("rated"),
        )
        .join(Assessment, Assessment.round_id == ranked.c.id)
        .where(wanted, or_(*(and_(Assessment.rater_role == role, few) for role, few in kept.items())))
    )


def _count(counts: "ColumnElement[int]", role: str) -> "ColumnElement[int]":
    """Return a party's part of a number of `_counted`."""
    return counts.bitwise_rshift(literal(_SHIFTS[role], Integer)).bitwise_and((1 << _BITS) - 1)


def _weeks() -> "Select[*tuple[Any, ...]]":
    of_one = (Week.learner_id, SheetVersion.sheet_id, WeekAssessment.rater_role)
    newest = (Week.week.desc(), WeekAssessment.rated_at.desc())
    place = func.row_number().over(partition_by=of_one, order_by=newest).label("place")
    ranked = (
        select(
            Week.learner_id,
            WeekAssessment.sheet_version_id,
            literal("", String(16)).label("stage"),
            WeekAssessment.rater_role,
            cast(null(), Date).label("date"),
            Week.week,
            Week.id,
            literal(False, Boolean).label("blind"),
            type_coerce(WeekAssessment.rated_at, String).label("rated_at"),
            WeekAssessment.values.label("rated"),
            place,
        )
        .join(WeekAssessment, WeekAssessment.week_id == Week.id)
        .join(SheetVersion, SheetVersion.id == WeekAssessment.sheet_version_id)
        .where(
            Week.school_id == bindparam("school"),
            Week.learner_id.in_(_LEARNERS),
            Week.week.between(bindparam("first_week"), bindparam("last_week")),
            WeekAssessment.rater_role.in_(tuple(_PARTIES)),
            WeekAssessment.late.is_(False),
        )
        .subquery("ranked_weeks")
    )
    kept = [column for column in ranked.c if column.name != "place"]
    return select(*kept).where(ranked.c.place <= LAST)


def _latest() -> "Any":
    """Select both, each party's ratings together, the newest first."""
    both = _rounds().union_all(_weeks())
    each = both.selected_columns
    newest = (each["date"].desc(), each["week"].desc(), each["id"].desc(), each["blind"], each["rated_at"].desc())
    return both.order_by(each["learner_id"], each["sheet_version_id"], each["stage"], each["rater_role"], *newest)


_LATEST = _latest()
