"""Another address for somebody: whatever the old one opened, it opens no more."""

from sqlalchemy import delete, update

from logbook.accounts.models import Identity, Passkey, Person, SignInSession
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.core.mail import enqueue_mail
from logbook.core.texts import one_line
from logbook.extensions import db

from .invitations import end_invitations


def change_address(actor: Actor, person: Person, email: str) -> None:
    """Give a person another address, and end whatever the old one opened.

    The caller has seen to it that the actor may, and that nobody else has `email`. The same address again, for somebody
    who lost a phone and not the mail, ends all of that just so.
    """
    new = "address" if person.email != email else "devices"
    leave_address(actor, person, email)
    person.email = email
    append_event(actor, "recover_person", "person", person.id, new=new)
    db.session.flush()


def leave_address(actor: Actor, person: Person, email: str | None) -> None:
    """End what was open before a person's address becomes `email`: sessions, passkeys, mailed links; tell the old one.

    An account elsewhere was linked by the old address, and goes when that changes. The caller makes the change, with
    its event.
    """
    if person.email and person.email != email:
        enqueue_mail(person.email, "address_changed", person.language, {"school": one_line(actor.school_name)})
        db.session.execute(delete(Identity).where(Identity.person_id == person.id))
    ending = update(SignInSession).where(SignInSession.person_id == person.id, SignInSession.revoked_at.is_(None))
    db.session.execute(ending.values(revoked_at=clock.now()))
    db.session.execute(delete(Passkey).where(Passkey.person_id == person.id))
    end_invitations(person.id)
