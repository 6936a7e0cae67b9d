"""Letting a learner in on a phone, as the school does it, and the time that passes after it."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import update

from logbook.accounts.models import SignInSession
from logbook.accounts.services import print_codes
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.e2e.places import Around

PIN = "402957"
TOO_LONG = timedelta(minutes=16)


class Reads(Protocol):
    """What knows the school as somebody there sees it."""

    def reading(self, handle: str) -> AbstractContextManager[Around]:
        """Let the block read."""
        ...


def code_for(atlas: Reads, learner: str, *, shared: bool = False) -> str:
    """Return a code that the school printed for a learner."""
    with atlas.reading(learner) as around:
        person_id = around.actor.person_id
    with atlas.reading("coordinator1") as around, transaction():
        return print_codes(around.actor, [person_id], shared=shared)[person_id]


def leave_alone(atlas: Reads, learner: str) -> None:
    """Let so much time pass at the school that the learner's phones ask for their PIN."""
    with atlas.reading(learner) as around, transaction():
        mine = SignInSession.person_id == around.actor.person_id
        db.session.execute(update(SignInSession).where(mine).values(unlocked_at=FRIDAY - TOO_LONG))


def pair(page: Page, pin: str = PIN) -> None:
    """Use the code that stands in the form up, and choose a PIN."""
    expect(page.get_by_label("Code van je blad")).not_to_have_value("")
    page.get_by_role("button", name="Koppelen").tap()
    arrive(page, "/pin")
    page.get_by_label("PIN van zes cijfers").fill(pin)
    page.get_by_role("button", name="PIN bewaren").tap()
    page.wait_for_url(lambda url: "/pin" not in url)


def unlock(page: Page, pin: str = PIN, name: str | None = None) -> None:
    """Type the PIN, for the learner with that name where several share the phone."""
    if name:
        page.locator("label.chip", has_text=name).tap()
    page.get_by_label("PIN van zes cijfers").fill(pin)
    page.get_by_role("button", name="Openen").tap()


def arrive(page: Page, path: str) -> None:
    """Wait until the page is at this path: an address that only names it as the next one is not there yet."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)
