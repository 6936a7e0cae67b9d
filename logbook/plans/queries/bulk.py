"""The same sheets for chosen learners of a class: what changes in each plan, and what is left out and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.weeks import monday, week_days
from logbook.plans.models import Place, PlanItem
from logbook.plans.policy import Weeks, Where
from logbook.training.queries import ClassView, LearnerCard, PlacementView, class_of, learners_of_class, placements_of

from .rows import items_of, plans_of
from .years import Year


@dataclass(frozen=True, slots=True)
class Bulk:
    """The same sheets at the same kind of place in the same weeks; `learners` with the version that was shown.

    Version 0 is a plan that is not there yet, None one that was not looked at. With `unplaced` a sheet that stands
    somewhere already stays there alone.
    """

    learners: Mapping[UUID, int | None]
    sheets: tuple[str, ...]
    place: Place
    weeks: Weeks | None
    note: str | None = None
    unplaced: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """What happens to one learner's plan: sheets that are put in, that are there, that stand elsewhere and stay there.

    `where` is None when the learner has no such place in those weeks: then nothing happens.
    """

    learner: LearnerCard
    version: int
    where: Where | None
    put: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def year_of_class(group: ClassView) -> Year:
    """Return the school year of a class."""
    return Year(group.starts_on, group.ends_on)


def bulk_steps(actor: Actor, class_id: UUID, bulk: Bulk) -> tuple[ClassView, list[Steps]]:
    """Return the class and what the deed would do for each chosen learner of it, by name, in five queries."""
    group = class_of(actor, class_id)
    chosen = [each for each in learners_of_class(class_id) if each.id in bulk.learners]
    ids = [each.id for each in chosen]
    plans = plans_of(actor, ids, group.starts_on)
    rows: dict[UUID, list[PlanItem]] = {}
    for row in items_of([each.id for each in plans.values()]):
        rows.setdefault(row.learner_id, []).append(row)
    placements = placements_of(ids) if bulk.place in (Place.WORKPLACE, Place.SIMULATED) else []
    found = []
    for each in chosen:
        mine = [one for one in placements if one.learner_id == each.id]
        version = plans[each.id].version if each.id in plans else 0
        found.append(_steps(each, version, spot(mine, bulk), rows.get(each.id, []), bulk))
    return group, found


def spot(placements: Iterable[PlacementView], bulk: Bulk) -> Where | None:
    """Return where a learner with these placements would be: the placement of that kind with most of those weeks."""
    if bulk.place in (Place.SCHOOL, Place.OPEN) or bulk.weeks is None:
        return Where(bulk.place)
    kind = "simulated" if bulk.place is Place.SIMULATED else "company"
    weeks = [week_days(each) for each in range(bulk.weeks.first, bulk.weeks.last + 1)]
    shared = {
        each.id: sum(any(map(each.on, days)) for days in weeks) for each in placements if each.workplace_kind == kind
    }
    best = max(shared, key=lambda each: shared[each], default=None)
    if best is not None and shared[best]:
        return Where(bulk.place, best)
    return Where(bulk.place) if bulk.place is Place.SIMULATED else None


def _steps(learner: LearnerCard, version: int, where: Where | None, rows: Collection[PlanItem], bulk: Bulk) -> Steps:
    if where is None:
        return Steps(learner, version, None)
    put, same, elsewhere = [], [], []
    for sheet in bulk.sheets:
        there = [row for row in rows if row.sheet_id == sheet]
        if any(_at(row, where, bulk.weeks) for row in there):
            same.append(sheet)
        elif bulk.unplaced and any(row.place != Place.OPEN for row in there):
            elsewhere.append(sheet)
        else:
            put.append(sheet)
    return Steps(learner, version, where, tuple(put), tuple(same), tuple(elsewhere))


def _at(row: PlanItem, where: Where, weeks: Weeks | None) -> bool:
    if (row.place, row.placement_id) != (where.place, where.placement_id):
        return False
    if where.place is Place.OPEN or weeks is None:
        return True
    return (row.from_date, row.until_date) == (monday(weeks.first), week_days(weeks.last)[-1])
