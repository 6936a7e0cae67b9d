"""Letting somebody in: the first time, again, and after they lost their mail or their phone."""

from uuid import UUID

from logbook.accounts.models import Invitation, Person
from logbook.accounts.queries import person_by_email
from logbook.accounts.services import change_address, invite
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.texts import N_
from logbook.people.queries.access import guest, looked_after_elsewhere

ADDRESS_REFUSED = N_("Dit adres kan niet. Kijk het na.")


def invite_person(actor: Actor, person_id: UUID) -> Invitation:
    """Mail an invitation to somebody whom the actor may invite. Raises NotFound and Rejected."""
    return invite(actor, guest(actor, person_id, lock=True).membership)


def recover(actor: Actor, person_id: UUID, email: str) -> Person:
    """Give somebody who lost the mail address or the phone a new way in, by an invitation to `email`.

    All their sessions, passkeys and mailed links end, and the old address is told. Raises NotFound; NotPermitted when
    the person has roles that the actor does not look after; Rejected.
    """
    found = guest(actor, person_id, lock=True)
    if looked_after_elsewhere(actor, person_id):
        raise NotPermitted
    email = email.lower()
    owner = person_by_email(email)
    if owner is not None and owner.id != person_id:
        raise Rejected({"email": [ADDRESS_REFUSED]})
    change_address(actor, found.person, email)
    invite(actor, found.membership)
    return found.person
