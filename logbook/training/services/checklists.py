"""Ticking the points of a placement's checklists, and taking a tick back: each is an event."""

from uuid import UUID

from sqlalchemy import delete

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.core.upsert import upsert
from logbook.extensions import db
from logbook.training.models import ChecklistItem, ChecklistTick, Placement, checklist_items
from logbook.training.policy import sides_of
from logbook.training.queries import placement_line

SAY_WHAT = N_("Schrijf dit erbij.")


def tick_item(actor: Actor, placement_id: UUID, item_id: str, note: str | None = None) -> None:
    """Tick a point of the actor's side; ticking it again keeps the last. Raises NotFound, NotPermitted, Rejected."""
    placement, item = _point(actor, placement_id, item_id)
    if item.note and not note:
        raise Rejected({"note": [SAY_WHAT]})
    told = {"ticked_by": actor.person_id, "role": actor.role.value, "ticked_at": clock.now()}
    key = {"placement_id": placement.id, "item": item.id}
    upsert(ChecklistTick, key | told | {"note": note if item.note else None})
    append_event(actor, "tick", "placement", placement.id, learner_id=placement.learner_id, new=item.id)


def untick_item(actor: Actor, placement_id: UUID, item_id: str) -> None:
    """Take a tick back; without one nothing happens. Raises NotFound, NotPermitted."""
    placement, item = _point(actor, placement_id, item_id)
    gone = delete(ChecklistTick).where(ChecklistTick.placement_id == placement.id, ChecklistTick.item == item.id)
    if db.session.execute(gone.execution_options(synchronize_session=False)).rowcount:  # type: ignore[attr-defined]
        append_event(actor, "untick", "placement", placement.id, learner_id=placement.learner_id, old=item.id)


def _point(actor: Actor, placement_id: UUID, item_id: str) -> tuple[Placement, ChecklistItem]:
    placement = placement_line(actor, placement_id).placement
    item = checklist_items().get(item_id)
    if item is None or not item.concerns(placement.agreement_kind):
        raise NotFound
    if not sides_of(actor.role).intersection(item.by):
        raise NotPermitted
    return placement, item
