"""Placing sheets, moving cards by weeks, taking them out."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.texts import N_
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.plans.models import Place, PlanItem, TrainingPlan

from .change import Change, same_spot, says
from .checks import check_sheets, check_weeks, place_of, plan_for_change, require_version, year_of_plan
from .commands import Placing, Weeks, Where

NOTHING_CHOSEN = N_("Kies eerst een of meer kaarten.")
OUT_OF_YEAR = N_("Zo valt een kaart buiten het schooljaar.")
ONLY_OPEN = N_("Deze kaarten hebben nog geen weken. Kies eerst waar en wanneer.")


def place_sheets(actor: Actor, plan_id: UUID, placing: Placing) -> TrainingPlan:
    """Put cards and sheets at a place in some weeks; open cards of the same sheets give way. Already so is success.

    Raises NotFound, NotPermitted, Rejected, Stale.
    """
    plan = plan_for_change(actor, plan_id)
    known = _named(plan, placing.items)
    sheets = list(dict.fromkeys((*(row.sheet_id for row in known), *placing.sheets)))
    check_sheets(actor, sheets)
    check_weeks(placing.where.place, placing.weeks, year_of_plan(plan))
    where = place_of(actor, plan.learner_id, placing.where)
    change = Change(actor, plan)
    if _holds(change.rows, sheets, where, placing) and not _elsewhere(change.rows, known, where, placing):
        return plan
    require_version(plan, placing.version)
    _put(change, [row for row in known if row in change.rows], sheets, where, placing)
    return change.finish()


def shift_items(actor: Actor, plan_id: UUID, version: int, items: Collection[UUID], weeks: int) -> TrainingPlan:
    """Move cards so many weeks later, or earlier when that is negative; open ones stay. Raises as above."""
    plan = plan_for_change(actor, plan_id)
    known = _named(plan, items)
    require_version(plan, version)
    change, year = Change(actor, plan), year_of_plan(plan)
    dated = [row for row in known if row in change.rows and row.from_date and row.until_date]
    if not dated:
        raise Rejected({"items": [ONLY_OPEN]})
    for row in dated:
        moved = _shifted(row, weeks)
        if moved.first not in year.weeks or moved.last not in year.weeks:
            raise Rejected({"items": [OUT_OF_YEAR]})
        change.move(row, Where(Place(row.place), row.placement_id), moved, row.note)
    return change.finish()


def remove_items(actor: Actor, plan_id: UUID, version: int, items: Collection[UUID]) -> TrainingPlan:
    """Take cards out of the plan; gone already is success. Raises as above."""
    plan = plan_for_change(actor, plan_id)
    change = Change(actor, plan)
    if not items:
        raise Rejected({"items": [NOTHING_CHOSEN]})
    there = [row for row in change.rows if row.id in set(items)]
    if not there:
        return plan
    require_version(plan, version)
    for row in there:
        change.end(row)
    return change.finish()


def put_sheet(change: Change, sheet_id: str, where: Where, weeks: Weeks | None, note: str | None) -> None:
    """Put one sheet somewhere: its open card moves there; a card that is there already only gets the note."""
    there = [row for row in change.rows if row.sheet_id == sheet_id]
    same = next((row for row in there if same_spot(row, where, weeks)), None)
    opened = next((row for row in there if row.place == Place.OPEN), None)
    if same:
        change.move(same, where, weeks, note)
        if opened and opened is not same:
            change.end(opened)
    elif opened:
        change.move(opened, where, weeks, note)
    else:
        change.begin(sheet_id, where, weeks, note)


def _put(change: Change, cards: Iterable[PlanItem], sheets: list[str], where: Where, placing: Placing) -> None:
    for row in cards if not placing.also else ():
        others = [each for each in change.rows if each.sheet_id == row.sheet_id and each is not row]
        if any(same_spot(each, where, placing.weeks) for each in others):
            change.end(row)
        else:
            change.move(row, where, placing.weeks, placing.note)
    for sheet_id in sheets:
        put_sheet(change, sheet_id, where, placing.weeks, placing.note)


def _named(plan: TrainingPlan, items: Collection[UUID]) -> list[PlanItem]:
    """Return the cards that a form named, those that went meanwhile too."""
    query = select(PlanItem).where(PlanItem.plan_id == plan.id, PlanItem.id.in_(list(items)))
    return list(db.session.scalars(query.order_by(PlanItem.position, PlanItem.id)))


def _holds(rows: list[PlanItem], sheets: list[str], where: Where, placing: Placing) -> bool:
    """Whether every sheet is there already, as the form says it."""
    return all(
        any(row.sheet_id == sheet and says(row, where, placing.weeks, placing.note) for row in rows) for sheet in sheets
    )


def _elsewhere(rows: list[PlanItem], cards: list[PlanItem], where: Where, placing: Placing) -> bool:
    """Whether one of the cards that move still is somewhere else."""
    return not placing.also and any(row in rows and not same_spot(row, where, placing.weeks) for row in cards)


def _shifted(row: PlanItem, weeks: int) -> Weeks:
    by = timedelta(weeks=weeks)
    assert row.from_date and row.until_date  # noqa: S101
    return Weeks(week_number(row.from_date + by), week_number(row.until_date + by))
