"""A scale of the school's own, in one sheet."""

from typing import Any
from uuid import UUID

from logbook.authoring.models import Content, SheetDraft
from logbook.core.actor import Actor

from .change import change


def own_scale(actor: Actor, draft_id: UUID, name: str) -> SheetDraft:
    """Give a draft a scale of its own with three levels without words yet. One of that name stays. Raises NotFound."""

    def add(content: Content) -> None:
        scales = content.setdefault("scales", {})
        scales.setdefault(name, [_level(index, met=index == 2) for index in range(3)])

    return change(actor, draft_id, add)


def _level(index: int, *, met: bool) -> dict[str, Any]:
    place: dict[str, Any] = {"order": index + 1, "print_order": 3 - index, "counts_as_met": met}
    return place | {"id": f"level_{index + 1}", "symbol": {}, "label": {}}
