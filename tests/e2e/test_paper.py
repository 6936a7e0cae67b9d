"""On paper: a sheet for each learner in the council's file, the three-party view whole, nothing cut off at the side."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.window import WIDE

UPRIGHT, ACROSS = 710, 1039  # CSS pixels between the margins of A4
LEARNERS = 12


def _sheets(page: Page) -> int:
    """Print, and return how many sheets of paper that takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_the_councils_file_has_one_learner_on_each_sheet(enter: Open, atlas: Atlas) -> None:
    page = enter("teacher1", WIDE).go(atlas.addresses("teacher1", "councils.class_file")[0])
    assert page.locator("article.a4").count() == LEARNERS
    assert _sheets(page) == LEARNERS


def test_one_learners_file_is_one_sheet(enter: Open, atlas: Atlas) -> None:
    page = enter("teacher1", WIDE).go(atlas.addresses("teacher1", "councils.learner_file")[0])
    assert _sheets(page) == 1


def test_the_three_party_view_is_one_sheet(enter: Open, atlas: Atlas) -> None:
    page = enter("teacher1", WIDE).go(atlas.addresses("teacher1", "insight.three_party")[0])
    assert _sheets(page) == 1


@pytest.mark.parametrize(
    ("endpoint", "paper"),
    [
        ("councils.class_file", UPRIGHT),
        ("councils.learner_file", UPRIGHT),
        ("insight.three_party", ACROSS),
        ("insight.class_view", ACROSS),
        ("insight.calibration", UPRIGHT),
        ("insight.year", ACROSS),
        ("insight.class_year", ACROSS),
    ],
)
def test_nothing_is_cut_off_at_the_side(enter: Open, atlas: Atlas, endpoint: str, paper: int) -> None:
    window = enter("teacher1", {"viewport": {"width": paper, "height": 1000}})
    window.page.emulate_media(media="print")
    for path in atlas.addresses("teacher1", endpoint):
        page = window.go(path)
        found = looks.sideways(page)
        assert not found, "\n".join([path, *found])
        assert not page.locator(".places, .foot, .skip").locator("visible=true").count()


def test_the_print_button_is_there_with_script_alone(enter: Open, atlas: Atlas) -> None:
    path = atlas.addresses("teacher1", "councils.class_file")[0]
    assert enter("teacher1", WIDE).go(path).locator("[data-print]").is_visible()
    assert not enter("teacher1", WIDE, java_script_enabled=False).go(path).locator("[data-print]").is_visible()
