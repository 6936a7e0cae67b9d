"""Inviting somebody who has a role, by a link in a mail."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, update

from logbook.accounts import queries
from logbook.accounts.models import Invitation, Membership, Person
from logbook.accounts.policy import INVITATION_LIFETIME, INVITATIONS_A_DAY, INVITED_BY_MAIL
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.mail import enqueue_mail
from logbook.core.texts import N_, one_line
from logbook.extensions import db

from .throttle import spend

INVITATIONS_KEPT = timedelta(days=365)
NO_ADDRESS = N_("Deze persoon heeft nog geen mailadres. Vul dat eerst in.")
ENOUGH = N_("Deze persoon kreeg vandaag al drie uitnodigingen. Probeer het morgen opnieuw.")
NOT_TODAY = N_("Deze rol loopt vandaag niet. Kijk de datums na.")


def invite(actor: Actor, membership: Membership) -> Invitation:
    """Mail the person of `membership` a link with which they sign in; an earlier one ends.

    The caller has seen to it that the actor may. Raises NotFound for another school's or a learner's, Rejected
    (`email`) without an address, after three in a day, or when the role does not run today.
    """
    if membership.school_id != actor.school_id or membership.role not in INVITED_BY_MAIL:
        raise NotFound
    person = db.session.get_one(Person, membership.person_id)
    _check(person, membership)
    _end_earlier(actor, person.id)
    token, moment = secrets.token_urlsafe(32), clock.now()
    invitation = Invitation(
        school_id=actor.school_id,
        person_id=person.id,
        membership_id=membership.id,
        token_sha256=queries.sha256(token),
        mail_id=_mail(actor, person, membership.role, token),
        made_by=actor.person_id,
        made_at=moment,
        expires_at=moment + INVITATION_LIFETIME,
    )
    db.session.add(invitation)
    db.session.flush()
    append_event(actor, "invite", "invitation", invitation.id, new=membership.role)
    return invitation


def _check(person: Person, membership: Membership) -> None:
    if not person.email:
        raise Rejected({"email": [NO_ADDRESS]})
    if not any(role.membership_id == membership.id for role in queries.roles_of(person.id)):
        raise Rejected({"email": [NOT_TODAY]})
    if not spend(f"invite {person.id}", INVITATIONS_A_DAY, timedelta(days=1)):
        raise Rejected({"email": [ENOUGH]})


def _mail(actor: Actor, person: Person, role: str, token: str) -> UUID:
    context = {
        "name": one_line(person.given_name),
        "inviter": one_line(actor.name),
        "school": one_line(actor.school_name),
        "role": role,
        "days": INVITATION_LIFETIME.days,
        "token": token,
    }
    return enqueue_mail(str(person.email), "invitation", person.language, context)


def _end_earlier(actor: Actor, person_id: UUID) -> None:
    """Let the links that this school mailed before open nothing any more."""
    earlier = update(Invitation).where(
        Invitation.school_id == actor.school_id,
        Invitation.person_id == person_id,
        Invitation.ended_at.is_(None),
    )
    db.session.execute(earlier.values(ended_at=clock.now()))


def use_invitations(person_id: UUID) -> None:
    """Note that somebody who was invited has come in: the links in their mails open nothing any more."""
    waiting = update(Invitation).where(Invitation.person_id == person_id, Invitation.used_at.is_(None))
    db.session.execute(waiting.where(Invitation.ended_at.is_(None)).values(used_at=clock.now()))


def end_invitations(person_id: UUID) -> None:
    """Let all links that were mailed to somebody open nothing any more: the address was not theirs."""
    waiting = update(Invitation).where(Invitation.person_id == person_id, Invitation.used_at.is_(None))
    db.session.execute(waiting.where(Invitation.ended_at.is_(None)).values(ended_at=clock.now()))


def forget_old_invitations() -> None:
    """Drop links that ended a year ago: who invited whom has been of no use for long."""
    db.session.execute(delete(Invitation).where(Invitation.expires_at < clock.now() - INVITATIONS_KEPT))
