"""The paired phone that asks: its token, its lock, and a session on it."""

from typing import cast

from flask import Response, make_response, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from logbook.accounts import services
from logbook.accounts.models import PairedDevice
from logbook.accounts.policy import Lock
from logbook.core import clock
from logbook.web.after_response import after_response
from logbook.web.calls import CallProblem, is_call
from logbook.web.rendering import see_other, taken_along, wants_fragment

from .session import PHONE, hold, holder, onward

USE_PRECISION = 60
"""Seconds: a use is noted at most once a minute."""


def phone_token() -> str:
    """Return the token of this phone, or an empty text."""
    return str(session.get(PHONE, ""))


def lock_here() -> Lock | None:
    """Return the lock of the phone that this session is on, or None."""
    return cast("Lock | None", current_user.lock) if current_user.is_authenticated else None


def open_here(device: PairedDevice) -> Response:
    """Open a session on this phone, in the place of the one that this browser had, and go where they were going."""
    before = holder()
    lock, session_id = lock_here(), before.session_id if before else None
    if before and session_id and (lock is None or lock.device_id != device.id):
        services.end_session(before, session_id)
    return go_on_with(services.open_session(device, session_id))


def go_on_with(token: str) -> Response:
    """Hold a session's new token, and go where the person was going; a phone without a PIN asks for one first."""
    target = session.get("next")
    hold(token)
    if target:
        session["next"] = target
    lock = lock_here()
    return onward() if lock and lock.has_pin else see_other("accounts.new_pin")


def ask_for_pin() -> AnyResponse | None:
    """Send who would read on a closed phone to its PIN, or note that an open one is in use.

    What the phone fetches by itself is no use: it would keep a phone open that nobody holds.
    """
    lock = lock_here()
    if lock is None:
        return None
    if not lock.closed(clock.now()):
        _note_use(lock)
        return None
    if is_call():
        raise CallProblem(403, "locked")
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" and not wants_fragment():
        return make_response("", 403)  # a picture, a page to take along: nobody is led anywhere by it
    target = url_for("accounts.unlock", next=request.full_path.rstrip("?") if request.method == "GET" else "/")
    if wants_fragment():
        return make_response("", 401, {"HX-Redirect": target})
    return redirect(target, code=303)


def _note_use(lock: Lock) -> None:
    actor = holder()
    session_id = actor and actor.session_id
    old = lock.opened_at is not None and (clock.now() - lock.opened_at).total_seconds() >= USE_PRECISION
    if session_id and old and not is_call() and not taken_along():
        after_response(lambda: services.note_use(session_id))
