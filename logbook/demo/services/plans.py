"""Training plans of the demo's first class: agreed, changed since, waiting for a yes, and one that is not begun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from logbook.core import weeks
from logbook.core.actor import Actor
from logbook.plans.models import Place, PlanAgreement, PlanItem, PlanState, TrainingPlan
from logbook.plans.queries.sheets import of_tracks, plan_sheets
from logbook.plans.queries.years import Year, year_of, years_of

from .casting import Apprentice
from .days import Period, moment
from .dice import Dice
from .ledger import Hand, Ledger, Row

TRACK = "lassen_constructie_duaal"
WHY_OPEN = "Het bedrijf last dit niet. We zoeken een plaats in een opleidingscentrum."
FIRST = "Eerst samen op school"
NO_PLAN = 7
"""Which learner of the class has no plan yet."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where one sheet is learned and in which weeks; without weeks it is open."""

    sheet: str
    place: Place
    placement_id: UUID | None = None
    first: int = 0
    last: int = 0
    note: str | None = None


def tell_plans(apprentices: Sequence[Apprentice], period: Period) -> None:
    """Write the plans of the first class for this school year."""
    teacher = apprentices[0].teacher
    ledger, year = Ledger(Dice("plans")), year_of(years_of(teacher))
    track = of_tracks(plan_sheets(teacher), [TRACK])
    for nth, each in enumerate(one for one in apprentices if one.teacher == teacher):
        if nth != NO_PLAN:
            _plan(ledger, each, (year, period), list(_spots(each, track, year, period)), nth)
    ledger.write(lambda _done, _of: None)


def _spots(apprentice: Apprentice, track: Sequence[str], year: Year, period: Period) -> Iterator[_Spot]:
    """Spread the track over what is left of the year: the own sheets now, one in four at school, the last one open."""
    work = Place.SIMULATED if apprentice.simulated else Place.WORKPLACE
    now, last = period.current, year.weeks[-1] - 9
    for sheet in apprentice.sheets:
        yield _Spot(sheet, work, apprentice.placement_id, year.weeks[0], min(now + 4, year.weeks[-1]))
    rest = [each for each in track if each not in apprentice.sheets]
    for nth, sheet in enumerate(rest):
        first = min(now + nth * max(last - now, 1) // len(rest), year.weeks[-1])
        until = min(first + 2, year.weeks[-1])
        if nth == len(rest) - 1:
            yield _Spot(sheet, Place.OPEN, note=WHY_OPEN)
        elif nth % 4 == 0:
            yield _Spot(sheet, Place.SCHOOL, None, first, until)
        elif nth % 7 == 6:
            yield _Spot(sheet, Place.SIMULATED, None, first, until)
        else:
            yield _Spot(sheet, work, apprentice.placement_id, first, until)


def _plan(ledger: Ledger, apprentice: Apprentice, when: tuple[Year, Period], spots: list[_Spot], nth: int) -> None:
    year, period = when
    made = weeks.week_days(period.first + 1)
    hand = Hand(ledger, apprentice.teacher, moment(made[1], 16), apprentice.actor.person_id)
    plan = hand.put(
        TrainingPlan,
        id=hand.new_id(),
        school_id=apprentice.teacher.school_id,
        learner_id=apprentice.actor.person_id,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        state=PlanState.DRAFT.value,
        version=2,
        made_by=apprentice.teacher.person_id,
        made_at=hand.at,
        changed_at=hand.at,
    )
    hand.event("make_plan", "plan", plan["id"], new="draft", rev=1)
    items = [_item(hand, plan, spot, place) for place, spot in enumerate(spots)]
    hand.event("change_plan", "plan", plan["id"], old="draft", new="draft", rev=2)
    _agree(ledger, apprentice.actor, plan, None, moment(made[2], 19))
    if nth % 3 < 2:
        _agree(ledger, apprentice.mentor, plan, apprentice.placement_id, moment(made[3], 17), last=True)
    if nth % 3 == 1:
        _change(ledger, apprentice, plan, items, spots)


def _item(hand: Hand, plan: Row, spot: _Spot, position: int, since: int = 2) -> Row:
    dated = spot.place is not Place.OPEN
    return hand.put(
        PlanItem,
        id=hand.new_id(),
        school_id=plan["school_id"],
        plan_id=plan["id"],
        learner_id=plan["learner_id"],
        sheet_id=spot.sheet,
        place=spot.place.value,
        placement_id=spot.placement_id,
        from_date=weeks.monday(spot.first) if dated else None,
        until_date=weeks.week_days(spot.last)[-1] if dated else None,
        note=spot.note,
        position=position,
        since=since,
        until=None,
    )


def _agree(
    ledger: Ledger, actor: Actor, plan: Row, placement_id: UUID | None, at: datetime, *, last: bool = False
) -> None:
    hand = Hand(ledger, actor, at, plan["learner_id"])
    hand.put(
        PlanAgreement,
        id=hand.new_id(),
        school_id=plan["school_id"],
        plan_id=plan["id"],
        learner_id=plan["learner_id"],
        by_id=actor.person_id,
        role=actor.role.value,
        placement_id=placement_id,
        version=2,
        agreed_at=at,
    )
    if last:
        plan["state"] = PlanState.AGREED.value
    hand.event("agree_plan", "plan", plan["id"], old="draft", new=plan["state"], rev=2)


def _change(ledger: Ledger, apprentice: Apprentice, plan: Row, items: list[Row], spots: list[_Spot]) -> None:
    """Move one sheet to the school after everybody agreed."""
    nth = next(place for place, spot in enumerate(spots) if spot.sheet not in apprentice.sheets)
    day = weeks.week_days(weeks.week_number(plan["changed_at"].date()) + 3)[1]
    hand = Hand(ledger, apprentice.teacher, moment(day, 16), apprentice.actor.person_id)
    items[nth]["until"] = 3
    spot = spots[nth]
    end = weeks.week_number(plan["ends_on"])
    moved = _Spot(spot.sheet, Place.SCHOOL, None, min(spot.first + 2, end), min(spot.last + 2, end), FIRST)
    _item(hand, plan, moved, nth, since=3)
    plan |= {"version": 3, "state": PlanState.DRAFT.value, "changed_at": hand.at}
    hand.event("change_plan", "plan", plan["id"], old="agreed", new="draft", rev=3)
