"""A holiday that is worked, and the workday that is free for it."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, or_, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.presence.models import Compensation
from logbook.presence.policy import last_compensation, school_year
from logbook.presence.queries import holidays_between
from logbook.training.queries import placements_of, require_relation

NO_HOLIDAY = N_("Deze dag is geen schoolvakantie.")
NO_WORKDAY = N_("Dit is geen gewone werkdag van de leerling.")
TOO_LATE = N_("Compenseren kan tot 30 juni van hetzelfde schooljaar.")
TAKEN = N_("Voor een van deze dagen is al iets afgesproken.")


def agree_compensation(actor: Actor, learner_id: UUID, worked_on: date, taken_on: date) -> Compensation:
    """Keep that a holiday is worked and a workday of the same school year, by 30 June, is free for it.

    The school's staff keeps what was agreed in the annex. Raises NotFound, NotPermitted, Rejected.
    """
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    require_relation(actor, learner_id)
    db.session.execute(select(Person.id).where(Person.id == learner_id).with_for_update())
    _require_days(actor, learner_id, worked_on, taken_on)
    compensation = Compensation(
        learner_id=learner_id,
        worked_on=worked_on,
        taken_on=taken_on,
        agreed_by=actor.person_id,
        agreed_at=clock.now(),
    )
    db.session.add(compensation)
    append_event(actor, "compensate", "day", worked_on.isoformat(), learner_id=learner_id, new=taken_on.isoformat())
    return compensation


def take_back_compensation(actor: Actor, learner_id: UUID, worked_on: date) -> None:
    """Undo what was agreed for a holiday. Raises NotFound, NotPermitted."""
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    require_relation(actor, learner_id)
    gone = delete(Compensation).where(Compensation.learner_id == learner_id, Compensation.worked_on == worked_on)
    if not db.session.execute(gone).rowcount:  # type: ignore[attr-defined]
        raise NotFound
    append_event(actor, "take_back_compensation", "day", worked_on.isoformat(), learner_id=learner_id, old="agreed")


def _require_days(actor: Actor, learner_id: UUID, worked_on: date, taken_on: date) -> None:
    if worked_on not in holidays_between(actor.school_id, worked_on, worked_on):
        raise Rejected({"worked_on": [NO_HOLIDAY]})
    if not school_year(worked_on)[0] <= taken_on <= last_compensation(worked_on):
        raise Rejected({"taken_on": [TOO_LATE]})
    works = any(each.works_on(taken_on) for each in placements_of([learner_id]))
    if not works or holidays_between(actor.school_id, taken_on, taken_on):
        raise Rejected({"taken_on": [NO_WORKDAY]})
    same = or_(Compensation.worked_on == worked_on, Compensation.taken_on == taken_on)
    if db.session.scalar(select(Compensation.worked_on).where(Compensation.learner_id == learner_id, same)):
        raise Rejected({"taken_on": [TAKEN]})
