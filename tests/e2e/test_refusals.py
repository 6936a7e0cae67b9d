"""Pages that say no are pages too: readable for everyone, in the same place, with all that was typed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from logbook.core.ids import new_id
from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.factories import WELDING


def _sound(page: Page) -> None:
    found = looks.everything(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("handle", [None, "learner1", "mentor1", "teacher1"])
def test_not_found(enter: Open, handle: str | None) -> None:
    _sound(enter(handle).go("/nothing-here", 404))


def test_not_allowed(enter: Open, atlas: Atlas) -> None:
    path = atlas.addresses("mentor1", "reviews.return_form")[0]
    _sound(enter("teacher1").go(path, 403))


def _tomorrow(page: Page) -> None:
    page.locator("#form-header").evaluate("(details) => { details.open = true }")
    page.locator("[name=date]").fill("2026-11-27")


def _nothing(_page: Page) -> None:
    pass


@dataclass(frozen=True)
class Mistake:
    """What somebody does wrong: where, what, and the button that sends it."""

    handle: str | None
    where: Callable[[Atlas], str]
    deed: Callable[[Page], None]
    button: str


def _page(handle: str, endpoint: str, which: int = 0) -> Callable[[Atlas], str]:
    return lambda atlas: atlas.addresses(handle, endpoint)[which]


SEND = "main form [type=submit], .foot button"
MISTAKES = {
    "signing in": Mistake(None, lambda _atlas: "/sign-in", _nothing, "main form button"),
    "entry": Mistake("learner19", lambda _atlas: f"/entries/{new_id()}?sheet={WELDING}", _tomorrow, SEND),
    "week": Mistake("mentor1", _page("mentor1", "reviews.week"), _nothing, "button[form=week-form]"),
    "reason": Mistake("mentor1", _page("mentor1", "reviews.return_form"), _nothing, SEND),
    "own rating": Mistake("teacher1", _page("teacher1", "reviews.round_form", -1), _nothing, SEND),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_what_is_wrong(enter: Open, atlas: Atlas, mistake: Mistake) -> None:
    window = enter(mistake.handle)
    page = window.go(mistake.where(atlas))
    mistake.deed(page)
    window.expected.add(422)
    with page.expect_response(lambda response: response.status == 422):
        page.locator(mistake.button).first.tap()
    page.locator(".error, #errors").first.wait_for()
    _sound(page)
