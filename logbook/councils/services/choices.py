"""A school's list of decisions."""

from uuid import UUID

from sqlalchemy import func, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.councils.models import DecisionChoice
from logbook.extensions import db

USUAL = (
    "Goede voortgang, verder zo",
    "Verder met afspraken",
    "Remediëring nodig",
    "Andere werkplek zoeken",
    "Advies: duaal competent",
)
"""What a school begins with: texts of its own from then on, and so not translated."""
THERE = N_("Deze beslissing staat al in de lijst.")
ENOUGH = N_("Meer dan 20 beslissingen kan niet. Haal er eerst een weg.")
LAST = N_("Er moet één beslissing overblijven.")
MOST = 20


def lay_choices(actor: Actor) -> None:
    """Give the actor's school the usual list, when it never had one."""
    if db.session.scalar(select(DecisionChoice.id).where(DecisionChoice.school_id == actor.school_id).limit(1)):
        return
    for position, label in enumerate(USUAL):
        db.session.add(DecisionChoice(school_id=actor.school_id, position=position, label=label))
    db.session.flush()


def add_choice(actor: Actor, label: str) -> DecisionChoice:
    """Add a decision to the coordinator's school's list; one that was taken off comes back. Raises Rejected."""
    _require(actor)
    lay_choices(actor)
    own = DecisionChoice.school_id == actor.school_id
    known = db.session.scalar(select(DecisionChoice).where(own, DecisionChoice.label == label).limit(1))
    if known is not None and known.used:
        raise Rejected({"label": [THERE]})
    used = db.session.scalar(select(func.count()).select_from(DecisionChoice).where(own, DecisionChoice.used))
    if (used or 0) >= MOST:
        raise Rejected({"label": [ENOUGH]})
    last = db.session.scalar(select(func.max(DecisionChoice.position)).where(own))
    choice = known or DecisionChoice(school_id=actor.school_id, label=label)
    choice.used, choice.position = True, (last or 0) + 1
    db.session.add(choice)
    db.session.flush()
    append_event(actor, "add_choice", "decision_choice", choice.id, new="used")
    return choice


def drop_choice(actor: Actor, choice_id: UUID) -> None:
    """Take a decision off the list; what was decided with it keeps its words. Raises NotFound and Rejected."""
    _require(actor)
    choice = db.session.get(DecisionChoice, choice_id)
    if choice is None or choice.school_id != actor.school_id:
        raise NotFound
    if not choice.used:
        return
    own = (DecisionChoice.school_id == actor.school_id) & DecisionChoice.used
    if db.session.scalar(select(func.count()).select_from(DecisionChoice).where(own)) == 1:
        raise Rejected({"label": [LAST]})
    choice.used = False
    append_event(actor, "drop_choice", "decision_choice", choice.id, old="used", new="off")


def _require(actor: Actor) -> None:
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
