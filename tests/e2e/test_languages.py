"""The pages that matter most in French and English, and in the theme that a person chose."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import Window

KEY_PAGES = [
    ("learner1", "insight.today"),
    ("learner1", "entries.show"),
    ("mentor1", "reviews.inbox"),
    ("mentor1", "reviews.week"),
    ("teacher1", "insight.class_view"),
    ("teacher1", "insight.three_party"),
    ("teacher1", "councils.learner_file"),
]


@contextmanager
def showing(window: Window, language: str, theme: str) -> Iterator[None]:
    """Let the person of the window have chosen a language and a theme, and none again after it."""
    _choose(window.go("/me"), language, theme)
    yield
    _choose(window.go("/me"), "nl", "")


def _choose(page: Page, language: str, theme: str) -> None:
    page.locator(f"[name=language][value={language}]").tap()
    page.locator(f"[name=theme][value='{theme}']").tap()
    page.locator("form:has([name=theme]) button").tap()
    page.locator(f"html[lang={language}]").wait_for(state="attached")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("handle", "endpoint"), KEY_PAGES)
def test_key_pages(enter: Open, atlas: Atlas, handle: str, endpoint: str, language: str) -> None:
    window = enter(handle)
    with showing(window, language, "dark"):
        for path in atlas.addresses(handle, endpoint)[:2]:
            page = window.go(path)
            assert page.locator("html").get_attribute("lang") == language
            found = looks.everything(page)
            assert not found, "\n".join([path, *found])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_signing_in(enter: Open, language: str) -> None:
    page = enter(None, locale=language).go("/sign-in")
    assert page.locator("html").get_attribute("lang") == language
    found = looks.everything(page)
    assert not found, "\n".join(found)
