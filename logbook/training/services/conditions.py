"""What the school keeps of a mentor's conditions and of the recognition of a workplace."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.core.upsert import upsert
from logbook.extensions import db
from logbook.training.models import MentorCondition, PlacementMember, Recognition
from logbook.training.policy import GROUNDS, years_after, youngest_for

from .grounds import placement_of_school, require_coordinator

IN_FUTURE = N_("Deze dag moet nog komen.")
TOO_YOUNG = N_("Volgens de geboortedatum die we hebben is deze persoon op die dag te jong.")
UNKNOWN = N_("Dit kennen we niet.")


@dataclass(frozen=True, slots=True)
class Met:
    """A condition (`kind`), the ground on which it is held to be met, and since when."""

    kind: str
    ground: str
    met_on: date


def record_condition(actor: Actor, placement_id: UUID, mentor_id: UUID, met: Met) -> MentorCondition:
    """Keep that a mentor of one of the school's placements meets a condition, and on what ground.

    Raises NotFound for somebody who is no mentor there, Rejected for a day to come or an age that contradicts it.
    """
    require_coordinator(actor)
    _require_mentor(actor, placement_id, mentor_id)
    if met.ground not in GROUNDS.get(met.kind, ()):
        raise Rejected({"ground": [UNKNOWN]})
    _require_past("met_on", met.met_on)
    if met.kind == "age":
        _require_age(mentor_id, met.ground, met.met_on)
    key = {"school_id": actor.school_id, "person_id": mentor_id, "kind": met.kind}
    told = {"ground": met.ground, "met_on": met.met_on, "recorded_by": actor.person_id, "recorded_at": clock.now()}
    upsert(MentorCondition, key | told)
    append_event(actor, "record_condition", "person", mentor_id, old=met.kind, new=met.ground)
    return db.session.get_one(MentorCondition, tuple(key.values()), populate_existing=True)


def record_recognition(actor: Actor, placement_id: UUID, mentor_id: UUID, recognised_on: date) -> Recognition:
    """Keep that the placement's workplace is recognised for its track with this mentor; the same day again is one.

    Raises NotFound, and Rejected for a day to come.
    """
    require_coordinator(actor)
    placement = placement_of_school(actor, placement_id)
    _require_mentor(actor, placement_id, mentor_id)
    _require_past("recognised_on", recognised_on)
    of = {"workplace_id": placement.workplace_id, "track_id": placement.track_id, "mentor_id": mentor_id}
    same = db.session.scalar(select(Recognition).filter_by(**of, recognised_on=recognised_on))
    if same is not None:
        return same
    recognition = Recognition(id=new_id(), school_id=actor.school_id, recognised_on=recognised_on, **of)
    db.session.add(recognition)
    append_event(actor, "record_recognition", "recognition", recognition.id, new=recognised_on.isoformat())
    return recognition


def _require_mentor(actor: Actor, placement_id: UUID, mentor_id: UUID) -> None:
    placement = placement_of_school(actor, placement_id)
    if db.session.get(PlacementMember, (placement.id, mentor_id, Role.MENTOR.value)) is None:
        raise NotFound


def _require_past(name: str, day: date) -> None:
    if day > clock.today():
        raise Rejected({name: [IN_FUTURE]})


def _require_age(mentor_id: UUID, ground: str, on: date) -> None:
    born = db.session.get_one(Person, mentor_id).born_on
    if born is not None and years_after(born, youngest_for(ground)) > on:
        raise Rejected({"met_on": [TOO_YOUNG]})
