"""The demo's cast, one tap each."""

from flask import Response, request

from logbook.accounts import queries
from logbook.accounts.models import Proof
from logbook.accounts.schemas import DemoSignInSchema
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.web.forms import load
from logbook.web.rendering import render

from .blueprint import pages
from .session import sign_in_here

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


def on_loopback() -> bool:
    """Return whether the request was sent to this machine itself."""
    return request.host.rpartition(":")[0] in LOOPBACK or request.host in LOOPBACK


def demo_open() -> bool:
    """Return whether the cast's page is served: a database marked as demo, and a loopback host."""
    return on_loopback() and queries.is_demo()


@pages.get("/sign-in/demo")
def demo() -> Response:
    """List the demo's cast."""
    if not demo_open():
        raise NotFound
    return render("accounts/demo.html", cast=queries.demo_cast().items())


@pages.post("/sign-in/demo")
def demo_sign_in() -> Response:
    """Sign in as a member of the demo's cast with one tap."""
    if not demo_open():
        raise NotFound
    form = load(DemoSignInSchema())
    person = queries.person_by_handle(form.value["person"]) if form.ok else None
    if person is None:
        raise NotFound
    with transaction():
        return sign_in_here(person, Proof.DEMO)
