"""Undoing the last import: what it added goes again, unless it was used since; what it changed gets its old value."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, delete, select

from logbook.accounts.models import Company, Guardianship, Membership, Person
from logbook.accounts.queries import person_by_email
from logbook.accounts.services import leave_address
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition
from logbook.core.events import append_event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.services import register
from logbook.roster.models import RosterImport, SourceId
from logbook.roster.queries import import_of, last_applied
from logbook.training.models import ClassGroup, ClassMember
from logbook.web.jobs import Stopped, forget, teller

from .apply_roster import agreeing_actor
from .receive import require_coordinator
from .register_roster import Tell, chunks
from .undo_notes import UndoNotes


def ask_undo(actor: Actor, import_id: UUID) -> bool:
    """Decide to undo the import that was applied last; return whether the worker is to be asked (not for a second tap).

    Raises InvalidTransition for any other import, and for one whose details are forgotten.
    """
    require_coordinator(actor)
    kept = import_of(actor, import_id, lock=True)
    if kept.state in ("undoing", "undone"):
        return False
    if last_applied(actor) != import_id or kept.undo is None:
        raise InvalidTransition
    kept.state, kept.by_id = "undoing", actor.person_id
    append_event(actor, "ask_undo_roster", "roster_import", kept.id, old="applied", new="undoing")
    return True


def undo_asked(key: str) -> None:
    """Undo the import with this id in one transaction; when it is stopped, all is as before."""
    import_id = UUID(key)
    try:
        with transaction():
            undo_roster(agreeing_actor(import_id), import_id, teller(key))
    except Stopped:
        _back_to_applied(import_id)
    except Exception:
        _back_to_applied(import_id)
        raise
    finally:
        forget(key)


def undo_roster(actor: Actor, import_id: UUID, tell: Tell) -> None:
    """Take back what the import did. What somebody uses by now stays, and its role ends instead."""
    kept = import_of(actor, import_id, lock=True)
    if kept.state != "undoing" or kept.undo is None:
        return
    notes = UndoNotes(**kept.undo)
    steps = (_restore, _remove_links, _remove_members, _remove_roles, _remove_people, _remove_places)
    left = 0
    for number, step in enumerate(steps):
        tell(number, len(steps))
        left += step(actor, notes)
    kept.state, kept.undo, kept.ended_at = "undone", None, clock.now()
    kept.counts = (kept.counts or {}) | {"left": left}
    append_event(actor, "undo_roster", "roster_import", kept.id, old="undoing", new="undone")


def _restore(actor: Actor, notes: UndoNotes) -> int:
    """Give back old facts and old ends where nobody changed them since."""
    for person_id, changes in notes.changed:
        _restore_person(actor, db.session.get_one(Person, UUID(person_id)), changes)
    for membership_id, old, new in notes.ended_roles:
        membership = db.session.get_one(Membership, UUID(membership_id))
        if _iso(membership.until_date) == new:
            register.end_role(actor, membership, _day(old))
    for thing, old, new in notes.ended_members:
        member = db.session.get_one(ClassMember, _key(thing))
        if _iso(member.until_date) == new:
            register.leave_class(actor, member, _day(old))
    db.session.flush()
    return 0


def _restore_person(actor: Actor, person: Person, changes: list[list[str | None]]) -> None:
    """Give back what the file changed and nobody since; an address that somebody else has by now stays theirs."""
    for name, old, new in changes:
        if str(getattr(person, str(name))) != new:
            continue
        if name == "email" and old:
            if person_by_email(old) is not None:
                continue
            leave_address(actor, person, old)
        setattr(person, str(name), date.fromisoformat(old) if name == "born_on" and old else old)
    append_event(actor, "change_person", "person", person.id, new="restored")


def _remove_links(actor: Actor, notes: UndoNotes) -> int:
    for source_id in notes.sources:
        db.session.execute(
            delete(SourceId).where(SourceId.school_id == actor.school_id, SourceId.source_id == source_id)
        )
    for guardian_id, learner_id in notes.guardians:
        link = db.session.get(Guardianship, (UUID(guardian_id), UUID(learner_id), actor.school_id))
        if link is not None:
            db.session.delete(link)
            append_event(actor, "remove_guardian", "person", link.guardian_id, learner_id=link.learner_id, new="undone")
    db.session.flush()
    return 0


def _remove_members(actor: Actor, notes: UndoNotes) -> int:
    for thing in notes.members:
        member = db.session.get(ClassMember, _key(thing))
        if member is not None:
            db.session.delete(member)
            append_event(actor, "leave_class", "class", member.class_id, new="undone")
    db.session.flush()
    return 0


def _remove_roles(actor: Actor, notes: UndoNotes) -> int:
    """Remove roles in which nobody ever signed in; end the others, and return how many those are."""
    used = _named(Membership, notes.roles)
    for membership in _rows(Membership, notes.roles):
        if membership.id in used:
            register.end_role(actor, membership, max(membership.from_date, clock.today() - timedelta(days=1)))
        else:
            db.session.delete(membership)
            append_event(actor, "end_role", "membership", membership.id, new="undone")
    db.session.flush()
    return len(used)


def _remove_people(actor: Actor, notes: UndoNotes) -> int:
    return _remove(actor, Person, "person", notes.persons)


def _remove_places(actor: Actor, notes: UndoNotes) -> int:
    return _remove(actor, ClassGroup, "class", notes.classes) + _remove(actor, Company, "company", notes.companies)


def _remove(actor: Actor, model: Any, thing: str, ids: list[str]) -> int:
    """Remove the rows that nothing names; return how many stay."""
    used = _named(model, ids)
    for row in _rows(model, ids):
        if row.id not in used:
            db.session.delete(row)
            append_event(actor, f"remove_{thing}", thing, row.id, new="undone")
    db.session.flush()
    return len(used)


def _named(model: Any, ids: list[str]) -> set[UUID]:
    """Return which of the rows any other row names, whatever table that is in."""
    return {
        found
        for column in _naming(model.__table__)
        for chunk in chunks([UUID(id_) for id_ in ids])
        for found in db.session.scalars(select(column).where(column.in_(chunk)).distinct())
    }


def _naming(table: Table) -> Iterator[Column[Any]]:
    for other in db.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table:
                yield key.parent


def _rows(model: Any, ids: list[str]) -> Iterable[Any]:
    for chunk in chunks([UUID(id_) for id_ in ids]):
        yield from db.session.scalars(select(model).where(model.id.in_(chunk)))


def _key(thing: list[str]) -> tuple[UUID, UUID, str, date]:
    group, person, role, first = thing
    return (UUID(group), UUID(person), role, date.fromisoformat(first))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _back_to_applied(import_id: UUID) -> None:
    with transaction():
        kept = db.session.get_one(RosterImport, import_id)
        if kept.state == "undoing":
            kept.state = "applied"
            append_event(None, "stop_roster", "roster_import", kept.id, old="undoing", new="applied")
