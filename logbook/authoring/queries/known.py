"""What a draft can take from the sheets that the school may use: scales, tracks, names that are in use."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion

from .drafts import draft_of


def known_scales(actor: Actor, *, shipped: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Return the scales of the shipped sheets, and of the school's own unless `shipped`, as their files say them."""
    found: dict[str, list[dict[str, Any]]] = {}
    statement = (
        select(SheetVersion.content["scales"])
        .join(Sheet, (Sheet.id == SheetVersion.sheet_id) & (Sheet.latest == SheetVersion.number))
        .where(or_(Sheet.school_id.is_(None), Sheet.school_id == actor.school_id), Sheet.history.is_(False))
        .order_by(Sheet.school_id.isnot(None), Sheet.id)
    )
    if shipped:
        statement = statement.where(Sheet.school_id.is_(None))
    for scales in db.session.scalars(statement):
        for name, levels in (scales or {}).items():
            found.setdefault(name, levels)
    return found


def base_content(actor: Actor, draft_id: UUID) -> dict[str, Any]:
    """Return the version that a draft began from; empty for a new sheet. Raises NotFound."""
    draft = draft_of(actor, draft_id)
    if draft.sheet_id is None:
        return {}
    named = select(SheetVersion.content).where(
        SheetVersion.sheet_id == draft.sheet_id, SheetVersion.number == draft.base_number
    )
    return db.session.scalar(named) or {}


def published_ids(actor: Actor, draft_id: UUID) -> frozenset[str]:
    """Return the names of the rows that records may have: those of the version that the draft began from.

    What was ever published stays in every later version, in use or retired. Raises NotFound.
    """
    return frozenset(_ids(base_content(actor, draft_id)))


def _ids(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for each in node for name in _ids(each)}
    if not isinstance(node, dict):
        return set()
    own = {node["id"]} if isinstance(node.get("id"), str) else set()
    return own.union(*(_ids(each) for each in node.values()))
