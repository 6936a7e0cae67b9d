"""Saving a view of a class under a name, renaming it, dropping it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.texts import N_
from logbook.desk.models import ClassFilter
from logbook.desk.policy import MOST_FILTERS
from logbook.extensions import db

TAKEN = N_("Je hebt al een weergave met deze naam.")
FULL = N_("Je hebt al twaalf weergaven. Verwijder er eerst één.")


@dataclass(frozen=True, slots=True)
class KeepFilter:
    """Save a view. `id` is made with the form."""

    id: UUID
    name: str
    show: str = ""
    weeks: str = "this"
    sort: str = "need"


def keep_filter(actor: Actor, command: KeepFilter) -> ClassFilter:
    """Save a view of a class for oneself; sent twice it is one. Raises NotPermitted, NotFound, Rejected."""
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
    known = db.session.get(ClassFilter, command.id)
    if known is not None:
        return _own(actor, known)
    _require_free(actor, command.name)
    if (db.session.scalar(select(func.count()).select_from(ClassFilter).where(*_mine(actor))) or 0) >= MOST_FILTERS:
        raise Rejected({"name": [FULL]})
    kept = ClassFilter(
        id=command.id,
        school_id=actor.school_id,
        person_id=actor.person_id,
        name=command.name,
        show=command.show,
        weeks=command.weeks,
        sort=command.sort,
    )
    db.session.add(kept)
    append_event(actor, "keep_filter", "class_filter", kept.id, new="kept")
    return kept


def rename_filter(actor: Actor, filter_id: UUID, name: str) -> ClassFilter:
    """Give an own view another name. Raises NotFound, Rejected."""
    kept = _own(actor, db.session.get(ClassFilter, filter_id))
    if kept.name != name:
        db.session.execute(select(Person.id).where(Person.id == actor.person_id).with_for_update())
        _require_free(actor, name)
        kept.name = name
        append_event(actor, "rename_filter", "class_filter", kept.id, new="renamed")
    return kept


def drop_filter(actor: Actor, filter_id: UUID) -> None:
    """Drop an own view; one that is gone stays so. Raises NotFound for somebody else's."""
    found = db.session.get(ClassFilter, filter_id)
    if found is None:
        return
    kept = _own(actor, found)
    db.session.delete(kept)
    append_event(actor, "drop_filter", "class_filter", kept.id, old="kept")


def _own(actor: Actor, found: ClassFilter | None) -> ClassFilter:
    if found is None or found.person_id != actor.person_id or found.school_id != actor.school_id:
        raise NotFound
    return found


def _mine(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return ClassFilter.person_id == actor.person_id, ClassFilter.school_id == actor.school_id


def _require_free(actor: Actor, name: str) -> None:
    if db.session.scalar(select(ClassFilter.id).where(*_mine(actor), ClassFilter.name == name)):
        raise Rejected({"name": [TAKEN]})
