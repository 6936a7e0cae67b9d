"""Every page of every role, with data and without: readable for everyone, in light and dark, on phone and desk."""

import pytest
from flask import Flask

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.looked import Looked
from tests.e2e.places import BLIND, KEYS, LEADING_ON, NEWCOMERS, NOT_A_PAGE, PAGES, SIGNED_OUT, VISITORS, visits

WITH_DATA = visits(VISITORS) + [("blind_mentor", endpoint) for endpoint in sorted(BLIND)]
WITHOUT_DATA = visits(NEWCOMERS)


def test_every_page_has_a_place(app: Flask) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages == set(PAGES) | LEADING_ON | NOT_A_PAGE | SIGNED_OUT | KEYS


@pytest.mark.parametrize("endpoint", PAGES)
def test_every_page_can_be_opened_by_somebody(atlas: Atlas, endpoint: str) -> None:
    assert any(atlas.addresses(handle, page) for handle, page in WITH_DATA if page == endpoint)


@pytest.mark.parametrize(("handle", "endpoint"), WITH_DATA + WITHOUT_DATA)
def test_page(enter: Open, atlas: Atlas, looked: Looked, handle: str, endpoint: str) -> None:
    window = enter(handle)
    for path in atlas.addresses(handle, endpoint):
        page = window.go(path)
        found = [] if looked.knows(window.html) else looks.everything(page)
        assert not found, "\n".join([path, *found])
        looked.note(window.html)


@pytest.mark.parametrize("path", ["/sign-in", "/pair", "/sign-in/demo", "/nothing-here"])
def test_signed_out(enter: Open, path: str) -> None:
    window = enter(None)
    found = looks.everything(window.go(path, 404 if "nothing" in path else 200))
    assert not found, "\n".join(found)
