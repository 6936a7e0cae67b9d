"""Visits and workshop rounds. The pages, and where each role opens them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses

VISITS_PAGES: "dict[str, Addresses]" = {}
