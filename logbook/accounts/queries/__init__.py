"""Who is signed in, and in which roles."""

from .actors import LAST_USE_PRECISION, Opened, actor_as, actor_of_session, roles_of
from .installation import is_demo
from .invitations import Invited, OpenInvitation, invited, open_invitation, signed_in_once
from .keys import (
    MOST_PASSKEYS,
    has_account_at,
    has_second,
    identity_of,
    is_new_here,
    is_strong,
    keys_guarded,
    passkey_with,
    passkeys_of,
    proved_lately,
    recovery_codes_left,
    second_factor_of,
)
from .looks import looks_at
from .people import demo_cast, names_of, person_by_email, person_by_handle, school_of
from .phones import PhoneHere, learner_at, open_codes, pairing_of, pairings_on, phone_here, phones_here, phones_of
from .sign_in import codes_asked, newest_code, session_with, sessions_of
from .tokens import keyed, sha256

__all__ = [
    "LAST_USE_PRECISION",
    "MOST_PASSKEYS",
    "Invited",
    "OpenInvitation",
    "Opened",
    "PhoneHere",
    "actor_as",
    "actor_of_session",
    "codes_asked",
    "demo_cast",
    "has_account_at",
    "has_second",
    "identity_of",
    "invited",
    "is_demo",
    "is_new_here",
    "is_strong",
    "keyed",
    "keys_guarded",
    "learner_at",
    "looks_at",
    "names_of",
    "newest_code",
    "open_codes",
    "open_invitation",
    "pairing_of",
    "pairings_on",
    "passkey_with",
    "passkeys_of",
    "person_by_email",
    "person_by_handle",
    "phone_here",
    "phones_here",
    "phones_of",
    "proved_lately",
    "recovery_codes_left",
    "roles_of",
    "school_of",
    "second_factor_of",
    "session_with",
    "sessions_of",
    "sha256",
    "signed_in_once",
]
