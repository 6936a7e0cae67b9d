"""Signing in and out, and the person's own page."""

from . import demo, me, sign_in
from .blueprint import pages
from .demo import on_loopback
from .send_code import send_code
from .session import is_local_path, leave, sign_in_here

__all__ = ["demo", "is_local_path", "leave", "me", "on_loopback", "pages", "send_code", "sign_in", "sign_in_here"]
