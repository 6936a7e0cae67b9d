"""What a week is now, for a phone whose review was of what it was."""

from typing import Any
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.weeks import iso_week
from logbook.entries.models import WeekState
from logbook.reviews.queries import place_of, week_cards, week_with_ratings


def fresh_week(actor: Actor, placement_id: UUID, week: int) -> dict[str, Any]:
    """Return the week's version and state, and the revision of each entry that waits in it. Raises NotFound."""
    place = place_of(actor, placement_id, week)
    row, _ratings = week_with_ratings(actor, placement_id, week)
    waiting = [card.view for card in week_cards(actor, place, week) if card.waits]
    return {
        "placement_id": str(placement_id),
        "week": iso_week(week),
        "version": row.version if row else 1,
        "state": row.state if row else WeekState.OPEN.value,
        "entries": [
            {
                "id": str(view.entry.id),
                "rev": view.entry.current_rev,
                "date": view.entry.date.isoformat(),
                "sheet": view.sheet_id,
            }
            for view in waiting
        ],
    }
