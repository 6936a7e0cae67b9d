"""A paired phone asks for its PIN: whose, where several learners share it."""

from typing import Any

from flask import Response, request, session
from werkzeug.wrappers import Response as AnyResponse

from logbook.accounts import queries, services
from logbook.accounts.schemas import PinSchema, UnlockSchema
from logbook.core import clock
from logbook.core.errors import NotFound, Rejected
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .ceilings import PIN, keep_below
from .phone import go_on_with, lock_here, open_here, phone_token
from .session import is_local_path, onward


@pages.get("/unlock")
def unlock() -> AnyResponse:
    """Ask for the PIN of this phone."""
    lock, target = lock_here(), request.args.get("next", "")
    if is_local_path(target):
        session["next"] = target
    if lock and not lock.has_pin:
        return see_other("accounts.new_pin")
    if lock and not lock.closed(clock.now()):
        return onward()
    return _ask(Loaded({}))


def _ask(form: Loaded, status: int = 200) -> Response:
    lock, here = lock_here(), queries.phones_here(phone_token())
    if not here:
        return see_other("accounts.sign_in", other=1)
    last = lock and lock.device_id
    return _bare("accounts/unlock.html", status, form=form, phones=here, last=form.typed.get("phone", last))


def _bare(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page that does not say who is signed in: to the phone that would mean that it is open."""
    return render(template, status=status, actor=None, user_key=None, **context)


@pages.post("/unlock")
def open_phone() -> AnyResponse:
    """Open the phone for who knows the PIN; after five wrong ones it is no longer paired."""
    form = load(UnlockSchema())
    form.typed.pop("pin", None)
    if not form.ok:
        return _ask(form, 422)
    keep_below(PIN)
    with transaction():
        device = queries.phone_here(form.value["phone"], phone_token())
        if device is None:
            return see_other("accounts.unlock")
        if services.try_pin(device, form.value["pin"]):
            return open_here(device)
        ended = device.ended_at is not None
    if ended:
        return _bare("accounts/pair.html", 422, form=Loaded({}), ended=True)
    form.refuse({"pin": [services.WRONG_PIN]})
    return _ask(form, 422)


@pages.get("/pin")
def new_pin() -> Response:
    """Ask who just paired a phone for a PIN."""
    lock = lock_here()
    return see_other("home") if lock is None or lock.has_pin else _choose(Loaded({}))


def _choose(form: Loaded, status: int = 200) -> Response:
    return _bare("accounts/pin.html", status, form=form, name=current_actor().name, shared=_shared())


def _shared() -> bool:
    lock = lock_here()
    if lock is None:
        raise NotFound
    return lock.shared


@pages.post("/pin")
def choose_pin() -> Response:
    """Keep the PIN and open the phone."""
    form = load(PinSchema())
    if form.ok:
        try:
            with transaction():
                return go_on_with(services.choose_pin(current_actor(), form.value["pin"]))
        except Rejected as error:
            form.refuse(error.errors)
    return _choose(form, 422)
