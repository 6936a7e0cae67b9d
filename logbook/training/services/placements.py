"""Making, changing and ending a placement. Nothing is deleted: it ends."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from logbook.accounts.models import Membership
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.training.models import Placement, PlacementMember, Track, Workplace
from logbook.training.policy import agreement_for

from .grounds import hold_people, placement_of_school, require_coordinator
from .mentors import allow_one_more, goes_on, require_role_there

ALWAYS_SAO = N_("Op een gesimuleerde werkplek is het altijd een SAO.")
TOO_FEW = N_("Onder 20 uur per week is het een SAO.")
TOO_MANY = N_("Vanaf 20 uur per week is het een OAO.")
BACKWARDS = N_("De einddatum komt voor de begindatum.")
BEGUN = N_("Deze plaatsing is al begonnen. De begindatum kan niet meer veranderen.")
TWICE = N_("Deze leerling heeft in die periode al een plaatsing op deze werkplek.")
CLOSED = N_("Deze werkplek stopt voor die begindatum.")
UNKNOWN = N_("Dit kennen we niet.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says: its kind, its dates, the weekdays (1 is Monday) and the hours a week."""

    agreement_kind: str
    from_date: date
    until_date: date
    weekdays: frozenset[int]
    hours_per_week: int


@dataclass(frozen=True, slots=True)
class PlaceLearner:
    """Place a learner at a workplace for a track, with a main mentor; `over_limit` is the reason for a fourth."""

    learner_id: UUID
    workplace_id: UUID
    track_id: str
    terms: Terms
    mentor_id: UUID
    over_limit: str | None = None


def place_learner(actor: Actor, command: PlaceLearner) -> Placement:
    """Make a placement with its main mentor, who is there from its first day.

    Raises NotFound for another school's learner or workplace, Rejected for what the rules of agreements and mentors
    do not allow. The same learner is placed once in a period at one workplace, however often it is sent.
    """
    require_coordinator(actor)
    workplace = _workplace(actor, command.workplace_id, command.terms.from_date)
    _require_learner(actor, command.learner_id)
    _require_terms(command.terms, workplace)
    if db.session.get(Track, command.track_id) is None:
        raise Rejected({"track_id": [UNKNOWN]})
    hold_people([command.learner_id])
    _require_once(command)
    placement = _new_placement(actor, command)
    require_role_there(actor, command.mentor_id, Role.MENTOR, placement, placement.from_date)
    over = allow_one_more(command.mentor_id, placement, placement.from_date, None, command.over_limit)
    db.session.add(_main_mentor(placement, command, over))
    deed = "place_over_limit" if over else "place"
    append_event(actor, deed, "placement", placement.id, learner_id=placement.learner_id, new=placement.agreement_kind)
    return placement


def change_placement(actor: Actor, placement_id: UUID, terms: Terms, over_limit: str | None = None) -> Placement:
    """Change the terms; an end date ends it. Mentors are counted anew, since a longer placement may make four at once.

    Raises NotFound, Rejected.
    """
    require_coordinator(actor)
    placement = placement_of_school(actor, placement_id)
    workplace = db.session.get_one(Workplace, placement.workplace_id)
    _require_terms(terms, workplace)
    if terms.from_date != placement.from_date and placement.from_date <= clock.today():
        raise Rejected({"from_date": [BEGUN]})
    longer = goes_on(terms.until_date, placement.until_date) or terms.from_date < placement.from_date
    _write(placement, terms)
    over = _count_mentors(placement, over_limit) if longer else False
    deed = "change_over_limit" if over else "change_placement"
    append_event(actor, deed, "placement", placement.id, learner_id=placement.learner_id, new=terms.agreement_kind)
    return placement


def _count_mentors(placement: Placement, reason: str | None) -> bool:
    query = select(PlacementMember).where(
        PlacementMember.placement_id == placement.id, PlacementMember.role == Role.MENTOR.value
    )
    members = list(db.session.scalars(query.order_by(PlacementMember.person_id)))
    hold_people(each.person_id for each in members)
    over = [
        each
        for each in members
        if allow_one_more(each.person_id, placement, each.from_date, each.until_date, reason or each.over_limit)
    ]
    for each in over:
        each.over_limit = reason or each.over_limit
    return bool(over)


def _workplace(actor: Actor, workplace_id: UUID, first: date) -> Workplace:
    workplace = db.session.get(Workplace, workplace_id)
    if workplace is None or workplace.school_id != actor.school_id:
        raise NotFound
    if workplace.until_date is not None and workplace.until_date < first:
        raise Rejected({"from_date": [CLOSED]})
    return workplace


def _require_learner(actor: Actor, learner_id: UUID) -> None:
    today = clock.today()
    known = db.session.scalar(
        select(Membership.id).where(
            Membership.person_id == learner_id,
            Membership.school_id == actor.school_id,
            Membership.role == Role.LEARNER.value,
            or_(Membership.until_date.is_(None), Membership.until_date >= today),
        )
    )
    if known is None:
        raise NotFound


def _require_terms(terms: Terms, workplace: Workplace) -> None:
    if terms.until_date < terms.from_date:
        raise Rejected({"until_date": [BACKWARDS]})
    simulated = workplace.kind == "simulated"
    allowed = agreement_for(terms.hours_per_week, simulated)
    if terms.agreement_kind != allowed:
        why = ALWAYS_SAO if simulated else TOO_FEW if allowed == "sao" else TOO_MANY
        raise Rejected({"agreement_kind": [why]})


def _require_once(command: PlaceLearner) -> None:
    terms = command.terms
    twice = db.session.scalar(
        select(Placement.id).where(
            Placement.learner_id == command.learner_id,
            Placement.workplace_id == command.workplace_id,
            Placement.from_date <= terms.until_date,
            or_(Placement.until_date.is_(None), Placement.until_date >= terms.from_date),
        )
    )
    if twice is not None:
        raise Rejected({"from_date": [TWICE]})


def _new_placement(actor: Actor, command: PlaceLearner) -> Placement:
    placement = Placement(
        id=new_id(),
        school_id=actor.school_id,
        learner_id=command.learner_id,
        workplace_id=command.workplace_id,
        track_id=command.track_id,
    )
    _write(placement, command.terms)
    db.session.add(placement)
    return placement


def _write(placement: Placement, terms: Terms) -> None:
    placement.agreement_kind = terms.agreement_kind
    placement.from_date, placement.until_date = terms.from_date, terms.until_date
    placement.weekdays = "".join(str(day) for day in sorted(terms.weekdays))
    placement.hours_per_week = terms.hours_per_week


def _main_mentor(placement: Placement, command: PlaceLearner, over: bool) -> PlacementMember:
    return PlacementMember(
        placement_id=placement.id,
        person_id=command.mentor_id,
        role=Role.MENTOR.value,
        main=True,
        from_date=placement.from_date,
        over_limit=command.over_limit if over else None,
    )
