"""Signing in and out, and the person's own page."""

from . import at_school, demo, invitations, me, pair, passkeys, prove, providers, second_factor, sign_in, unlock
from .blueprint import pages
from .demo import on_loopback
from .phone import ask_for_pin, lock_here
from .prove import ask_to_prove
from .send_code import send_code
from .session import is_local_path, leave, sign_in_here

__all__ = [
    "ask_for_pin",
    "ask_to_prove",
    "at_school",
    "demo",
    "invitations",
    "is_local_path",
    "leave",
    "lock_here",
    "me",
    "on_loopback",
    "pages",
    "pair",
    "passkeys",
    "prove",
    "providers",
    "second_factor",
    "send_code",
    "sign_in",
    "sign_in_here",
    "unlock",
]
