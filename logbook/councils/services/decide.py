"""What a chair writes down in session: the talk, the decision, actions, and who is there."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, OpReused, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.councils.models import (
    CouncilAction,
    CouncilDecision,
    CouncilFile,
    CouncilMember,
    CouncilState,
    DecisionChoice,
)
from logbook.councils.queries.file import learner_of
from logbook.councils.queries.sight import Sight, council_seen
from logbook.extensions import db

from .commands import Decide, NewAction

NOT_LISTED = N_("Deze beslissing staat niet in de lijst van de school. Kies er een uit de lijst.")
MOST_ACTIONS = 12
ENOUGH = N_("Meer dan 12 acties voor één leerling kan niet.")
_WORDS = ("statement", "counter", "text", "advice")


def decide(actor: Actor, council_id: UUID, learner_id: UUID, wish: Decide) -> CouncilDecision:
    """Write down what was said and decided of a learner; what stands already is success.

    Raises NotFound, NotPermitted, InvalidTransition outside the session, Stale when another chair wrote meanwhile,
    and Rejected for a decision that is not on the school's list.
    """
    _, file = in_session(actor, council_id, learner_id)
    row = db.session.get_one(CouncilDecision, file.id, populate_existing=True)
    choice = _choice(actor, wish.choice_id, row)
    if row.decided_at and row.choice_id == wish.choice_id and all(getattr(row, n) == getattr(wish, n) for n in _WORDS):
        return row
    if row.version != wish.version:
        raise Stale
    for name in _WORDS:
        setattr(row, name, getattr(wish, name))
    row.choice_id, row.label = (choice.id, choice.label) if choice else (None, None)
    row.decided_by, row.decided_at = actor.person_id, clock.now()
    row.version += 1
    append_event(actor, "decide", "council_decision", file.id, learner_id=learner_id, new="decided", rev=row.version)
    return row


def _choice(actor: Actor, choice_id: UUID | None, row: CouncilDecision) -> DecisionChoice | None:
    """Return the choice: one that the school uses, or the one that was decided with before it was taken off."""
    if choice_id is None:
        return None
    choice = db.session.get(DecisionChoice, choice_id)
    if choice is None or choice.school_id != actor.school_id or not (choice.used or row.choice_id == choice_id):
        raise Rejected({"choice_id": [NOT_LISTED]})
    return choice


def add_action(actor: Actor, council_id: UUID, learner_id: UUID, wish: NewAction) -> CouncilAction:
    """Write down what somebody will do; the same one sent twice is one. Raises as `decide` does."""
    _, file = in_session(actor, council_id, learner_id)
    known = db.session.get(CouncilAction, wish.id)
    if known is not None:
        if known.file_id != file.id:
            raise OpReused
        return known
    if len(db.session.scalars(select(CouncilAction.id).where(CouncilAction.file_id == file.id)).all()) >= MOST_ACTIONS:
        raise Rejected({"what": [ENOUGH]})
    row = CouncilAction(
        id=wish.id,
        school_id=file.school_id,
        file_id=file.id,
        learner_id=learner_id,
        what=wish.what,
        kind=wish.kind,
        owner_role=wish.owner_role,
        review_on=wish.review_on,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    append_event(actor, "add_action", "council_action", row.id, learner_id=learner_id, new=row.kind)
    return row


def remove_action(actor: Actor, council_id: UUID, learner_id: UUID, action_id: UUID) -> None:
    """Take an action back in session; gone already is success. Raises as `decide` does."""
    _, file = in_session(actor, council_id, learner_id)
    row = db.session.get(CouncilAction, action_id)
    if row is None:
        return
    if row.file_id != file.id:
        raise NotFound
    db.session.delete(row)
    append_event(actor, "remove_action", "council_action", row.id, learner_id=learner_id, old=row.kind, new="removed")


def note_presence(actor: Actor, council_id: UUID, presence: Mapping[UUID, str]) -> None:
    """Note who was there, by seat. Raises NotFound for a seat of another council, and as `decide` does."""
    sight = leading_session(actor, council_id)
    rows = {row.id: row for row in db.session.scalars(select(CouncilMember).where(_seated(sight)))}
    if presence.keys() - rows.keys():
        raise NotFound
    for seat_id, word in presence.items():
        row, old = rows[seat_id], rows[seat_id].presence
        if old == word:
            continue
        row.presence = word
        append_event(actor, "note_presence", "council_member", row.id, learner_id=row.learner_id, old=old, new=word)


def _seated(sight: Sight) -> ColumnElement[bool]:
    return (CouncilMember.council_id == sight.council.id) & CouncilMember.until_date.is_(None)


def leading_session(actor: Actor, council_id: UUID) -> Sight:
    """Return a council in session that the actor leads: a member of the school's, for all files; locked."""
    sight = council_seen(actor, council_id, lock=True)
    if not sight.member:
        raise NotPermitted
    if sight.council.state != CouncilState.IN_SESSION:
        raise InvalidTransition
    return sight


def in_session(actor: Actor, council_id: UUID, learner_id: UUID) -> tuple[Sight, CouncilFile]:
    """Return the same with one learner's file. Raises NotFound, NotPermitted and InvalidTransition."""
    sight = leading_session(actor, council_id)
    _, file = learner_of(sight, learner_id)
    if file is None:
        raise NotFound
    return sight, file
