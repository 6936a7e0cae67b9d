"""Who agreed with a plan, who still has to, and what changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from logbook.core import clock
from logbook.core.roles import Role
from logbook.plans.models import PlanAgreement, PlanItem, TrainingPlan
from logbook.training.queries import PlacementView


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whose yes the plan asks: the learner, or a mentor of a placement. `at` says when, `since` on what.

    `stale` is a yes to an earlier version of the plan.
    """

    role: Role
    placement: PlacementView | None
    name: str | None
    at: datetime | None
    stale: bool

    @property
    def said(self) -> bool:
        """Whether this party agreed with the plan as it is."""
        return self.at is not None and not self.stale


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed of one sheet since the agreement: the cards that went and those that came."""

    sheet_id: str
    gone: tuple[PlanItem, ...]
    came: tuple[PlanItem, ...]


def parties_of(
    plan: TrainingPlan,
    items: Iterable[PlanItem],
    said: Iterable[PlanAgreement],
    placements: Iterable[PlacementView],
    names: Mapping[UUID, str],
) -> list[Party]:
    """Return the learner first, then each placement that the plan names and that is not over, or whose mentor agreed.

    While the plan names none, the placements that run.
    """
    rows, today = list(said), clock.today()
    named = {each.placement_id for each in items if each.placement_id}
    running = [each for each in placements if each.until_date is None or each.until_date >= today]
    wanted = [each for each in running if each.id in named] or [each for each in running if not named]
    spoken = {row.placement_id for row in rows}
    wanted += [each for each in placements if each not in wanted and each.id in spoken]
    learner = _party(plan, Role.LEARNER, None, [row for row in rows if row.role == Role.LEARNER], names)
    return [learner] + [
        _party(plan, Role.MENTOR, each, [row for row in rows if row.placement_id == each.id], names) for each in wanted
    ]


def _party(
    plan: TrainingPlan,
    role: Role,
    placement: PlacementView | None,
    said: list[PlanAgreement],
    names: Mapping[UUID, str],
) -> Party:
    last = said[-1] if said else None
    name = names.get(last.by_id) if last else placement.mentor if placement else None
    return Party(role, placement, name, last.agreed_at if last else None, bool(last and last.version < plan.version))


def changes_since(rows: Iterable[PlanItem], version: int) -> list[Moved]:
    """Return what is otherwise than at a version, by sheet."""
    gone: dict[str, list[PlanItem]] = {}
    came: dict[str, list[PlanItem]] = {}
    for row in rows:
        if row.until is not None:
            gone.setdefault(row.sheet_id, []).append(row)
        elif row.since > version:
            came.setdefault(row.sheet_id, []).append(row)
    return [
        Moved(sheet, tuple(gone.get(sheet, ())), tuple(came.get(sheet, ()))) for sheet in dict.fromkeys((*gone, *came))
    ]
