"""To a provider that people have an account with, and back."""

from typing import cast

from flask import Response, current_app, request, url_for

from logbook.accounts import services
from logbook.accounts.models import Proof
from logbook.accounts.services import ProviderFailed, Round
from logbook.config import Config, Provider
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import let_go, transaction, writes
from logbook.web.rendering import render

from .blueprint import pages
from .ceilings import PROVIDER, browser_key, keep_below
from .session import sign_in_here


def providers() -> tuple[Provider, ...]:
    """Return the providers that this installation knows."""
    return cast("Config", current_app.extensions["logbook_config"]).providers


def _round(key: str) -> Round:
    provider = next((each for each in providers() if each.key == key), None)
    if provider is None:
        raise NotFound
    return Round(provider, url_for("accounts.back_from_provider", key=key, _external=True), browser_key())


@pages.post("/sign-in/with/<key>")
def to_provider(key: str) -> Response:
    """Lead to the provider.

    The answer is a page that goes on by itself, and no redirect: a form may only lead to ourselves (CSP `form-action`),
    and where a provider leads on from there is not ours to list.
    """
    turn = _round(key)
    keep_below(PROVIDER)
    try:
        address = services.way_to(turn)
    except ProviderFailed as failed:
        return _failed(turn.provider, failed)
    response = render("accounts/to_provider.html", provider=turn.provider, address=address)
    response.headers["Refresh"] = f"0; url={address}"
    return response


@pages.get("/sign-in/with/<key>/back")
def back_from_provider(key: str) -> Response:
    """Sign in whoever the provider says came back to the browser that left; everybody else learns nothing."""
    turn = _round(key)
    let_go()
    writes.set(True)  # the one address that another site leads to, and that signs in
    keep_below(PROVIDER)
    try:
        with transaction():
            services.spend_state(turn, request.args)
        claims = services.who_came_back(turn, request.args)
    except ProviderFailed as failed:
        return _failed(turn.provider, failed)
    with transaction():
        person = services.person_with(claims)
        if person is not None:
            return sign_in_here(person, Proof.PROVIDER_TWICE if claims.twice else Proof.PROVIDER)
    return render("accounts/provider_failed.html", status=403, provider=turn.provider, unknown=True)


def _failed(provider: Provider, failed: ProviderFailed) -> Response:
    current_app.logger.warning("sign-in with %s failed: %r", provider.name, failed.__cause__ or failed)
    return render("accounts/provider_failed.html", status=400, provider=provider, unknown=False)
