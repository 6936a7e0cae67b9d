"""What is read across a learner and a class: calibration, trends. The pages, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from tests.factories import SOFT_SKILLS

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

AUTUMN = {"from": "2026-09-01", "until": "2026-10-31"}


def _learner(around: "Around") -> list[dict[str, Any]]:
    return [{**learner, **chosen} for learner in around.first_learner for chosen in ({}, AUTUMN)]


def _classes(around: "Around") -> list[dict[str, Any]]:
    return [{"class_id": group, **chosen} for group in around.classes[:1] for chosen in ({}, AUTUMN)]


INSIGHT_PAGES: "dict[str, Addresses]" = {
    "insight.own_calibration": lambda _around: [{}, {"sheet": SOFT_SKILLS}],
    "insight.calibration": _learner,
    "insight.year": _learner,
    "insight.class_year": _classes,
}
