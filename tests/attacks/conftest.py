"""Who tries, and every form that they find."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.access.table import REACH
from tests.access.things import make_things
from tests.attacks.forms import Form, addresses, forms_of
from tests.factories import Cast
from tests.pages import PageClient

OWNERS = {"other_learner": "other", "other_mentor": "other", "foreign_learner": "foreign", "outsider": "foreign"}
EVERYONE = [*REACH, "nobody"]

FormsOf = Callable[[str], tuple[list[Form], list[str]]]


@pytest.fixture
def find_forms(clean: Flask, cast: Cast, client_for: Callable[..., PageClient]) -> FormsOf:
    """Return a function that gives a person's forms, and the addresses of all pages."""
    things = make_things(cast)

    def find(name: str) -> tuple[list[Form], list[str]]:
        if name == "nobody":
            paths = list(addresses(clean, None))
            return forms_of(client_for(), paths), paths
        paths = list(addresses(clean, things[OWNERS.get(name, "own")]))
        return forms_of(client_for(getattr(cast, name)), paths), paths

    return find
