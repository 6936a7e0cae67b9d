"""What *Vandaag* shows a learner."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.entries.models import Entry, EntryState
from logbook.reviews.queries import CommitmentView, commitments_of
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions
from logbook.training.queries import PlacementView, placements_of

from .cards import FRESH, SheetCard, first_card, sheet_cards
from .offered import Spot, offered_sheets
from .voices import Voice, voices
from .work import DayLine, day_lines, entries_of_learner, notes_of_days


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page; `returned` is what was sent back, on whichever day, with its sheet."""

    line: DayLine
    placement: PlacementView | None
    card: SheetCard | None
    others: list[SheetCard]
    returned: list[tuple[Entry, SheetContent]]
    week: list[DayLine]
    voices: list[Voice]
    commitments: list[CommitmentView]


def today_of(actor: Actor) -> Today:
    """Return what the learner sees today, in seven queries (eight for a learner who has nothing yet)."""
    today, learner = clock.today(), actor.person_id
    week = weeks.week_number(today)
    days = weeks.week_days(week)
    entries = entries_of_learner(learner, week)
    placements = placements_of([learner], today)
    statuses, begun = notes_of_days(learner, days[0], days[-1])
    lines = day_lines(days, statuses, placements, entries, begun)
    line = lines[today.weekday()]
    cards = sheet_cards(actor, offered_sheets(actor, learner, Spot(placements, line.status)), line)
    contents = versions(actor, {entry.sheet_version_id for entry in entries})
    card = first_card(cards, contents[entries[-1].sheet_version_id].id if entries else None)
    return Today(
        line=line,
        placement=next(iter(placements), None),
        card=card,
        others=[other for other in cards if other is not card],
        returned=sent_back(entries, contents),
        week=lines,
        voices=voices(learner),
        commitments=commitments_of(actor, [learner], today - FRESH, today),
    )


def sent_back(entries: list[Entry], contents: Mapping[UUID, SheetContent]) -> list[tuple[Entry, SheetContent]]:
    """Return what was returned to the learner or opened again, with its sheet."""
    states = (EntryState.RETURNED, EntryState.REOPENED)
    return [(entry, contents[entry.sheet_version_id]) for entry in entries if entry.state in states]
