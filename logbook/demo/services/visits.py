"""Visits of the demo's teachers: some held, some planned, some due; and where the workplaces are."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select, update

from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.visits.models import Visit, VisitReport

from .casting import Apprentice
from .days import Period, moment, next_working_day
from .dice import Dice
from .ledger import Hand, Ledger, Row

TOWNS = ("9000 Voorbeeldgem", "2000 Proefstad", "3500 Testelare", "8500 Demodorp", "9100 Verzinnegem")
SAID = (
    "Werkt rustig en vraagt op tijd hulp. De mentor is tevreden.",
    "De instelling zit goed. Meten gaat nog te snel.",
    "Goed gesprek. Wil graag meer posities proberen.",
)


def tell_visits(apprentices: Sequence[Apprentice], period: Period) -> None:
    """Write visits for every third learner, and one that is planned for every fifth; the others are due."""
    ledger = Ledger(Dice("visits"))
    _addresses(apprentices)
    for place, each in enumerate(apprentices):
        if place % 3 == 2:
            _held(ledger, each, period.today - timedelta(weeks=3 + place % 4), SAID[place % len(SAID)])
        elif place % 5 == 3:
            _planned(ledger, each, next_working_day(period.today + timedelta(days=place % 9)), period.today)
    ledger.write(lambda _done, _of: None)


def _addresses(apprentices: Sequence[Apprentice]) -> None:
    """Give each workplace an address that nobody can look for."""
    placements = [each.placement_id for each in apprentices]
    query = select(Placement.id, Placement.workplace_id).where(Placement.id.in_(placements))
    of_placement = {row.id: row.workplace_id for row in db.session.execute(query)}
    for place, workplace_id in enumerate(dict.fromkeys(of_placement[each] for each in placements)):
        address = f"Verzonnenstraat {place + 1}, {TOWNS[place % len(TOWNS)]}"
        db.session.execute(update(Workplace).where(Workplace.id == workplace_id).values(address=address))


def _planned(ledger: Ledger, apprentice: Apprentice, day: date, today: date) -> None:
    hand = Hand(ledger, apprentice.teacher, moment(today - timedelta(days=4), 16), apprentice.actor.person_id)
    _visit(hand, apprentice, day)


def _held(ledger: Ledger, apprentice: Apprentice, day: date, text: str) -> None:
    day = next_working_day(day)
    planning = Hand(ledger, apprentice.teacher, moment(day - timedelta(days=6), 16), apprentice.actor.person_id)
    visit = _visit(planning, apprentice, day)
    hand = Hand(ledger, apprentice.teacher, moment(day, 15, 20), apprentice.actor.person_id)
    visit |= {"state": "held", "version": 2}
    hand.put(
        VisitReport,
        visit_id=visit["id"],
        op_id=hand.new_id(),
        present=["learner", "mentor"],
        text=text,
        sheet_ids=[],
        remark_ids=[],
        commitment_ids=[],
        written_by=hand.actor.person_id,
        written_role=hand.actor.role.value,
        written_at=hand.at,
    )
    hand.event("report_visit", "visit", visit["id"], old="planned", new="held")


def _visit(hand: Hand, apprentice: Apprentice, day: date) -> Row:
    visit = hand.put(
        Visit,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        placement_id=apprentice.placement_id,
        visitor_id=hand.actor.person_id,
        kind="workplace",
        date=day,
        time="14:30",
        state="planned",
        version=1,
        reason=None,
        planned_by=hand.actor.person_id,
        planned_at=hand.at,
    )
    hand.event("plan_visit", "visit", visit["id"], new="planned")
    return visit
