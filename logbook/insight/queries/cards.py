"""Sheets as cards: how far the learner is on each, and what today's work on it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.entries.models import Entry, EntryState, RatedRound
from logbook.entries.queries import progress_of, rated_rounds
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions

from .offered import Offered
from .work import Begun, DayLine

FRESH = timedelta(days=7)
EVER = date(2000, 1, 3)


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet to start or go on with: `met` criteria in the eyes of mentor or teacher, `new` of them this week."""

    content: SheetContent
    assigned: bool
    met: int
    new: int
    entry: Entry | None
    begun: Begun | None

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
    """Return a card for each sheet on offer, in that order. One query: the rounds of the learner."""
    rounds = rated_rounds(actor, [actor.person_id], EVER, clock.today())
    begun = {draft.sheet_version_id: draft for draft in line.begun if draft.sheet_version_id}
    worked = {each.sheet_version_id for each in rounds} | {each.sheet_version_id for each in line.entries}
    contents = versions(actor, worked | begun.keys())
    now = _met(rounds, contents)
    before = _met((each for each in rounds if each.date <= clock.today() - FRESH), contents)
    entries = {contents[entry.sheet_version_id].id: entry for entry in line.entries}
    drafts = {contents[version_id].id: draft for version_id, draft in begun.items()}
    return [
        SheetCard(
            content=sheet,
            assigned=is_assigned,
            met=len(now.get(sheet.id, frozenset())),
            new=len(now.get(sheet.id, frozenset()) - before.get(sheet.id, frozenset())),
            entry=entries.get(sheet.id),
            begun=drafts.get(sheet.id),
        )
        for sheet, is_assigned in ((each.content, each.assigned) for each in offered)
    ]


def _met(rounds: Iterable[RatedRound], contents: Mapping[UUID, SheetContent]) -> dict[str, frozenset[str]]:
    return {sheet: each.met_ids for sheet, each in progress_of(rounds, contents).items()}


def first_card(cards: list[SheetCard], last_used: str | None) -> SheetCard | None:
    """Return the card on top: today's work, else the first assigned sheet not yet reached, else the last one used."""
    at_work = (card for card in cards if card.at_work)
    assigned = (card for card in cards if card.assigned and card.met < card.total)
    used = (card for card in cards if card.content.id == last_used)
    return next((card for group in (at_work, assigned, used) for card in group), None)
