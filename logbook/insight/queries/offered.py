"""The sheets that a learner is offered: today's work, what the plan says, the assigned ones, what was worked on lately.

All others are found in the library.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, literal, null, or_, select, union_all

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.entries.models import Draft, Entry
from logbook.entries.queries import ENTRY, usable_versions
from logbook.extensions import db
from logbook.plans.models import Place, PlanItem
from logbook.sheets.models import Sheet, SheetContent, SheetKind, SheetVersion
from logbook.sheets.queries import sheet_index, versions
from logbook.training.models import AssignedSheet
from logbook.training.queries import PlacementView, placements_of

MOST = 12
ELSEWHERE = frozenset({"sick", "holiday", "absent"})
LATELY = timedelta(days=60)
OFFERED = (SheetKind.TASK, SheetKind.THEME)
PLANNED, ASSIGNED, WORKED, BEGUN = "planned", "assigned", "worked", "begun"
BY_PLAN = (Place.SCHOOL, Place.WORKPLACE, Place.SIMULATED)

_of_plan = select(
    PlanItem.sheet_id.label("sheet_id"),
    literal(PLANNED).label("why"),
    PlanItem.position.label("position"),
    PlanItem.placement_id.label("placement_id"),
    PlanItem.place.label("place"),
    PlanItem.from_date.label("on"),
).where(
    PlanItem.learner_id == bindparam("learner"),
    PlanItem.school_id == bindparam("school"),
    PlanItem.until.is_(None),
    PlanItem.place.in_(BY_PLAN),
    PlanItem.from_date <= bindparam("until"),
    PlanItem.until_date >= bindparam("today"),
)
_assigned = select(AssignedSheet.sheet_id, literal(ASSIGNED), AssignedSheet.position, null(), null(), null()).where(
    AssignedSheet.learner_id == bindparam("learner")
)
_worked = (
    select(SheetVersion.sheet_id, literal(WORKED), literal(0), null(), null(), func.max(Entry.date))
    .join(SheetVersion, SheetVersion.id == Entry.sheet_version_id)
    .where(Entry.learner_id == bindparam("learner"), Entry.date >= bindparam("since"))
    .group_by(SheetVersion.sheet_id)
)
_begun = (
    select(SheetVersion.sheet_id, literal(BEGUN), literal(0), null(), null(), Draft.date)
    .join(SheetVersion, SheetVersion.id == Draft.sheet_version_id)
    .where(Draft.person_id == bindparam("learner"), Draft.thing == ENTRY)
)
_named = union_all(_of_plan, _assigned, _worked, _begun).subquery()
# Built once: asked with every Vandaag and by every phone. With each sheet's latest version.
_OFFERED: "Select[*tuple[Any, ...]]" = (
    select(SheetVersion.id, *_named.c)
    .join(Sheet, Sheet.id == _named.c.sheet_id)
    .join(SheetVersion, (SheetVersion.sheet_id == Sheet.id) & (SheetVersion.number == Sheet.latest))
    .where(
        Sheet.kind.in_(OFFERED),
        Sheet.history.is_(False),
        or_(Sheet.school_id.is_(None), Sheet.school_id == bindparam("school")),
    )
    .order_by(_named.c.position, _named.c.sheet_id)
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A sheet to start. `planned` says that the plan names it for now, `here` that it does so for today's place."""

    content: SheetContent
    assigned: bool
    planned: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a learner is today: the placements, and the day's status if one was given. A weekend is nowhere."""

    placements: Sequence[PlacementView]
    status: str | None = None

    def holds(self, place: str, placement_id: UUID | None, today: date) -> bool:
        """Whether a card of the plan is for today's place. A weekday without work is one at school."""
        if self.status in ELSEWHERE:
            return False
        working = [] if self.status == "school" else [each for each in self.placements if each.works_on(today)]
        if not working:
            return place == Place.SCHOOL and (self.status == "school" or today.isoweekday() < 6)
        if placement_id:
            return placement_id in {each.id for each in working}
        kinds = {"simulated" if each.workplace_kind == "simulated" else "workplace" for each in working}
        return place in kinds


