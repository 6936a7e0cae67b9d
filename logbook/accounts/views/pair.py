"""Pairing this phone with the code that the school printed, and ending a pairing of one's own."""

from uuid import UUID

from flask import Response, request, session

from logbook.accounts import services
from logbook.accounts.policy import device_words
from logbook.accounts.schemas import PairSchema
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .ceilings import PAIR, keep_below
from .phone import open_here, phone_token
from .session import PHONE


@pages.get("/pair")
def pair() -> Response:
    """Ask for the code. A QR brings it behind the `#`, which no server hears of; opening the page uses nothing up."""
    return _pair(Loaded({}))


def _pair(form: Loaded, status: int = 200) -> Response:
    return render("accounts/pair.html", status=status, form=form, ended=False, actor=None, user_key=None)


@pages.post("/pair")
def pair_phone() -> Response:
    """Use the code up; the answer is the same for one that never was, was used or is too old."""
    form = load(PairSchema())
    if not form.ok:
        return _pair(form, 422)
    keep_below(PAIR)
    with transaction():
        paired = services.pair_phone(form.value["code"], phone_token(), device_words(request.user_agent.string))
        if paired:
            device, session[PHONE] = paired
            session.pop("next", None)
            return open_here(device)
    form.refuse({"code": [services.WRONG_PAIRING_CODE]})
    return _pair(form, 422)


@pages.post("/me/phones/<uuid:device_id>/end")
def end_phone(device_id: UUID) -> Response:
    """End one of the learner's own pairings; ending the one of this phone signs out."""
    actor = current_actor()
    with transaction():
        services.end_phone(actor, actor.person_id, device_id)
    return see_other("accounts.me")
