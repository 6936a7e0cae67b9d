"""The pages that matter most in French and English, in the dark; with `--exhaustive` every page in every way."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.places import NEWCOMERS, VISITORS, visits
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


EVERY_WAY = [(language, theme) for language in ("nl", "fr", "en") for theme in ("light", "dark")]
EVERY_PAGE = visits(VISITORS) + visits(NEWCOMERS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `test_page` its pages, languages and themes."""
    if metafunc.function is test_page:
        whole = metafunc.config.getoption("exhaustive", default=False)
        metafunc.parametrize("display", EVERY_WAY if whole else [("fr", "dark"), ("en", "dark")], ids="-".join)
        metafunc.parametrize(("handle", "endpoint"), EVERY_PAGE if whole else KEY_PAGES)


def test_page(enter: Open, atlas: Atlas, handle: str, endpoint: str, display: tuple[str, str]) -> None:
    window = enter(handle)
    with _showing(window, *display):
        for path in atlas.addresses(handle, endpoint):
            page = window.go(path)
            assert page.locator("html").get_attribute("lang") == display[0]
            found = looks.everything(page)
            assert not found, "\n".join([path, *found])


@contextmanager
def _showing(window: Window, language: str, theme: str) -> Iterator[None]:
    """Let the person of the window have chosen a language and a theme, and none again after it."""
    _choose(window.go("/me"), language, theme)
    try:
        yield
    finally:
        _choose(window.go("/me"), "nl", "")


def _choose(page: Page, language: str, theme: str) -> None:
    page.locator(f"[name=language][value={language}]").tap()
    page.locator(f"[name=theme][value='{theme}']").tap()
    page.locator("form:has([name=theme]) button").tap()
    page.locator(f"html[lang={language}]").wait_for(state="attached")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_signing_in(enter: Open, language: str) -> None:
    page = enter(None, locale=language).go("/sign-in")
    assert page.locator("html").get_attribute("lang") == language
    found = looks.everything(page)
    assert not found, "\n".join(found)