def offered_sheets(actor: Actor, learner_id: UUID, spot: Spot | None = None, *, weeks_ahead: int = 0) -> list[Offered]:
    """Return what a learner is offered, first things first and no more than `MOST`, in two queries.

    For a learner of whom nothing is planned, assigned or done, the sheets of the track: two queries more at most.
    """
    today, rows = clock.today(), _rows(actor, learner_id, weeks_ahead)
    if not rows:
        return _of_track(actor, learner_id, spot)
    order = sorted(rows, key=lambda row: _rank(row, spot, today))
    ids = list(dict.fromkeys(row.id for row in order))[:MOST]
    contents = _contents(actor, learner_id, ids)
    assigned = {row.id for row in rows if row.why == ASSIGNED}
    planned = {row.id for row in rows if row.why == PLANNED and row.on <= today}
    here = {row.id for row in rows if row.id in planned and _here(row, spot, today)}
    return [Offered(contents[each], each in assigned, each in planned, each in here) for each in ids]


def first_offered(actor: Actor, learner_id: UUID) -> str | None:
    """Return the id of the sheet that a learner is offered first, wherever the learner is: one query, or three."""
    rows = _rows(actor, learner_id)
    if rows:
        return str(min(rows, key=lambda row: _rank(row, None, clock.today())).sheet_id)
    return next((each.content.id for each in _of_track(actor, learner_id, None)), None)


def _rows(actor: Actor, learner_id: UUID, weeks_ahead: int = 0) -> "Sequence[Row[*tuple[Any, ...]]]":
    today = clock.today()
    asked = {
        "learner": learner_id,
        "school": actor.school_id,
        "today": today,
        "until": weeks.week_days(weeks.week_number(today) + weeks_ahead)[-1],
        "since": today - LATELY,
    }
    return db.session.execute(_OFFERED, asked).all()


def assigned_ids(learner_id: UUID) -> list[str]:
    """Return the ids of the sheets assigned to a learner in reach, in their order, that are worked on: one query."""
    query = (
        select(AssignedSheet.sheet_id)
        .join(Sheet, Sheet.id == AssignedSheet.sheet_id)
        .where(AssignedSheet.learner_id == learner_id, Sheet.kind.in_(OFFERED), Sheet.history.is_(False))
        .order_by(AssignedSheet.position, AssignedSheet.sheet_id)
    )
    return list(db.session.scalars(query.limit(60)))


def _contents(actor: Actor, learner_id: UUID, ids: Iterable[UUID]) -> dict[UUID, SheetContent]:
    """Return for each latest version the one that the learner goes on with: one query, for all of them."""
    latest = versions(actor, ids)
    own = usable_versions(actor, learner_id, [each.id for each in latest.values()])
    return {version_id: own.get(each.id, each) for version_id, each in latest.items()}


def _rank(row: "Row[*tuple[Any, ...]]", spot: Spot | None, today: date) -> tuple[int, int, int, str]:
    """Return the order: today's work, the plan here and elsewhere, assigned, lately, the plan of the weeks to come."""
    fresh = -row.on.toordinal() if row.on and row.why in (WORKED, BEGUN) else 0
    if row.why in (WORKED, BEGUN) and row.on == today:
        first = 0
    elif row.why == PLANNED:
        first = 5 if row.on > today else 1 if _here(row, spot, today) else 2
    else:
        first = 3 if row.why == ASSIGNED else 4
    return first, fresh, row.position, row.sheet_id


def _here(row: "Row[*tuple[Any, ...]]", spot: Spot | None, today: date) -> bool:
    return spot is not None and row.why == PLANNED and spot.holds(row.place, row.placement_id, today)


def _of_track(actor: Actor, learner_id: UUID, spot: Spot | None) -> list[Offered]:
    tracks = {each.track_id for each in (spot.placements if spot else placements_of([learner_id]))}
    lines = [line for line in sheet_index(actor).lines if line.kind in OFFERED]
    mine = [line.version_id for line in lines if any(map(line.of_track, tracks))][:MOST]
    contents = _contents(actor, learner_id, mine)
    return [Offered(contents[each], assigned=False) for each in mine]
