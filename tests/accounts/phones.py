"""Paired phones for tests: print a code, pair, choose a PIN."""

from collections.abc import Callable

from logbook.accounts.models import Person
from logbook.accounts.services import print_codes
from logbook.core.unit_of_work import transaction
from tests.factories import Cast
from tests.pages import Page, PageClient

PIN = "402957"
Clients = Callable[..., PageClient]


def code_for(cast: Cast, learner: Person | None = None, *, shared: bool = False) -> str:
    """Return a code that the teacher printed."""
    learner_id = (learner or cast.learner).id
    with transaction():
        return print_codes(cast.actor("teacher"), [learner_id], shared=shared)[learner_id]


def pair(client: PageClient, code: str, pin: str = PIN) -> Page:
    """Pair this browser, choose a PIN and return the page behind it."""
    client.follow(client.post("/pair", {"code": code}))
    return client.post("/pin", {"pin": pin})


def paired(cast: Cast, client_for: Clients, learner: Person | None = None, *, shared: bool = False) -> PageClient:
    """Return a phone that is paired with the learner and open."""
    client = client_for()
    pair(client, code_for(cast, learner, shared=shared))
    return client


def unlock(client: PageClient, pin: str = PIN, status: int = 303, name: str | None = None) -> Page:
    """Type a PIN on the phone's own page, for the learner with that name where there are several."""
    page = client.get("/unlock")
    if name is None:
        phone = page.one("[name=phone]")["value"]
    else:
        label = next(each for each in page.all("label.chip") if name in each.get_text())
        phone = label.select_one("input")["value"]  # type: ignore[index]
    return client.post("/unlock", {"phone": str(phone), "pin": pin}, status)
