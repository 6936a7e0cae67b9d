"""Which sheets a learner works on, and in which order: the teacher's and the coordinator's to say."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.sheets.models import SheetKind
from logbook.sheets.queries import latest_versions
from logbook.training.models import AssignedSheet
from logbook.training.queries.reach import learners_of

from .grounds import hold_people

MOST_ASSIGNED = 50
"""What a learner can have at the same time: more than a year's work."""
ASSIGNABLE = frozenset({SheetKind.TASK, SheetKind.THEME})
NOBODY_CHOSEN = N_("Kies minstens één leerling.")
NOTHING_CHOSEN = N_("Kies minstens één fiche.")
NOT_ASSIGNED = N_("Deze fiche geef je niet zelf: iedereen werkt ermee.")
TOO_MANY = N_("Een leerling kan 50 fiches tegelijk hebben. Haal er eerst een weg.")


def assign_sheets(actor: Actor, learner_ids: Collection[UUID], sheet_ids: Collection[str]) -> int:
    """Give learners sheets, behind those they have, in the order of `sheet_ids`; return how many were new to them.

    What a learner already has stays where it is. Raises NotFound for a learner out of reach or a sheet of another
    school, Rejected for no learner, no sheet, a sheet that is nobody's own, and more than fifty.
    """
    _require_assigner(actor)
    learners, wanted = list(dict.fromkeys(learner_ids)), list(dict.fromkeys(sheet_ids))
    if not learners:
        raise Rejected({"learners": [NOBODY_CHOSEN]})
    _require_sheets(actor, wanted)
    _hold_learners(actor, learners)
    assigned = _assigned(learners)
    given = 0
    for learner in learners:
        rows = assigned[learner]
        has = {row.sheet_id for row in rows}
        new = [sheet for sheet in wanted if sheet not in has]
        if len(rows) + len(new) > MOST_ASSIGNED:
            raise Rejected({"learners": [TOO_MANY]})
        after = rows[-1].position + 1 if rows else 0
        for position, sheet in enumerate(new, start=after):
            db.session.add(AssignedSheet(learner_id=learner, sheet_id=sheet, position=position))
            append_event(actor, "assign", "assigned_sheet", sheet, learner_id=learner)
        given += len(new)
    return given


def unassign_sheet(actor: Actor, learner_id: UUID, sheet_id: str) -> None:
    """Take a sheet back from a learner; what was done with it stays. Nothing happens when the learner has it not.

    Raises NotFound for a learner out of reach.
    """
    _require_assigner(actor)
    _hold_learners(actor, [learner_id])
    gone = delete(AssignedSheet).where(AssignedSheet.learner_id == learner_id, AssignedSheet.sheet_id == sheet_id)
    if db.session.execute(gone.returning(AssignedSheet.sheet_id)).first():
        append_event(actor, "unassign", "assigned_sheet", sheet_id, learner_id=learner_id)


def place_sheet(actor: Actor, learner_id: UUID, sheet_id: str, place: int) -> None:
    """Put a learner's sheet at `place` (0 is first) among those assigned; a place beyond the last is the last.

    Nothing happens when it stands there. Raises NotFound for a learner out of reach or a sheet not assigned.
    """
    _require_assigner(actor)
    _hold_learners(actor, [learner_id])
    rows = _assigned([learner_id])[learner_id]
    moved = next((row for row in rows if row.sheet_id == sheet_id), None)
    if moved is None:
        raise NotFound
    old, new = rows.index(moved), min(max(place, 0), len(rows) - 1)
    if old == new:
        return
    rows.insert(new, rows.pop(old))
    for position, row in enumerate(rows):
        row.position = position
    append_event(actor, "place", "assigned_sheet", sheet_id, learner_id=learner_id, old=str(old), new=str(new))


def _require_assigner(actor: Actor) -> None:
    if not actor.is_a(Role.TEACHER, Role.COORDINATOR):
        raise NotPermitted


def _require_sheets(actor: Actor, wanted: list[str]) -> None:
    if not wanted:
        raise Rejected({"sheets": [NOTHING_CHOSEN]})
    found = latest_versions(actor, wanted)
    if len(found) < len(wanted):
        raise NotFound
    if any(content.kind not in ASSIGNABLE for content in found.values()):
        raise Rejected({"sheets": [NOT_ASSIGNED]})


def _hold_learners(actor: Actor, learner_ids: list[UUID]) -> None:
    """Hold the learners, so that nobody else changes their order meanwhile. Raises NotFound for one out of reach."""
    reached = select(Person.id).where(Person.id.in_(learner_ids), Person.id.in_(learners_of(actor)))
    if set(db.session.scalars(reached)) != set(learner_ids):
        raise NotFound
    hold_people(learner_ids)


def _assigned(learner_ids: list[UUID]) -> dict[UUID, list[AssignedSheet]]:
    """Return what each learner has, in order."""
    query = select(AssignedSheet).where(AssignedSheet.learner_id.in_(learner_ids))
    found: dict[UUID, list[AssignedSheet]] = defaultdict(list)
    for row in db.session.scalars(
        query.order_by(AssignedSheet.position, AssignedSheet.sheet_id).execution_options(populate_existing=True)
    ):
        found[row.learner_id].append(row)
    return found
