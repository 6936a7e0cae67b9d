"""Accounts at other providers: issuer and subject, linked once by an address that the provider vouches for."""

from dataclasses import dataclass

from logbook.accounts import queries
from logbook.accounts.models import Identity, Person
from logbook.core import clock
from logbook.core.events import append_event
from logbook.extensions import db

LONGEST = 255


@dataclass(frozen=True)
class Claims:
    """Who a provider says this is. `email` only where it or the setting vouches for it; `twice`: two proofs."""

    issuer: str
    subject: str
    email: str | None
    twice: bool


def person_with(claims: Claims) -> Person | None:
    """Return the person who has this account: linked before, else by a vouched-for address of somebody with a role.

    None for everybody else. No account is ever made here, and one that is linked never moves to another person, nor
    does a person get a second account of the same issuer by an address alone.
    """
    identity = queries.identity_of(claims.issuer, claims.subject)
    if identity is None:
        identity = _link(claims)
    if identity is None or not queries.roles_of(identity.person_id):
        return None
    identity.last_used_at = clock.now()
    return db.session.get(Person, identity.person_id)


def _link(claims: Claims) -> Identity | None:
    person = queries.person_by_email(claims.email) if claims.email else None
    roles = queries.roles_of(person.id) if person else []
    if person is None or not roles or queries.has_account_at(person.id, claims.issuer):
        return None
    moment = clock.now()
    identity = Identity(
        person_id=person.id, issuer=claims.issuer, subject=claims.subject, linked_at=moment, last_used_at=moment
    )
    db.session.add(identity)
    db.session.flush()
    append_event(roles[0], "link_identity", "identity", identity.id)
    return identity
