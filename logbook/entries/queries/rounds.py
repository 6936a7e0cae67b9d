"""Rounds and weeks with everybody's ratings: what views and sums are made of. One query each, however many learners."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, or_, select

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.entries.models import (
    WITH_LEARNER,
    Assessment,
    Entry,
    EntryState,
    RatedRound,
    RatedWeek,
    Rating,
    Round,
    Week,
    WeekAssessment,
    WeekState,
)
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from logbook.sheets.queries import SOFT_SKILLS_SHEET


def rated_rounds(
    actor: Actor | None,
    learner_ids: Collection[UUID],
    first: date,
    last: date,
    *,
    sheet_id: str | None = None,
    placement_id: UUID | None = None,
) -> list[RatedRound]:
    """Return the rounds of learners in reach from `first` to `last`, by date. No actor: for sums, across schools.

    Withdrawn and held entries have no part in it. The caller leaves out what the relation does not reach
    (`policy.may_read_round`) and, where ratings are blind first, hides what is sealed (`policy.sealed_rounds`).
    """
    asked = {"learners": list(learner_ids), "first": first, "last": last, "sheet": sheet_id, "placement": placement_id}
    named = tuple(name for name in ("sheet", "placement") if asked[name] is not None)
    return _read_rounds(_rounds("learners", "period", *named, *_school(actor)), asked | _school(actor))


def round_of(actor: Actor, entry_id: UUID) -> RatedRound | None:
    """Return the round of an entry in reach with its ratings; None for one that is withdrawn or held."""
    found = _read_rounds(_rounds("entry", *_school(actor)), {"entry": entry_id} | _school(actor))
    return found[0] if found else None


def rated_weeks(
    actor: Actor | None,
    learner_ids: Collection[UUID],
    first_week: int,
    last_week: int,
    *,
    placement_id: UUID | None = None,
) -> list[RatedWeek]:
    """Return the soft skills of learners in reach, by week and placement. No actor: for sums, across schools.

    A week in which two sheets of soft skills were used is there once for each, the usual one last.
    """
    query = _WEEKS.where(Week.learner_id.in_(learner_ids), Week.week.between(first_week, last_week))
    if actor is not None:
        query = query.where(Week.school_id == actor.school_id)
    if placement_id is not None:
        query = query.where(Week.placement_id == placement_id)
    rows = db.session.execute(query)
    weeks = groupby(rows, key=itemgetter(0))
    return [each for week, group in weeks for each in _by_sheet(week, [(row[1], row[2]) for row in group])]


# Plain columns: building an object for each rating would cost more than the rest of a page.
_ROUNDS: "Select[*tuple[Any, ...]]" = (
    select(
        Round.id,
        Round.learner_id,
        Round.date,
        Round.stage,
        Round.sheet_version_id,
        Round.placement_id,
        Round.entry_id,
        Entry.state,
        Entry.minutes,
        Assessment.rater_id,
        Assessment.rater_role,
        Assessment.values,
        Assessment.rated_at,
        Assessment.blind,
        Assessment.on_rev,
    )
    .outerjoin(Entry, Entry.id == Round.entry_id)
    .outerjoin(Assessment, Assessment.round_id == Round.id)
    .where(or_(Entry.id.is_(None), Entry.state.not_in(WITH_LEARNER)))
    .order_by(Round.date, Round.id, Assessment.rated_at, Assessment.blind.desc(), Assessment.rater_id)
)
_WEEKS = (
    select(Week, WeekAssessment, SheetVersion.sheet_id)
    .outerjoin(WeekAssessment, WeekAssessment.week_id == Week.id)
    .outerjoin(SheetVersion, SheetVersion.id == WeekAssessment.sheet_version_id)
    .order_by(Week.week, Week.id, WeekAssessment.rated_at, WeekAssessment.late, WeekAssessment.rater_id)
)


_ONLY = {
    "learners": Round.learner_id.in_(bindparam("learners", expanding=True)),
    "period": Round.date.between(bindparam("first"), bindparam("last")),
    "sheet": Round.sheet_version_id.in_(select(SheetVersion.id).where(SheetVersion.sheet_id == bindparam("sheet"))),
    "placement": Round.placement_id == bindparam("placement"),
    "entry": Round.entry_id == bindparam("entry"),
    "school": Round.school_id == bindparam("school"),
}
_RATERS: dict[str, Rater] = {rater.value: rater for rater in Rater}
_STATES: dict[str | None, EntryState] = {state.value: state for state in EntryState}


@cache
def _rounds(*only: str) -> "Select[*tuple[Any, ...]]":
    """Return the statement with these conditions. Kept: building one costs more than running it."""
    return _ROUNDS.where(*(_ONLY[name] for name in only))


def _school(actor: Actor | None) -> dict[str, UUID]:
    return {} if actor is None else {"school": actor.school_id}


def _read_rounds(query: "Select[*tuple[Any, ...]]", asked: dict[str, Any]) -> list[RatedRound]:
    rows = db.session.execute(query, asked)
    return [_rated_round(list(group)) for _, group in groupby(rows, key=itemgetter(0))]


def _rated_round(rows: "list[Row[*tuple[Any, ...]]]") -> RatedRound:
    """Return the round that these rows are of: each with its nine columns, then those of one rating."""
    round_id, learner_id, day, stage, version_id, placement_id, entry_id, state, minutes = rows[0][:9]
    return RatedRound(
        id=round_id,
        learner_id=learner_id,
        date=day,
        stage=stage,
        sheet_version_id=version_id,
        placement_id=placement_id,
        entry_id=entry_id,
        state=_STATES.get(state),
        minutes=minutes,
        ratings=tuple(
            [
                Rating(rater_id, _RATERS[role], values, rated_at, blind, on_rev)
                for rater_id, role, values, rated_at, blind, on_rev in (row[9:] for row in rows)
                if rater_id
            ]
        ),
    )


def _by_sheet(week: Week, given: Collection[tuple[WeekAssessment | None, str | None]]) -> Iterator[RatedWeek]:
    """Yield the week once for each sheet of soft skills used in it: levels of two sheets say nothing together."""
    for sheet in sorted({each or "" for _, each in given}, key=lambda name: (name == SOFT_SKILLS_SHEET, name)):
        yield _rated_week(week, sheet or None, [each for each, name in given if each is not None and name == sheet])


def _rated_week(week: Week, sheet_id: str | None, given: list[WeekAssessment]) -> RatedWeek:
    return RatedWeek(
        id=week.id,
        learner_id=week.learner_id,
        placement_id=week.placement_id,
        week=week.week,
        state=WeekState(week.state),
        version=week.version,
        sheet_version_id=given[-1].sheet_version_id if given else None,
        ratings=tuple(
            Rating(each.rater_id, Rater(each.rater_role), each.values, each.rated_at, late=each.late) for each in given
        ),
        sheet_id=sheet_id,
    )
