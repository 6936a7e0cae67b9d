"""Letting one reason to look at a learner wait, and calling it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, OpReused, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.desk.models import AttentionSnooze
from logbook.desk.policy import KINDS, last_snooze, may_snooze
from logbook.desk.queries import open_snooze, snooze_in_reach
from logbook.extensions import db
from logbook.training.queries import require_relation

TOO_EARLY = N_("Kies een dag na vandaag.")
TOO_LATE = N_("Kies een dag in de komende drie maanden.")
NOT_A_REASON = N_("Deze reden kennen we niet.")


@dataclass(frozen=True, slots=True)
class SnoozeReason:
    """Let `kind` wait until a day (inclusive). `id` is made with the form; `n` is how far the reason is now."""

    id: UUID
    learner_id: UUID
    kind: str
    n: int
    until: date
    note: str | None = None


def snooze_reason(actor: Actor, command: SnoozeReason) -> AttentionSnooze:
    """Let a reason wait; sent twice it is one. What waited before for that reason is replaced.

    Raises NotFound, NotPermitted, Rejected, OpReused.
    """
    require_relation(actor, command.learner_id)
    if not may_snooze(actor.role):
        raise NotPermitted
    _check(command)
    db.session.execute(select(Person.id).where(Person.id == command.learner_id).with_for_update())
    known = db.session.get(AttentionSnooze, command.id)
    if known is not None:
        return _same(actor, known, command)
    _replace(actor, command)
    snooze = AttentionSnooze(
        id=command.id,
        school_id=actor.school_id,
        learner_id=command.learner_id,
        kind=command.kind,
        n=max(command.n, 0),
        until=command.until,
        note=command.note,
        snoozed_by=actor.person_id,
        snoozed_at=clock.now(),
    )
    db.session.add(snooze)
    append_event(actor, "snooze_reason", "attention", snooze.id, learner_id=snooze.learner_id, new=snooze.kind)
    return snooze


def end_snooze(actor: Actor, learner_id: UUID, snooze_id: UUID) -> AttentionSnooze:
    """Call a reason back before its day; one that was called back already stays so. Raises NotFound, NotPermitted."""
    snooze = snooze_in_reach(actor, learner_id, snooze_id)
    if not may_snooze(actor.role):
        raise NotPermitted
    if snooze.ended_at is None:
        _end(actor, snooze)
    return snooze


def _check(command: SnoozeReason) -> None:
    if command.kind not in KINDS:
        raise Rejected({"kind": [NOT_A_REASON]})
    if command.until <= clock.today():
        raise Rejected({"until": [TOO_EARLY]})
    if command.until > last_snooze(clock.today()):
        raise Rejected({"until": [TOO_LATE]})


def _same(actor: Actor, known: AttentionSnooze, command: SnoozeReason) -> AttentionSnooze:
    """Return what this form made before. Raises NotFound or OpReused when it made something else."""
    if known.school_id != actor.school_id or known.learner_id != command.learner_id:
        raise NotFound
    if (known.kind, known.until, known.note) != (command.kind, command.until, command.note):
        raise OpReused
    return known


def _replace(actor: Actor, command: SnoozeReason) -> None:
    before = open_snooze(actor.school_id, command.learner_id, command.kind)
    if before is not None:
        _end(actor, before)
        db.session.flush()


def _end(actor: Actor, snooze: AttentionSnooze) -> None:
    snooze.ended_at, snooze.ended_by = clock.now(), actor.person_id
    append_event(actor, "end_snooze", "attention", snooze.id, learner_id=snooze.learner_id, old=snooze.kind)
