"""What was done beside what was planned: days worked on each sheet, and which sheets are reached."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.entries.models import WITH_LEARNER, Entry
from logbook.entries.queries.reached import FirstMet, first_met_of
from logbook.entries.queries.worked import older_versions
from logbook.extensions import db
from logbook.sheets.models import SheetContent, SheetVersion
from logbook.training.policy import Relation

from .years import Year

Place = UUID | None


@dataclass(frozen=True, slots=True)
class Done:
    """Of one learner: the days of work on each sheet by placement (None is the school), and what is met.

    `older` are the versions that the learner works with, of the sheets that have a newer one.
    """

    days: Mapping[str, Mapping[Place, frozenset[date]]] = field(default_factory=dict)
    met: FirstMet = field(default_factory=dict)
    older: Mapping[str, SheetContent] = field(default_factory=dict)

    def worked(self, sheet_id: str) -> int:
        """On how many days the sheet was worked on, wherever."""
        return len({day for days in self.days.get(sheet_id, {}).values() for day in days})

    def worked_at(self, sheet_id: str, placements: Collection[Place]) -> int:
        """On how many days it was worked on at one of those places."""
        return len({day for place, days in self.days.get(sheet_id, {}).items() if place in placements for day in days})

    def reached(self, sheet: SheetContent) -> bool:
        """Whether mentor or teacher called every counting criterion met, of the version that the learner works with."""
        counting = self.older.get(sheet.id, sheet).counting_ids
        return bool(counting) and counting <= self.met.get(sheet.id, {}).keys()


NOTHING = Done()


def done_of(actor: Actor, learner_ids: Collection[UUID], year: Year) -> dict[UUID, Done]:
    """Return what learners in reach did in a school year, for who may read all of it: three queries."""
    days: dict[UUID, dict[str, dict[Place, set[date]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    query = (
        select(Entry.learner_id, SheetVersion.sheet_id, Entry.placement_id, Entry.date)
        .join(SheetVersion, SheetVersion.id == Entry.sheet_version_id)
        .where(
            Entry.learner_id.in_(list(learner_ids)),
            Entry.school_id == actor.school_id,
            Entry.date.between(year.starts_on, year.ends_on),
            Entry.state.not_in(WITH_LEARNER),
        )
    )
    for learner_id, sheet_id, placement_id, day in db.session.execute(query):
        days[learner_id][sheet_id][placement_id].add(day)
    met, older = first_met_of(actor, learner_ids), older_versions(actor, learner_ids)
    return {
        each: Done(
            {sheet: {at: frozenset(on) for at, on in places.items()} for sheet, places in days[each].items()},
            met.get(each, {}),
            older.get(each, {}),
        )
        for each in learner_ids
    }


def tells_done(relation: Relation) -> bool:
    """Whether the plan shows this actor what was done: who reads the whole logbook, not who reads a part of it."""
    return relation.role in SCHOOL_STAFF or relation.role is Role.LEARNER
