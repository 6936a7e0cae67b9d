"""Correcting what is kept about a person."""

from datetime import date
from uuid import UUID

from logbook.accounts.models import Person
from logbook.accounts.queries import person_by_email
from logbook.accounts.services import leave_address
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.people.queries.found import known_elsewhere, person_known

ADDRESS_REFUSED = N_("Dit adres kan niet. Kijk het na of laat het zoals het was.")


def correct_person(
    actor: Actor, person_id: UUID, *, given_name: str, family_name: str, email: str | None, born_on: date | None
) -> Person:
    """Correct somebody's names, address and date of birth. What the old address opened ends, and it is told.

    Whoever also belongs elsewhere is nobody's to correct here: with another address one would sign in as them there.
    Raises NotFound, NotPermitted and Rejected.
    """
    person = person_known(actor, person_id, lock=True)
    if known_elsewhere(actor, person_id):
        raise NotPermitted
    email = email.lower() if email else None
    before = (person.given_name, person.family_name, person.email, person.born_on)
    if before == (given_name, family_name, email, born_on):
        return person
    if email and email != person.email and person_by_email(email):
        raise Rejected({"email": [ADDRESS_REFUSED]})
    if person.email and person.email != email:
        leave_address(actor, person, email)
    person.given_name, person.family_name, person.email, person.born_on = given_name, family_name, email, born_on
    append_event(actor, "correct_person", "person", person.id, new="corrected")
    return person
