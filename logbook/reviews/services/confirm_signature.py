"""What a mentor does with a mailed signature: confirm it, which approves the week, or say that it is not theirs."""

from collections.abc import Mapping
from uuid import UUID

from logbook.accounts.models import Person
from logbook.accounts.services import note_look
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotFound, Stale
from logbook.core.mail import enqueue_mail
from logbook.core.texts import one_line
from logbook.core.weeks import iso_number
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.reviews import queries
from logbook.reviews.models import SignatureState, WeekSignature

from .approve_week import approve_week
from .said import Seen, as_seen, from_json
from .sign_week import close


def confirm_signature(token: str, version: int, seen: Mapping[UUID, Seen]) -> WeekSignature:
    """Approve the week as it was signed, in the mentor's name; the same again is success.

    `version` and `seen` are the week as the page showed it. Raises NotFound for a link that opens nothing any more or a
    mentor whose placement ended; InvalidTransition when it was closed otherwise; Stale and Rejected as approving does.
    """
    actor, signature = _locked(token)
    if signature.state == SignatureState.CONFIRMED:
        return signature
    _require_open(signature)
    _require_waiting(token)
    approve_week(actor, as_seen(from_json(signature), version, seen))
    note_look(actor, signature.learner_id)
    close(actor, signature, SignatureState.CONFIRMED, "confirm_signature")
    return signature


def refuse_signature(token: str) -> WeekSignature:
    """Note that the mentor did not sign this, and tell the learner's teachers; the same again is success.

    Raises NotFound, and InvalidTransition when it was closed otherwise.
    """
    actor, signature = _locked(token)
    if signature.state == SignatureState.REFUSED:
        return signature
    _require_open(signature)
    close(actor, signature, SignatureState.REFUSED, "refuse_signature")
    learner = db.session.get_one(Person, signature.learner_id)
    for teacher in queries.teachers_of(learner.id, signature.school_id):
        context = {
            "name": one_line(teacher.given_name),
            "mentor": one_line(actor.name),
            "learner": one_line(learner.name),
            "week": iso_number(signature.week),
        }
        enqueue_mail(str(teacher.email), "signature_refused", teacher.language, context)
    return signature


def _locked(token: str) -> tuple[Actor, WeekSignature]:
    """Return the signature as it is once its learner is locked, and its mentor: two taps follow each other."""
    found = queries.opened(token)
    lock_learner(found.signature.learner_id)
    db.session.refresh(found.signature)
    if found.actor is None:
        raise NotFound
    return found.actor, found.signature


def _require_waiting(token: str) -> None:
    """Raise Stale when nothing of the week waits: approving again what is approved would lose what was signed."""
    page = queries.opened_week(token).page
    if page is None or not page.waiting:
        raise Stale


def _require_open(signature: WeekSignature) -> None:
    if not queries.is_open(signature):
        raise InvalidTransition
