"""Signing in and out, choosing a role, language and theme."""

from .codes import WRONG_CODE, ask_code, forget_old_codes, mail_code, use_code
from .display import choose_display
from .epoch import begin_epoch, epoch
from .looks import note_look, note_looks, tell_looks
from .sessions import choose_role, end_session, start_session, touch_session
from .throttle import forget_old_tries, spend

__all__ = [
    "WRONG_CODE",
    "ask_code",
    "begin_epoch",
    "choose_display",
    "choose_role",
    "end_session",
    "epoch",
    "forget_old_codes",
    "forget_old_tries",
    "mail_code",
    "note_look",
    "note_looks",
    "spend",
    "start_session",
    "tell_looks",
    "touch_session",
    "use_code",
]
