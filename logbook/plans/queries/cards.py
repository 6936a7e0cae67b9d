"""A plan's items as cards: where, in which weeks, what they tell, and how they stand beside what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core import clock
from logbook.core.weeks import week_number
from logbook.plans.models import Place, PlanItem
from logbook.plans.policy import At, Span, Stand, Warn, idle_weeks, in_two_places, outside, stand_of
from logbook.sheets.models import SheetContent
from logbook.training.queries import PlacementView

from .done import Done

Holidays = list[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Card:
    """One item. `days` were worked on the sheet at this place, `elsewhere` at others; None when that is not shown."""

    item: PlanItem
    sheet: SheetContent
    placement: PlacementView | None
    stand: Stand
    warns: tuple[Warn, ...]
    idle: int
    days: int | None
    elsewhere: int

    @property
    def weeks(self) -> range:
        """The numbers of its weeks; an open one has none."""
        if self.item.from_date is None or self.item.until_date is None:
            return range(0)
        return range(week_number(self.item.from_date), week_number(self.item.until_date) + 1)

    @property
    def is_open(self) -> bool:
        """Whether it has no place yet."""
        return self.item.place == Place.OPEN

    @property
    def key(self) -> str:
        """What tells places apart, as forms name them."""
        return key_of(self.item)


def key_of(item: PlanItem) -> str:
    """Return the place of an item as forms name it: a placement's id, or the kind of place."""
    return str(item.placement_id) if item.placement_id else item.place


def cards_of(
    items: Iterable[PlanItem],
    sheets: Mapping[str, SheetContent],
    placements: Iterable[PlacementView],
    holidays: Holidays,
    done: Done | None,
) -> list[Card]:
    """Return the cards of a learner's plan, in its order; an item whose sheet is not there any more is left out."""
    rows = [each for each in items if each.sheet_id in sheets]
    here = {each.id: each for each in placements}
    spans = {each.id: span for each in rows if (span := span_of(each))}
    return [_card(each, sheets[each.sheet_id], here, spans, holidays=holidays, done=done) for each in rows]


def span_of(item: PlanItem) -> Span | None:
    """Return the weeks of an item; None for one without."""
    if item.from_date is None or item.until_date is None:
        return None
    return Span(item.sheet_id, key_of(item), item.from_date, item.until_date)


def _card(
    item: PlanItem,
    sheet: SheetContent,
    placements: Mapping[UUID, PlacementView],
    spans: Mapping[UUID, Span],
    *,
    holidays: Holidays,
    done: Done | None,
) -> Card:
    placement = placements.get(item.placement_id) if item.placement_id else None
    span = spans.get(item.id)
    warns, idle = _told(span, placement, spans, holidays)
    worked = done.worked(sheet.id) if done else 0
    days = _days_at(item, placements, done) if done else None
    reached = done.reached(sheet) if done else False
    stand = stand_of(span, clock.today(), worked=worked > 0, reached=reached) if done else Stand.NONE
    return Card(item, sheet, placement, stand, warns, idle, days, max(0, worked - (days or 0)))


def _told(
    span: Span | None, placement: PlacementView | None, spans: Mapping[UUID, Span], holidays: Holidays
) -> tuple[tuple[Warn, ...], int]:
    if span is None:
        return (), 0
    warns, idle = [], 0
    if placement:
        at = At(placement.from_date, placement.until_date, placement.weekdays)
        if outside(span, at):
            warns.append(Warn.OUTSIDE)
        idle = len(idle_weeks(span, at, holidays))
        if idle:
            warns.append(Warn.NO_WORK)
    if in_two_places(span, spans.values()):
        warns.append(Warn.TWO_PLACES)
    return tuple(warns), idle


def _days_at(item: PlanItem, placements: Mapping[UUID, PlacementView], done: Done) -> int:
    if item.placement_id:
        return done.worked_at(item.sheet_id, {item.placement_id})
    if item.place == Place.SCHOOL:
        return done.worked_at(item.sheet_id, {None})
    kind = "simulated" if item.place == Place.SIMULATED else "company"
    return done.worked_at(item.sheet_id, {each.id for each in placements.values() if each.workplace_kind == kind})
