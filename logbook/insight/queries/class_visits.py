"""For how long a learner should have been visited, from what the class view reads anyhow.

When a visit is due is the visits' own rule (`next_due`). Only where the school chose how often to visit: elsewhere
every learner would be late.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, String, bindparam, case, cast, func

from logbook.training.models import Placement
from logbook.training.queries import PlacementView
from logbook.visits.models import Visit, VisitKind, VisitRule, VisitState
from logbook.visits.policy import Rhythm, next_due


@dataclass(slots=True)
class Visits:
    """How often the school visits (None: it did not choose), and by placement when somebody was there and will be.

    `brought` are placements that came in with a logbook of another school: nobody visits those any more.
    """

    rhythm: Rhythm | None = None
    held_on: dict[UUID, date] = field(default_factory=dict)
    planned: set[UUID] = field(default_factory=set)
    brought: set[UUID] = field(default_factory=set)

    def add(self, kind: str, held: date | None, planned: date | None, rhythm: tuple[int, str], placement: UUID) -> None:
        """Take in one row of `statements`."""
        if kind == "rhythm":
            self.rhythm = Rhythm(rhythm[0], int(rhythm[1]))
        elif kind == "brought":
            self.brought.add(placement)
        else:
            if held:
                self.held_on[placement] = held
            if planned:
                self.planned.add(placement)

    def late(self, placements: Iterable[PlacementView], today: date) -> int:
        """Return for how many days the latest visit of all is late; 0 when none is, or one is planned."""
        if self.rhythm is None:
            return 0
        due = [
            next_due(each.from_date, each.until_date, self.held_on.get(each.id), self.rhythm)
            for each in placements
            if each.on(today) and each.id not in self.planned and each.id not in self.brought
        ]
        return max([0, *((today - day).days for day in due if day)])


Rows = Callable[..., "Select[*tuple[Any, ...]]"]


def statements(rows: Rows, learners: BindParameter[UUID]) -> "list[Select[*tuple[Any, ...]]]":
    """Return what is read of visits as more rows of the class view's statement, made by its `rows`."""
    held = (Visit.state == VisitState.HELD) & (Visit.kind != VisitKind.PHONE)
    planned = (Visit.state == VisitState.PLANNED) & (Visit.date >= bindparam("today"))
    visits = rows(
        "visit",
        date=func.max(case((held, Visit.date))),
        last=func.min(case((planned, Visit.date))),
        ref=Visit.placement_id,
    ).where(Visit.school_id == bindparam("school"), Visit.learner_id.in_(learners))
    rhythm = rows("rhythm", n=VisitRule.first_weeks, words=cast(VisitRule.every_weeks, String))
    brought = rows("brought", ref=Placement.id)
    return [
        visits.group_by(Visit.placement_id),
        rhythm.where(VisitRule.school_id == bindparam("school")),
        brought.where(Placement.learner_id.in_(learners), Placement.history_id.is_not(None)),
    ]
