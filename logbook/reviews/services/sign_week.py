"""A mentor signs a week on the phone of the learner: kept, mailed, and of no effect until it is confirmed."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from logbook.accounts.models import Person
from logbook.accounts.queries import sha256
from logbook.accounts.services import spend
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, TooOften
from logbook.core.events import append_event
from logbook.core.mail import enqueue_mail
from logbook.core.texts import one_line
from logbook.core.weeks import iso_number
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.reviews import queries
from logbook.reviews.models import SignatureState, WeekSignature
from logbook.reviews.policy import SIGNATURE_LIFETIME, SIGNATURES_A_DAY
from logbook.reviews.queries import Signing

from .commands import ReviewWeek
from .decisions import decide, refuse_stale
from .said import to_json


def sign_week(actor: Actor, review: ReviewWeek, name: str) -> WeekSignature:
    """Keep what a mentor said on the learner's (`actor`'s) phone and mail the mentor, who alone can make it count.

    The mentor and the address are the placement's. The same words again are one signature. Raises NotFound,
    NotPermitted, Stale, Rejected; InvalidTransition when another signature waits; TooOften.
    """
    signing = _locked(actor, review.placement_id, review.week)
    _require_no_obstacle(signing)
    waiting = signing.page.waiting
    refuse_stale(review, signing.page.version, waiting)
    said = to_json(review, decide(review, waiting))
    if signing.waits and signing.latest:
        if (signing.latest.said, signing.latest.signed_name) == (said, name):
            return signing.latest
        raise InvalidTransition
    return _sign(actor, signing, said, name)


def send_again(actor: Actor, placement_id: UUID, week: int) -> WeekSignature:
    """Mail the signature that waits once more, with a new link in place of the old one.

    Raises NotFound, NotPermitted, InvalidTransition when none waits, TooOften.
    """
    signing = _locked(actor, placement_id, week)
    if signing.latest is None or not signing.waits:
        raise InvalidTransition
    _require_no_obstacle(signing)
    return _sign(actor, signing, signing.latest.said, signing.latest.signed_name)


def _locked(actor: Actor, placement_id: UUID, week: int) -> Signing:
    lock_learner(actor.person_id)
    return queries.signing_of(actor, placement_id, week)


def _require_no_obstacle(signing: Signing) -> None:
    if signing.obstacle:
        raise NotPermitted


def _sign(actor: Actor, signing: Signing, said: dict[str, Any], name: str) -> WeekSignature:
    place, mentor = signing.page.place, signing.mentor
    if mentor is None or not spend(f"signature {place.id}", SIGNATURES_A_DAY, timedelta(days=1)):
        raise TooOften
    if signing.latest and signing.latest.state == SignatureState.OPEN:
        close(actor, signing.latest, SignatureState.REPLACED, "replace_signature")
    token, moment = secrets.token_urlsafe(32), clock.now()
    signature = WeekSignature(
        school_id=place.school.id,
        learner_id=actor.person_id,
        placement_id=place.id,
        week=signing.page.week,
        mentor_id=mentor.id,
        address_sha256=sha256(mentor.email or ""),
        signed_name=name,
        said=said,
        token_sha256=sha256(token),
        made_at=moment,
        expires_at=moment + SIGNATURE_LIFETIME,
    )
    db.session.add(signature)
    db.session.flush()
    append_event(
        actor, "sign_week", "week_signature", signature.id, learner_id=actor.person_id, new=SignatureState.OPEN
    )
    _mail(mentor, signing, token)
    return signature


def _mail(mentor: Person, signing: Signing, token: str) -> None:
    place = signing.page.place
    context = {
        "name": one_line(mentor.given_name),
        "learner": one_line(place.learner.given_name),
        "school": one_line(place.school.name),
        "week": iso_number(signing.page.week),
        "days": SIGNATURE_LIFETIME.days,
        "token": token,
    }
    enqueue_mail(str(mentor.email), "week_signature", mentor.language, context)


def close(actor: Actor, signature: WeekSignature, state: SignatureState, deed: str) -> None:
    """Close an open signature, with its event."""
    old, signature.state, signature.closed_at = signature.state, state.value, clock.now()
    append_event(actor, deed, "week_signature", signature.id, learner_id=signature.learner_id, old=old, new=state.value)
    db.session.flush()
