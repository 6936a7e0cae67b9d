"""Passkeys: offered, added, removed, and used to sign in."""

from uuid import UUID

from flask import Response, request, session, url_for

from logbook.accounts import queries, services
from logbook.accounts.models import Proof
from logbook.accounts.policy import device_words
from logbook.accounts.schemas import AddPasskeySchema, UsePasskeySchema
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, ProveAgain, Rejected
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .browser import relying_party
from .session import current_holder, hold, is_half, onward, sign_in_here
from .sign_in import sign_in_page


@pages.post("/sign-in/passkey")
def use_passkey() -> Response:
    """Sign in with a passkey, which is both proofs at once."""
    form, party = load(UsePasskeySchema()), relying_party()
    if form.ok and party:
        with transaction():
            person = services.use_passkey(party, form.value["credential"])
            if person is not None:
                return sign_in_here(person, Proof.PASSKEY)
    form.refuse({"passkey": [services.WRONG_PASSKEY]})
    return sign_in_page(form, 422)


@pages.get("/me/passkeys/new")
def new_passkey() -> Response:
    """Ask for a passkey on this device, and its name."""
    require_keys_in_hand(current_holder())
    return _new_page(Loaded({}))


def _new_page(form: Loaded, status: int = 200) -> Response:
    party, actor = relying_party(), current_holder()
    if party is None or len(queries.passkeys_of(actor.person_id)) >= queries.MOST_PASSKEYS:
        raise NotPermitted
    options = services.options_to_add(actor, party)
    name = device_words(request.user_agent.string)
    return render("accounts/new_passkey.html", status=status, form=form, options=options, name=name, later=_later())


def _later() -> str:
    """Return where somebody goes on who makes no passkey now."""
    return url_for("home" if signed_in_actor() else "accounts.second_factor")


@pages.post("/me/passkeys")
def add_passkey() -> Response:
    """Keep the passkey that the browser made. To somebody who has no second proof yet, it is that too."""
    actor, form, party = current_holder(), load(AddPasskeySchema()), relying_party()
    require_keys_in_hand(actor)
    if party is None:
        raise NotFound
    if form.ok:
        try:
            with transaction():
                services.add_passkey(actor, party, form.value["credential"], form.value["name"])
                _prove_by_it(actor)
            return onward() if session.get("next") else see_other("accounts.me")
        except Rejected as error:
            form.refuse(error.errors)
    return _new_page(form, 422)


def _prove_by_it(actor: Actor) -> None:
    """Let the new passkey be the proof that was still to come; where the person was going is kept."""
    if is_half():
        target = session.get("next")
        hold(services.prove(actor, Proof.PASSKEY))
        session["next"] = target or "/"


def require_keys_in_hand(actor: Actor) -> None:
    """Raise unless this sign-in may change how the person signs in; a learner's phone is paired by the teacher.

    A sign-in of over a quarter ago is asked again; one that waits for its second proof has just begun. Where the
    person's keys open a role that asks two proofs, only a sign-in with two changes them: a mailed code must not be the
    way to a new key.
    """
    if actor.role is Role.LEARNER:
        raise NotPermitted
    if not is_half() and not queries.proved_lately(actor):
        raise ProveAgain
    if queries.keys_guarded(actor) and not queries.is_strong(actor):
        raise NotPermitted


@pages.post("/me/passkeys/<uuid:passkey_id>/remove")
def remove_passkey(passkey_id: UUID) -> Response:
    """Forget one of the person's own passkeys."""
    actor = current_actor()
    require_keys_in_hand(actor)
    with transaction():
        services.remove_passkey(actor, passkey_id)
    return see_other("accounts.me")
