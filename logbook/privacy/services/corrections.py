"""Asking that something kept about a learner is put right, and the school's answer."""

from uuid import UUID

from sqlalchemy import func, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.mail import enqueue_mail
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.privacy.models import Correction, CorrectionState
from logbook.privacy.queries.corrections import coordinators_of, correction_for, require_asker

AT_ONCE = 10
TOO_MANY = N_("Er wachten al tien vragen op antwoord. Wacht tot de school er een beantwoord heeft.")


def ask_correction(actor: Actor, learner_id: UUID, about: str, words: str) -> Correction:
    """Ask the school to put something right; its coordinators get a mail without the words.

    Raises NotFound when the actor may not ask for that learner, Rejected when ten wait already.
    """
    require_asker(actor, learner_id)
    if _waiting(actor, learner_id) >= AT_ONCE:
        raise Rejected({"words": [TOO_MANY]})
    correction = Correction(
        id=new_id(),
        school_id=actor.school_id,
        learner_id=learner_id,
        asked_by=actor.person_id,
        about=about,
        words=words,
        asked_at=clock.now(),
        state=CorrectionState.ASKED.value,
    )
    db.session.add(correction)
    append_event(actor, "ask_correction", "correction", correction.id, learner_id=learner_id, new="asked")
    for coordinator in coordinators_of(actor.school_id):
        if coordinator.email:
            context = {"school": actor.school_name, "correction": str(correction.id)}
            enqueue_mail(coordinator.email, "correction_asked", coordinator.language, context)
    return correction


def _waiting(actor: Actor, learner_id: UUID) -> int:
    waits = (Correction.learner_id == learner_id) & (Correction.state == CorrectionState.ASKED.value)
    query = select(func.count()).select_from(Correction).where(waits, Correction.school_id == actor.school_id)
    return db.session.scalars(query).one()


def take_back_correction(actor: Actor, correction_id: UUID) -> Correction:
    """Take an own question back that nobody answered. NotFound for another's, InvalidTransition for an answered one."""
    correction = db.session.get(Correction, correction_id, with_for_update=True)
    if correction is None or correction.asked_by != actor.person_id or correction.school_id != actor.school_id:
        raise NotFound
    require_asker(actor, correction.learner_id)
    _close(actor, correction, CorrectionState.TAKEN_BACK, None)
    return correction


def answer_correction(actor: Actor, correction_id: UUID, state: CorrectionState, answer: str) -> None:
    """Answer a question of the coordinator's school: put right, or not, in words that the learner reads.

    Raises NotPermitted, NotFound, and InvalidTransition when it was answered or taken back already.
    """
    correction = correction_for(actor, correction_id).correction
    _close(actor, correction, state, answer)


def _close(actor: Actor, correction: Correction, state: CorrectionState, answer: str | None) -> None:
    if correction.state != CorrectionState.ASKED:
        raise InvalidTransition
    correction.state, correction.answer = state.value, answer
    correction.answered_by, correction.answered_at = actor.person_id, clock.now()
    learner_id = correction.learner_id
    append_event(
        actor, "answer_correction", "correction", correction.id, learner_id=learner_id, old="asked", new=state.value
    )
