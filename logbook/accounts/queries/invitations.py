"""Invitations: what a mailed link opens, and what became of those that were sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Company, Invitation, Membership, Person, School, SignInSession
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.mail import Mail
from logbook.core.roles import Role
from logbook.extensions import db

from .actors import roles_of
from .tokens import sha256

MAIL_TRIES = 3
"""After this many failed tries the inviter is told that the mail does not get through."""


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What the link in an invitation opens: who is invited, by whom, to which school, as what."""

    person: Person
    inviter: str
    school: str
    role: Role
    company: str | None


def open_invitation(token: str) -> OpenInvitation | None:
    """Return what the link with `token` opens; None for one that never was, was used, is too old, or has no role."""
    inviter = aliased(Person)
    query = (
        select(Person, inviter, School.name, Membership.id, Membership.role, Company.name)
        .select_from(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .join(inviter, inviter.id == Invitation.made_by)
        .join(School, School.id == Invitation.school_id)
        .join(Membership, Membership.id == Invitation.membership_id)
        .outerjoin(Company, Company.id == Membership.company_id)
        .where(
            Invitation.token_sha256 == sha256(token),
            Invitation.used_at.is_(None),
            Invitation.ended_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
    )
    row = db.session.execute(query).first()
    if row is None or not any(role.membership_id == row[3] for role in roles_of(row[0].id)):
        return None
    person, by, school, _membership, role, company = row
    return OpenInvitation(person, by.name, school, Role(role), company)


class InvitationState(StrEnum):
    """What became of somebody's last invitation. Whether a mail was read nobody knows, and nobody asks."""

    WAITING = "waiting"
    UNDELIVERED = "undelivered"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody's last invitation: its state, and since when (sent, used, or over)."""

    state: InvitationState
    at: datetime


def invited(actor: Actor, person_ids: Collection[UUID]) -> dict[UUID, Invited]:
    """Return the last invitation by the actor's school of each of these people who has one, in one query."""
    query = (
        select(Invitation, Mail.sent_at, Mail.tries)
        .outerjoin(Mail, Mail.id == Invitation.mail_id)
        .where(
            Invitation.school_id == actor.school_id,
            Invitation.person_id.in_(person_ids),
            Invitation.ended_at.is_(None),
        )
        .order_by(Invitation.made_at)
    )
    return {row.person_id: _invited(row, sent_at, tries or 0) for row, sent_at, tries in db.session.execute(query)}


def _invited(row: Invitation, sent_at: datetime | None, tries: int) -> Invited:
    if row.used_at:
        return Invited(InvitationState.USED, row.used_at)
    if row.expires_at <= clock.now():
        return Invited(InvitationState.EXPIRED, row.expires_at)
    stuck = sent_at is None and tries >= MAIL_TRIES
    return Invited(InvitationState.UNDELIVERED if stuck else InvitationState.WAITING, row.made_at)


def signed_in_once(person_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these people have ever signed in, as far as sessions are kept."""
    query = select(SignInSession.person_id).where(SignInSession.person_id.in_(person_ids)).distinct()
    return set(db.session.scalars(query))
