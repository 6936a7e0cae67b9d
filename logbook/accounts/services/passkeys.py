"""Passkeys: adding one, signing in with one, removing one."""

import json
import struct
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from logbook.accounts import queries
from logbook.accounts.models import Passkey, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db

from .challenges import make_challenge, spend_challenge

WRONG_PASSKEY = N_("Dit lukte niet met deze passkey. Probeer opnieuw of vraag een code per mail.")
TOO_MANY = N_("Je hebt al tien passkeys. Verwijder er eerst een.")
KNOWN_ALREADY = N_("Deze passkey staat al in de lijst.")
_ADD, _USE = "passkey add", "passkey use"


@dataclass(frozen=True)
class RelyingParty:
    """For whom a passkey is: the domain, the whole origin, and the random key of the browser that is asked."""

    domain: str
    origin: str
    browser: str


class _Refused(Exception):
    """An answer that is none of ours: nobody needs to know why."""


_UNREADABLE = (
    _Refused,
    WebAuthnException,
    InvalidSignature,
    UnsupportedAlgorithm,
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What reading an answer can raise, which anybody may have made up."""


def options_to_add(actor: Actor, party: RelyingParty) -> str:
    """Return what the browser needs to make a passkey for the actor, as JSON; it asks for finger, face or PIN."""
    person = db.session.get_one(Person, actor.person_id)
    known = [PublicKeyCredentialDescriptor(id=each.credential) for each in queries.passkeys_of(person.id)]
    return options_to_json(
        generate_registration_options(
            rp_id=party.domain,
            rp_name="Logboek",
            user_id=person.id.bytes,
            user_name=person.email or person.name,
            user_display_name=person.name,
            challenge=make_challenge(_ADD, party.browser).encode(),
            exclude_credentials=known,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
    )


def options_to_use(party: RelyingParty) -> str:
    """Return what the browser needs to show a passkey that it holds for us, as JSON; nobody is named."""
    return options_to_json(
        generate_authentication_options(
            rp_id=party.domain,
            challenge=make_challenge(_USE, party.browser).encode(),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def add_passkey(actor: Actor, party: RelyingParty, answer: str, name: str) -> Passkey:
    """Keep the passkey that the browser made. Raises Rejected when the answer is none to a challenge of ours."""
    if len(queries.passkeys_of(actor.person_id)) >= queries.MOST_PASSKEYS:
        raise Rejected({"credential": [TOO_MANY]})
    try:
        credential, challenge = _read(answer, _ADD, party)
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.domain,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _UNREADABLE as error:
        raise Rejected({"credential": [WRONG_PASSKEY]}) from error
    if queries.passkey_with(made.credential_id) is not None:
        raise Rejected({"credential": [KNOWN_ALREADY]})
    passkey = Passkey(
        person_id=actor.person_id,
        credential=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        made_at=clock.now(),
    )
    db.session.add(passkey)
    db.session.flush()
    append_event(actor, "add_passkey", "passkey", passkey.id)
    return passkey


def use_passkey(party: RelyingParty, answer: str) -> Person | None:
    """Return whose passkey answered our challenge, or None: unknown, for another place, replayed, a counter going back.

    None too for somebody without a role today.
    """
    try:
        credential, challenge = _read(answer, _USE, party)
        passkey = queries.passkey_with(base64url_to_bytes(credential["rawId"]))
        if passkey is None or _handle(credential) != passkey.person_id.bytes:
            return None
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.domain,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _UNREADABLE:
        return None
    passkey.sign_count, passkey.last_used_at = used.new_sign_count, clock.now()
    return db.session.get(Person, passkey.person_id) if queries.roles_of(passkey.person_id) else None


def remove_passkey(actor: Actor, passkey_id: UUID) -> None:
    """Forget one of the actor's own passkeys. Raises NotFound for others'."""
    passkey = db.session.get(Passkey, passkey_id)
    if passkey is None or passkey.person_id != actor.person_id:
        raise NotFound
    db.session.delete(passkey)
    append_event(actor, "remove_passkey", "passkey", passkey_id)


def _read(answer: str, purpose: str, party: RelyingParty) -> tuple[dict[str, Any], bytes]:
    """Return the browser's answer and the challenge that it answers, spent by it. Raises one of _UNREADABLE."""
    credential = json.loads(answer)
    said = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    challenge = said.challenge
    if said.cross_origin or not spend_challenge(challenge.decode("ascii"), purpose, party.browser):
        raise _Refused
    return credential, challenge


def _handle(credential: dict[str, Any]) -> bytes:
    """Return the user handle that a discoverable passkey tells."""
    return base64url_to_bytes(credential["response"]["userHandle"])
