"""What the demo's first two workplaces add to the sheets of the welders: short, and signed as invented."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from logbook.company_sheets.models import CompanySheet, Elsewhere, OverlayWords, Where
from logbook.extensions import db
from logbook.training.models import Placement

from .casting import TASK_SHEET, Apprentice
from .days import Period, moment
from .dice import Dice
from .ledger import Hand, Ledger

WORDS = (
    OverlayWords(
        material="Post 4, draad 1,2 mm",
        timing="Een halve dag",
        steps={"tack_parts": "Hecht om de 50 mm, van het midden naar buiten."},
        elsewhere={"crack_free": Elsewhere(Where.SCHOOL)},
    ),
    OverlayWords(note="Vraag eerst de sleutel van de gasflessen."),
)


def tell_company_sheets(apprentices: Sequence[Apprentice], period: Period) -> None:
    """Write down what the first workplaces do their own way."""
    ledger = Ledger(Dice("company sheets"))
    welders = [each for each in apprentices if TASK_SHEET in each.sheets]
    query = select(Placement.id, Placement.workplace_id).where(
        Placement.id.in_([each.placement_id for each in welders])
    )
    of_placement = {row.id: row.workplace_id for row in db.session.execute(query)}
    first = {of_placement[each.placement_id]: each for each in reversed(welders)}
    for words, (workplace_id, each) in zip(WORDS, reversed(first.items()), strict=False):
        hand = Hand(ledger, each.mentor, moment(period.today - timedelta(days=30), 16), None)
        row = hand.put(
            CompanySheet,
            id=hand.new_id(),
            school_id=hand.actor.school_id,
            workplace_id=workplace_id,
            sheet_id=TASK_SHEET,
            content=words.to_json(),
            version=1,
            made_by=hand.actor.person_id,
            made_at=hand.at,
            changed_by=hand.actor.person_id,
            changed_at=hand.at,
        )
        hand.event("save_overlay", "company_sheet", row["id"], new="saved", rev=1)
    ledger.write(lambda _done, _of: None)
