"""Markup in every field of words: wherever the words come back, they are words."""

from collections.abc import Callable

import pytest

from tests.attacks.conftest import EVERYONE, FormsOf
from tests.attacks.forms import opened
from tests.factories import Cast
from tests.pages import Page, PageClient

READERS = ("learner", "mentor", "teacher", "coordinator")
MARKUP = "\"'><hacked onclick=x src=javascript:x>"


def _clean(page: Page) -> bool:
    return not page.all("hacked") and not page.all("[href^='javascript:'], [src^='javascript:']")


@pytest.mark.parametrize("name", EVERYONE)
def test_what_is_typed_never_becomes_part_of_a_page(
    name: str, find_forms: FormsOf, cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    forms, paths = find_forms(name)
    person = getattr(cast, name) if name != "nobody" else None
    for form in forms:
        for marked in (set(form.words), *({word} for word in form.words[:12])):
            sent = [(field, MARKUP if field in marked else value) for field, value in form.fields]
            response = opened(client_for(person), form.method, form.action, sent)
            assert response.status_code < 500, (form.action, sent)
            assert MARKUP not in response.headers.get("Location", "")
            assert response.mimetype != "text/html" or _clean(Page(response)), form.action
            if response.status_code != 422:  # taken with markup everywhere; else each field by itself
                break
    readers = [getattr(cast, each) for each in {name, *READERS}] if person else [None]
    for reader in readers:
        client = client_for(reader)
        for path in paths:
            response = opened(client, "GET", path)
            assert response.mimetype != "text/html" or _clean(Page(response)), path
