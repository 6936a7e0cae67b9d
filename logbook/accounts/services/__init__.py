"""Signing in and out, choosing a role, language and theme."""

from .addresses import change_address, leave_address
from .challenges import forget_old_challenges, make_challenge, spend_challenge, told_by
from .codes import WRONG_CODE, ask_code, forget_old_codes, mail_code, use_code
from .display import Display, choose_display
from .epoch import begin_epoch, epoch
from .identities import Claims, person_with
from .invitations import end_invitations, forget_old_invitations, invite, use_invitations
from .looks import note_look, note_looks, tell_looks
from .pairing import WRONG_PAIRING_CODE, pair_phone, print_codes
from .passkeys import (
    WRONG_PASSKEY,
    RelyingParty,
    add_passkey,
    options_to_add,
    options_to_use,
    remove_passkey,
    use_passkey,
)
from .phones import WRONG_PIN, choose_pin, end_phone, end_phones, note_use, open_session, try_pin
from .providers import ProviderFailed, Round, spend_state, way_to, who_came_back
from .second_factor import (
    WRONG_SECOND,
    ask_second_factor,
    begin_second_factor,
    check_second,
    confirm_second_factor,
    count_second_try,
    remove_second_factor,
    reset_second_factor,
    secret_of,
)
from .sessions import (
    choose_role,
    end_other_sessions,
    end_session,
    end_sessions_of,
    prove,
    start_session,
    touch_session,
)
from .throttle import forget_old_tries, spend

__all__ = [
    "WRONG_CODE",
    "WRONG_PAIRING_CODE",
    "WRONG_PASSKEY",
    "WRONG_PIN",
    "WRONG_SECOND",
    "Claims",
    "Display",
    "ProviderFailed",
    "RelyingParty",
    "Round",
    "add_passkey",
    "ask_code",
    "ask_second_factor",
    "begin_epoch",
    "begin_second_factor",
    "change_address",
    "check_second",
    "choose_display",
    "choose_pin",
    "choose_role",
    "confirm_second_factor",
    "count_second_try",
    "end_invitations",
    "end_other_sessions",
    "end_phone",
    "end_phones",
    "end_session",
    "end_sessions_of",
    "epoch",
    "forget_old_challenges",
    "forget_old_codes",
    "forget_old_invitations",
    "forget_old_tries",
    "invite",
    "leave_address",
    "mail_code",
    "make_challenge",
    "note_look",
    "note_looks",
    "note_use",
    "open_session",
    "options_to_add",
    "options_to_use",
    "pair_phone",
    "person_with",
    "print_codes",
    "prove",
    "remove_passkey",
    "remove_second_factor",
    "reset_second_factor",
    "secret_of",
    "spend",
    "spend_challenge",
    "spend_state",
    "start_session",
    "tell_looks",
    "told_by",
    "touch_session",
    "try_pin",
    "use_code",
    "use_invitations",
    "use_passkey",
    "way_to",
    "who_came_back",
]
