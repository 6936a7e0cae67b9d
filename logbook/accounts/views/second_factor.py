"""The second proof of school staff: asked after a mailed code, set up the first time, before anything else."""

import segno
from flask import Response, session
from flask_babel import gettext
from pyotp.totp import TOTP

from logbook.accounts import queries, services
from logbook.accounts.models import Proof
from logbook.accounts.schemas import SecondSchema
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .browser import relying_party
from .passkeys import require_keys_in_hand
from .session import current_holder, hold, holder, is_half, leave, onward


@pages.get("/sign-in/second")
def second_factor() -> Response:
    """Ask for the second proof; of somebody who has none yet, set one up."""
    if holder() is None:
        return see_other("accounts.sign_in")
    if not is_half():
        return see_other("home")
    return _page(current_holder(), Loaded({}))


def _page(actor: Actor, form: Loaded, status: int = 200) -> Response:
    party, factor = relying_party(), queries.second_factor_of(actor.person_id)
    if queries.has_second(actor.person_id):
        return render(
            "accounts/second.html",
            status=status,
            form=form,
            app=bool(factor and factor.confirmed_at),
            options=services.options_to_use(party) if party and queries.passkeys_of(actor.person_id) else None,
        )
    offered = {"app": _app_of(actor), "passkeys": party is not None}
    return render("accounts/second_set_up.html", status=status, form=form, **offered)


def _app_of(actor: Actor) -> dict[str, str] | None:
    """Return what an authenticator app that is being set up needs: the secret, as letters and as a picture."""
    factor = queries.second_factor_of(actor.person_id)
    secret = services.secret_of(factor) if factor and not factor.confirmed_at else None
    if secret is None:
        return None
    address = TOTP(secret, name=actor.name, issuer=gettext("Logboek")).provisioning_uri()
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": groups, "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")}


@pages.post("/sign-in/second")
def check_second() -> Response:
    """Take the code of the app, or a recovery code; a first code of a new app makes it count."""
    actor, form = current_holder(), load(SecondSchema())
    services.count_second_try(actor.person_id)
    if form.ok:
        first = not queries.has_second(actor.person_id)
        answer = _set_up(actor, form) if first or signed_in_actor() else _prove(actor, form)
        if answer is not None:
            return answer
        form.refuse({"code": [services.WRONG_SECOND]})
    return _page(actor, form, 422) if is_half() else _app_page(actor, form, 422)


def _prove(actor: Actor, form: Loaded) -> Response | None:
    target = session.get("next")
    with transaction():
        proof = services.check_second(actor, form.value["code"])
        if proof is None:
            return None
        hold(services.prove(actor, proof))
    session["next"] = target or "/"
    return onward()


def _set_up(actor: Actor, form: Loaded) -> Response | None:
    """Let the app count from now on, and show the recovery codes this once."""
    require_keys_in_hand(actor)
    target = session.get("next")
    with transaction():
        codes = services.confirm_second_factor(actor, form.value["code"])
        if codes is None:
            return None
        hold(services.prove(actor, Proof.APP))
    return render("accounts/recovery_codes.html", codes=codes, onward=target or "/")


@pages.post("/sign-in/second/app")
def begin_app() -> Response:
    """Make a secret for an authenticator app."""
    actor = current_holder()
    require_keys_in_hand(actor)
    with transaction():
        services.begin_second_factor(actor)
    return see_other("accounts.second_factor" if is_half() else "accounts.app")


@pages.get("/me/app")
def app() -> Response:
    """Show the secret of the authenticator app that is being set up."""
    actor = current_actor()
    require_keys_in_hand(actor)
    return _app_page(actor, Loaded({}))


def _app_page(actor: Actor, form: Loaded, status: int = 200) -> Response:
    setting_up = _app_of(actor)
    if setting_up is None:
        return see_other("accounts.me")
    return render("accounts/second_set_up.html", status=status, form=form, app=setting_up, passkeys=False)


@pages.post("/me/app/remove")
def remove_app() -> Response:
    """Take the own authenticator app away."""
    actor = current_actor()
    require_keys_in_hand(actor)
    with transaction():
        services.remove_second_factor(actor, actor.person_id)
    return see_other("accounts.me")


@pages.post("/sign-in/second/cancel")
def cancel_second() -> Response:
    """Sign out instead of giving the second proof."""
    if not is_half():
        raise NotFound
    leave()
    return see_other("accounts.sign_in")
