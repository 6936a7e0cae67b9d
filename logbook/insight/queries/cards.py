"""Sheets as cards: how far the learner is on each, and what today's work on it is."""

from dataclasses import dataclass
from datetime import timedelta

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.entries.models import Entry, EntryState
from logbook.entries.queries.reached import first_met
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions

from .offered import Offered
from .work import Begun, DayLine

FRESH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet to start or go on with: `met` criteria in the eyes of mentor or teacher, `new` of them this week.

    `planned` and `here`: whether the plan names it for this week, and for today's place.
    """

    content: SheetContent
    assigned: bool
    met: int
    new: int
    entry: Entry | None
    begun: Begun | None
    planned: bool = False
    here: bool = False

    @property
    def total(self) -> int:
        """How many criteria count."""
        return len(self.content.counting_ids)

    @property
    def questions(self) -> int:
        """How many questions the form asks."""
        return len(self.content.all_criteria)

    @property
    def at_work(self) -> bool:
        """Whether today's work on it is still the learner's to finish or change."""
        return self.begun is not None or (self.entry is not None and self.entry.state != EntryState.APPROVED)


def sheet_cards(actor: Actor, offered: list[Offered], line: DayLine) -> list[SheetCard]:
    """Return a card for each sheet on offer, in that order. One query: what was reached."""
    drafts = {draft.sheet_version_id: draft for draft in line.begun if draft.sheet_version_id}
    contents = versions(actor, {entry.sheet_version_id for entry in line.entries} | drafts.keys())
    entries = {contents[entry.sheet_version_id].id: entry for entry in line.entries}
    begun = {contents[version_id].id: draft for version_id, draft in drafts.items()}
    reached, lately = first_met(actor, actor.person_id), clock.today() - FRESH
    cards = []
    for each in offered:
        sheet = each.content
        dates = [day for name, day in reached.get(sheet.id, {}).items() if name in sheet.counting_ids]
        new = sum(day > lately for day in dates)
        work = entries.get(sheet.id), begun.get(sheet.id)
        cards.append(SheetCard(sheet, each.assigned, len(dates), new, *work, planned=each.planned, here=each.here))
    return cards


def first_card(cards: list[SheetCard], last_used: str | None) -> SheetCard | None:
    """Return the card on top: today's work, else what the plan says for now and here, else what it says for this week.

    Else the first assigned sheet; of those only what is not reached yet. Else the last one used.
    """
    at_work = (card for card in cards if card.at_work)
    left = [card for card in cards if card.met < card.total]
    here, planned = (card for card in left if card.here), (card for card in left if card.planned)
    assigned = (card for card in left if card.assigned)
    used = (card for card in cards if card.planned or card.content.id == last_used)
    return next((card for group in (at_work, here, planned, assigned, used) for card in group), None)
