"""What is read across a learner and a class: calibration, trends. The pages, and where each role opens them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses

INSIGHT_PAGES: "dict[str, Addresses]" = {}
