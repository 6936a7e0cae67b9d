"""The plans of a class in one table."""

from dataclasses import dataclass
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import week_number
from logbook.plans.models import PlanItem, PlanState, TrainingPlan
from logbook.plans.policy import Coverage, Stand, coverage_of, stand_of
from logbook.sheets.models import SheetContent
from logbook.training.queries import ClassView, LearnerCard, class_of, learners_of_class, placements_of

from .bulk import year_of_class
from .cards import span_of
from .done import Done, done_of
from .rows import agreements_of, items_of, plans_of
from .sheets import class_tracks, of_tracks, plan_sheets, tracks_of
from .years import Year


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One learner: how the plan covers the track, how many cards are behind, and whether it is agreed."""

    learner: LearnerCard
    plan: TrainingPlan | None
    coverage: Coverage
    behind: int
    now: int
    stale: bool

    @property
    def agreed(self) -> bool:
        """Whether everybody agreed with the plan as it is."""
        return self.plan is not None and self.plan.state == PlanState.AGREED


@dataclass(frozen=True, slots=True)
class ClassPlans:
    """The class, its year and a line for each learner."""

    group: ClassView
    year: Year
    lines: tuple[PlanLine, ...]
    sheets: dict[str, SheetContent]
    track: tuple[str, ...]


def class_plans(actor: Actor, class_id: UUID) -> ClassPlans:
    """Return the plans of a class in reach, in ten queries however many there are. Raises NotFound."""
    group = class_of(actor, class_id)
    year, learners = year_of_class(group), learners_of_class(class_id)
    ids = [each.id for each in learners]
    sheets, plans = plan_sheets(actor), plans_of(actor, ids, group.starts_on)
    items: dict[UUID, list[PlanItem]] = {each: [] for each in ids}
    for item in items_of([each.id for each in plans.values()]):
        items[item.learner_id].append(item)
    said = {each.plan_id: each.version for each in agreements_of([each.id for each in plans.values()])}
    done, tracks, placements = done_of(actor, ids, year), class_tracks(ids), placements_of(ids)
    lines, every, this_week = [], set(), week_number(clock.today())
    for each in learners:
        mine = [one for one in placements if one.learner_id == each.id]
        track = of_tracks(sheets, tracks_of(mine, tracks.get(each.id, ())))
        every |= set(track)
        plan = plans.get(each.id)
        stale = plan is not None and 0 < said.get(plan.id, 0) < plan.version
        covers = coverage_of(track, ((one.sheet_id, one.place) for one in items[each.id]))
        stands = [_stand(one, sheets, done[each.id]) for one in items[each.id]]
        now = sum(bool(span and this_week in span.weeks) for span in map(span_of, items[each.id]))
        lines.append(PlanLine(each, plan, covers, stands.count(Stand.BEHIND), now, stale))
    return ClassPlans(group, year, tuple(lines), sheets, tuple(name for name in sheets if name in every))


def _stand(item: PlanItem, sheets: dict[str, SheetContent], done: Done) -> Stand:
    sheet = sheets.get(item.sheet_id)
    if sheet is None:
        return Stand.NONE
    worked, reached = done.worked(sheet.id) > 0, done.reached(sheet)
    return stand_of(span_of(item), clock.today(), worked=worked, reached=reached)
