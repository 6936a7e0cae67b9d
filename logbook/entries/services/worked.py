"""Keeping which version of a sheet a learner works with. No event of its own: the day or the round tells of it."""

from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Rejected, Stale
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.entries.models import WorkedVersion
from logbook.entries.queries.worked import has_reached
from logbook.extensions import db
from logbook.sheets.models import SheetContent, SheetKind
from logbook.sheets.queries import numbered_version

from .ops import lock_learner

NOT_BEGUN = N_("Wie nog niet begon, krijgt vanzelf de nieuwste versie.")
ONLY_NEWER = N_("Een leerling gaat alleen naar een nieuwere versie.")
BEGUN = frozenset({SheetKind.TASK, SheetKind.THEME})
"""What a learner begins and reaches; soft skills are rated anew each week, on the latest version."""


def work_with(actor: Actor, learner_id: UUID, content: SheetContent) -> None:
    """Note that a learner begins a sheet with this version. The caller has locked the learner.

    Who is in the middle of the sheet stays with the own version, whatever the day was made with (a phone may hold an
    older or a newer form); who had reached it begins anew with a newer one.
    """
    if content.kind not in BEGUN:
        return
    known = db.session.get(WorkedVersion, (learner_id, content.id, actor.school_id))
    if known is None:
        known = WorkedVersion(learner_id=learner_id, sheet_id=content.id, school_id=actor.school_id)
        db.session.add(known)
    elif known.number >= content.number or not _done(actor, known):
        return
    known.number, known.set_at = content.number, clock.now()
    known.set_by = None if actor.person_id == learner_id else actor.person_id


def _done(actor: Actor, known: WorkedVersion) -> bool:
    return has_reached(actor, known.learner_id, numbered_version(actor, known.sheet_id, known.number))


def move_to(actor: Actor, learner_id: UUID, content: SheetContent, seen: int) -> bool:
    """Let a learner who is in the middle of a sheet go on with another, newer version; return whether that is a change.

    The caller has checked who may. Raises Rejected for who never began or would go back, Stale when the learner works
    with another version than `seen`.
    """
    lock_learner(learner_id)
    known = db.session.get(WorkedVersion, (learner_id, content.id, actor.school_id), populate_existing=True)
    if known is None:
        raise Rejected({"learners": [NOT_BEGUN]})
    if known.number == content.number:
        return False
    if known.number != seen:
        raise Stale
    if known.number > content.number:
        raise Rejected({"learners": [ONLY_NEWER]})
    old, known.number = str(known.number), content.number
    known.set_by, known.set_at = actor.person_id, clock.now()
    append_event(actor, "move_version", "sheet", content.id, learner_id=learner_id, old=old, new=str(content.number))
    return True
