"""The teacher's desk. The pages, and where each role opens them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses

DESK_PAGES: "dict[str, Addresses]" = {}
