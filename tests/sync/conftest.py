"""Phones of the cast."""

from collections.abc import Callable

import pytest

from tests.factories import Cast
from tests.pages import PageClient

from .phone import Phone


@pytest.fixture
def phone_of(cast: Cast, client_for: Callable[..., PageClient]) -> Callable[[str], Phone]:
    """Return a function that gives a phone of somebody of the cast (or of nobody)."""

    def make(name: str = "") -> Phone:
        person = getattr(cast, name) if name else None
        return Phone(client_for(person), person)

    return make
