"""The ratings of one learner that an actor may see: what the relation reaches, without what is still sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from logbook.accounts.queries import school_of
from logbook.core.actor import Actor
from logbook.core.roles import Rater, Role
from logbook.core.weeks import monday, week_days, week_number
from logbook.entries.models import RatedRound, RatedWeek, WeekState
from logbook.entries.policy import may_read_round, sealed_rounds
from logbook.entries.queries import rated_rounds, rated_weeks
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions
from logbook.training.policy import Relation, may_read_everything

Rated = TypeVar("Rated", RatedRound, RatedWeek)


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's rounds and weeks by date, with the sheet versions that they were made on."""

    rounds: list[RatedRound]
    weeks: list[RatedWeek]
    contents: Mapping[UUID, SheetContent]


def record_of(actor: Actor, relation: Relation, first: date, last: date, *, blind_first: bool | None = None) -> Record:
    """Return what this actor may see of a learner's ratings from `first` to `last`, in two queries.

    `blind_first` is the school's setting, when the caller has read it: for a mentor it is read here otherwise.
    """
    learner = [relation.learner_id]
    blind = actor.role is Role.MENTOR and (school_of(actor).blind_first if blind_first is None else blind_first)
    rounds = rated_rounds(actor, learner, *(_whole_weeks(first, last) if blind else (first, last)))
    weeks = rated_weeks(actor, learner, week_number(first), week_number(last))
    rated = {each.sheet_version_id for each in rounds}
    contents = versions(actor, rated | {each.sheet_version_id for each in weeks if each.sheet_version_id})
    sheets = {version_id: content.id for version_id, content in contents.items()}
    sealed = sealed_rounds(actor.person_id, rounds, sheets) if blind else frozenset()
    return Record(
        rounds=[
            _without_own(each) if each.id in sealed else each
            for each in rounds
            if first <= each.date <= last and may_read_round(relation, each, sheets[each.sheet_version_id])
        ],
        weeks=[
            _without_own(each) if blind and each.state is not WeekState.APPROVED else each
            for each in weeks
            if each.sheet_version_id and may_read_week(relation, each, contents[each.sheet_version_id].id)
        ],
        contents=contents,
    )


def may_read_week(relation: Relation, week: RatedWeek, sheet_id: str) -> bool:
    """Whether the relation reaches the soft skills of a week; a guardian reads approved weeks."""
    if may_read_everything(relation):
        return True
    if relation.role is Role.GUARDIAN:
        return week.state is WeekState.APPROVED
    given = relation.role is not Role.SUPERVISOR or sheet_id in relation.sheets
    return given and week.placement_id in relation.placement_ids


def _whole_weeks(first: date, last: date) -> tuple[date, date]:
    """Return the period with the weeks around it whole: what is sealed is told by the last round of a week."""
    return monday(week_number(first)), week_days(week_number(last))[-1]


def _without_own(rated: Rated) -> Rated:
    """Return the round or week without the learner's own ratings."""
    return replace(rated, ratings=tuple(each for each in rated.ratings if each.role is not Rater.LEARNER))
