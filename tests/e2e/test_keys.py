"""Passkeys in a real browser with an authenticator of its own, at an address with a name; and a provider's pages."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from logbook.accounts.models import Person
from logbook.accounts.services import start_session
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.accounts.conftest import Elsewhere, provider_process  # noqa: F401  # a fixture
from tests.accounts.provider import CLIENT, SECRET
from tests.conftest import FRIDAY
from tests.e2e import looks, school
from tests.e2e.server import Server
from tests.e2e.window import PHONE, USUAL, Window, sign_in

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(address: str) -> str:
    """Return the school's address with a name instead of numbers."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def window(browser: Browser, named: str, school_data: Path) -> Iterator[Window]:
    """Return a phone at the named address."""
    window = Window(named, browser.new_context(**USUAL | PHONE), school_data / "server.log")
    yield window
    window.close()


def _authenticator(page: Page) -> Any:
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return line


def test_a_passkey_is_made_shown_and_removed(window: Window, named: str) -> None:
    page = window.page
    _authenticator(page)
    sign_in(window.context, named, "new_mentor")
    window.go("/me/passkeys/new")
    assert not looks.everything(page)
    page.get_by_label("Naam voor dit toestel").fill("Mijn telefoon")
    page.get_by_role("button", name="Passkey maken").tap()
    page.wait_for_url("**/me")
    expect(page.locator("#keys")).to_contain_text("Mijn telefoon")
    page.get_by_role("button", name="Afmelden op dit toestel").tap()
    page.wait_for_url("**/inbox")  # the browser offers it by itself below the address, and this authenticator says yes
    page.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    window.go("/me")
    page.get_by_role("button", name="Afmelden op dit toestel").tap()
    page.get_by_role("button", name="Aanmelden met een passkey").tap()
    page.wait_for_url("**/inbox")
    window.go("/me")
    expect(page.locator("#keys")).to_contain_text("gebruikt")
    page.locator("#keys form button").first.tap()
    expect(page.locator("#keys")).not_to_contain_text("Mijn telefoon")


def test_a_device_that_gives_no_passkey_says_so(window: Window, named: str) -> None:
    page = window.page
    line = _authenticator(page)
    sign_in(window.context, named, "new_guardian")
    window.go("/me/passkeys/new")
    line.send("WebAuthn.disable")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Passkey maken").tap()
    expect(page.locator("#passkey-error")).to_be_visible()


def _half(school_data: Path, window: Window, handle: str) -> None:
    """Sign somebody in with a mailed code alone."""
    app: Flask = school.app(school_data)
    with app.app_context(), clock.freeze(FRIDAY):
        with transaction():
            token = start_session(db.session.query(Person).filter_by(handle=handle).one(), "Chrome, Android")
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        cookie = signer.dumps({"_user_id": token, "_fresh": True, "next": "/me"})
        db.engine.dispose()
    window.context.add_cookies([{"name": "logbook", "value": cookie, "url": window.base}])


def test_a_teacher_sets_up_a_passkey_before_anything_else(window: Window, school_data: Path) -> None:
    page = window.page
    _authenticator(page)
    _half(school_data, window, "new_counsellor")
    page.goto(window.base + "/")
    page.wait_for_url("**/sign-in/second")
    assert not looks.everything(page)
    page.get_by_role("button", name="App instellen").tap()
    page.locator("img.qr").wait_for()
    assert not looks.everything(page)
    page.get_by_role("link", name="Passkey maken").tap()
    page.get_by_role("button", name="Passkey maken").tap()
    page.wait_for_url("**/me")
    expect(page.locator("#keys li")).to_have_count(1)


@pytest.fixture
def school_with_provider(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    provider_process: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Server]:
    """Return a server whose sign-in page has a button of the provider's."""
    data, base = tmp_path_factory.mktemp("provider"), tmp_path_factory.getbasetemp()
    school.copy(base if worker_id == "master" else base.parent, data)
    issuer = f"http://127.0.0.1:{provider_process}"
    monkeypatch.setitem(os.environ, "OIDC_1", f"kind=oidc name=Proef issuer={issuer} client={CLIENT} secret='{SECRET}'")
    server = Server(data)
    yield server
    server.stop()


def test_a_provider_is_reached_and_comes_back(
    browser: Browser,
    school_with_provider: Server,
    provider_process: str,  # noqa: F811
) -> None:
    """The policy lets no form lead to another host: a page that goes on by itself does, through a real redirect."""
    data = school_with_provider.data
    app = school.app(data)
    with app.app_context():
        email = db.session.query(Person.email).filter_by(handle="new_mentor").scalar()
        db.engine.dispose()
    with clock.freeze(FRIDAY):
        Elsewhere(provider_process).next_is(claims={"email": email, "email_verified": True})
    context = browser.new_context(**USUAL | PHONE)
    faults: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(school_with_provider.address.replace("127.0.0.1", "localhost") + "/sign-in?next=/me")
    page.get_by_role("button", name="Aanmelden met Proef").tap()
    page.wait_for_url("**/me")
    expect(page.locator("#sessions")).to_contain_text("met een schoolaccount")
    context.close()
    assert not faults
