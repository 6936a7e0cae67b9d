"""A teacher's own rating round, without an entry: at a visit or in the school's workshop."""

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, OpReused, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.core.weeks import week_number
from logbook.entries.models import Round
from logbook.entries.policy import RATERS
from logbook.entries.queries import version_for
from logbook.entries.services import (
    check_ratings,
    lock_learner,
    record_assessment,
    record_week_assessment,
    summarise,
    week_for_update,
)
from logbook.entries.services import open_round as begin_round
from logbook.extensions import db
from logbook.reviews import policy
from logbook.reviews.models import Remark
from logbook.sheets.models import SheetContent, SheetKind
from logbook.training.queries import PlacementView, placements_of, require_relation

from .commands import OpenRound
from .locking import require
from .rate_entry import RATE_SOMETHING
from .remarks import write_remarks

IN_FUTURE = N_("Deze dag moet nog komen.")
NO_PLACEMENT = N_("Op deze dag had de leerling geen werkplek.")
CHOOSE_STAGE = N_("Kies in welke fase de leerling werkte.")
RATED = frozenset({SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE})


def open_round(actor: Actor, command: OpenRound) -> None:
    """Write down a teacher's ratings of a day that has no entry, with at most one remark. The same twice is one.

    Soft skills belong to the week of that day at the placement of that day. Raises NotFound, NotPermitted, Rejected,
    OpReused.
    """
    require(policy.may_open_round(require_relation(actor, command.learner_id)))
    content = version_for(actor, command.learner_id, command.sheet_id, command.values)
    if content.kind not in RATED:
        raise NotFound
    lock_learner(command.learner_id)
    if _is_replay(command):
        return
    placement = next(iter(placements_of([command.learner_id], command.day)), None)
    _check(command, content, placement)
    if content.kind is SheetKind.ATTITUDE and placement:
        _rate_week(actor, command, content, placement)
    else:
        _rate_round(actor, command, content, placement)
    summarise(command.learner_id, [week_number(command.day)])


def _is_replay(command: OpenRound) -> bool:
    known = db.session.get(Round, command.round_id) or db.session.get(Remark, command.round_id)
    if known and known.learner_id != command.learner_id:
        raise OpReused
    return known is not None


def _check(command: OpenRound, content: SheetContent, placement: PlacementView | None) -> None:
    weekly = content.kind is SheetKind.ATTITUDE
    errors: dict[str, list[str]] = {}
    if command.day > clock.today():
        errors["date"] = [IN_FUTURE]
    elif weekly and placement is None:
        errors["date"] = [NO_PLACEMENT]
    if not weekly and command.stage is None:
        errors["stage"] = [CHOOSE_STAGE]
    if not command.values:
        errors["values"] = [RATE_SOMETHING]
    if errors:
        raise Rejected(errors)
    check_ratings(content, command.values, prefix="values.")


def _rate_week(actor: Actor, command: OpenRound, content: SheetContent, placement: PlacementView) -> None:
    week = week_for_update(actor, command.learner_id, placement.id, week_number(command.day))
    record_week_assessment(actor, week.id, RATERS[actor.role], content.version_id, command.values)
    append_event(actor, "rate_week", "week", week.id, learner_id=command.learner_id)
    where = {"placement_id": placement.id, "week_id": week.id}
    write_remarks(actor, command.learner_id, command.remarks, command.day, **where)


def _rate_round(actor: Actor, command: OpenRound, content: SheetContent, placement: PlacementView | None) -> None:
    where = placement.id if placement else None
    stage, ids = command.stage or "", {"placement_id": where, "round_id": command.round_id}
    rated = begin_round(actor, command.learner_id, content, command.day, stage, **ids)
    record_assessment(actor, rated.id, RATERS[actor.role], command.values)
    write_remarks(actor, command.learner_id, command.remarks, command.day, placement_id=where, round_id=rated.id)
