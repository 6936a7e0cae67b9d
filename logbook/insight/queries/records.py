"""The ratings of one learner that an actor may see: what the relation reaches, without what is still sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from logbook.accounts.queries import school_of
from logbook.core.actor import Actor
from logbook.core.roles import Rater, Role
from logbook.core.weeks import week_number
from logbook.entries.models import RatedRound, RatedWeek, WeekState
from logbook.entries.policy import may_read_round
from logbook.entries.queries import rated_rounds, rated_weeks, sealed_entries
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


def record_of(actor: Actor, relation: Relation, first: date, last: date) -> Record:
    """Return what this actor may see of a learner's ratings from `first` to `last`, in two queries (a mentor: five)."""
    learner = [relation.learner_id]
    rounds = rated_rounds(actor, learner, first, last)
    weeks = rated_weeks(actor, learner, week_number(first), week_number(last))
    rated = {each.sheet_version_id for each in rounds}
    contents = versions(actor, rated | {each.sheet_version_id for each in weeks if each.sheet_version_id})
    sealed = sealed_entries(actor, learner, first, last)
    blind = actor.role is Role.MENTOR and school_of(actor).blind_first
    return Record(
        rounds=[
            _without_own(each) if each.entry_id in sealed else each
            for each in rounds
            if may_read_round(relation, each, contents[each.sheet_version_id].id)
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


def _without_own(rated: Rated) -> Rated:
    """Return the round or week without the learner's own ratings."""
    return replace(rated, ratings=tuple(each for each in rated.ratings if each.role is not Rater.LEARNER))
