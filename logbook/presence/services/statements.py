"""What the workplace and the school say of a learner's days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.core.upsert import upsert
from logbook.presence.models import DayStatement
from logbook.presence.policy import WORKED, Said, side_of
from logbook.presence.queries import week_page
from logbook.training.queries import placement_line

IN_FUTURE = N_("Deze dag moet nog komen.")
OUTSIDE = N_("Dit valt buiten de periode van de plaatsing.")
NO_HOURS = N_("Uren horen alleen bij een dag op het werk.")


@dataclass(frozen=True, slots=True)
class StateDay:
    """What a day was, with its minutes if it was worked."""

    day: date
    status: str
    minutes: int | None = None


def confirm_week(actor: Actor, placement_id: UUID, week: int) -> int:
    """Say for the actor's side that the week's days were as the learner says; return how many.

    Days that this side spoke of already stay as they are. Raises NotFound, NotPermitted.
    """
    page = week_page(actor, placement_id, week)
    side = _side(actor)
    said = [(day.date, day.learner) for day in page.to_confirm if day.learner]
    for day, learner in said:
        _write(actor, page.line.placement.learner_id, side, day, learner)
    if said:
        learner_id, thing = page.line.placement.learner_id, f"{placement_id}:{weeks.iso_week(week)}"
        append_event(actor, "confirm_days", "week", thing, learner_id=learner_id, new=side)
    return len(said)


def state_day(actor: Actor, placement_id: UUID, command: StateDay) -> None:
    """Say for the actor's side what a day was, whatever the learner says. Raises NotFound, NotPermitted, Rejected."""
    placement = placement_line(actor, placement_id).placement
    side = _side(actor)
    if command.day > clock.today():
        raise Rejected({"day": [IN_FUTURE]})
    if command.day < placement.from_date or (placement.until_date and command.day > placement.until_date):
        raise Rejected({"day": [OUTSIDE]})
    if command.minutes is not None and command.status not in WORKED:
        raise Rejected({"hours": [NO_HOURS]})
    _write(actor, placement.learner_id, side, command.day, Said(command.status, command.minutes))
    day = command.day.isoformat()
    append_event(actor, "state_day", "day", day, learner_id=placement.learner_id, old=side, new=command.status)


def _side(actor: Actor) -> str:
    side = side_of(actor.role)
    if side is None:
        raise NotPermitted
    return side


def _write(actor: Actor, learner_id: UUID, side: str, day: date, said: Said) -> None:
    key = {"learner_id": learner_id, "date": day, "side": side}
    told = {"status": said.status, "minutes": said.minutes, "said_by": actor.person_id, "said_at": clock.now()}
    upsert(DayStatement, key | told)
