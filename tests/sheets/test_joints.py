"""A weld drawn in its position: for every position of the library, told in words too, and plain shapes."""

import re
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string

from logbook.sheets.models import WELD_POSITIONS, Weld, shapes_of
from logbook.sheets.models.joints import AROUND, FLAT_PLATES, STANDING, TUBES
from logbook.web.language import speaking
from tests.conftest import whole_library

LANGUAGES = ("nl", "fr", "en")
DRAWN = {(joint, "plate", position) for joint, position in [*FLAT_PLATES, *product(("fillet", "butt"), STANDING)]} | {
    (joint, "tube", position) for joint, position in TUBES
}


def weld(joint: str, of: str, position: str) -> Weld:
    return replace(Weld(("135",), "fillet", "plate", position, ("steel",)), joint=joint, product=of)  # type: ignore[arg-type]


def drawn(app: Flask, shown: Weld | None, *, paper: bool = False, language: str = "nl") -> str:
    page = '{% import "macros/joints.html" as j %}{{ j.joint(weld, paper=paper) }}'
    with app.test_request_context(), speaking(language):
        return render_template_string(page, weld=shown, paper=paper)


def library_welds() -> set[tuple[str, str, str]]:
    welds = [sheet["weld"] for sheet in whole_library().sheets if "weld" in sheet]
    return {(each["joint"], each["product"], each["position"]) for each in welds}


def test_every_weld_of_the_library_and_of_the_format_is_drawn() -> None:
    assert library_welds()
    assert library_welds() <= DRAWN
    assert {(*which, position) for which, positions in WELD_POSITIONS.items() for position in positions} <= DRAWN


@pytest.mark.parametrize("paper", [False, True])
@pytest.mark.parametrize("which", sorted(DRAWN), ids=" ".join)
def test_a_weld_is_drawn_with_plain_shapes_and_told_in_words(
    app: Flask, which: tuple[str, str, str], paper: bool
) -> None:
    shown = weld(*which)
    for language in LANGUAGES:
        text = drawn(app, shown, paper=paper, language=language)
        svg = ElementTree.fromstring(text)  # noqa: S314 # our own
        assert svg.attrib["role"] == "img" and shown.position in svg.attrib["aria-label"]
    said = ElementTree.fromstring(drawn(app, shown)).attrib["aria-label"]  # noqa: S314 # our own
    assert ("hoeklas" if shown.joint == "fillet" else "stompe las") in said
    assert ("plaat" if shown.product == "plate" else "pijp") in said
    assert not re.search(r"<(script|style|image|foreignObject|use)|style=|href|\son\w+=", text)
    assert {child.tag.rsplit("}", 1)[-1] for child in svg} == {"path"}


@pytest.mark.parametrize("which", sorted(DRAWN), ids=" ".join)
def test_all_of_it_lies_within_the_picture_with_the_floor_below(which: tuple[str, str, str]) -> None:
    shapes = shapes_of(weld(*which))
    assert shapes[0].kind == "floor"
    assert {"plate", "plate2", "bead", "tool", "wire"} <= {shape.kind for shape in shapes}
    for shape in shapes[1:]:
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape.path):
            assert 0 <= float(x) <= 160 and 0 <= float(y) <= 112


def test_no_two_welds_look_alike() -> None:
    looks = {tuple(shape.path for shape in shapes_of(weld(*which))) for which in DRAWN}
    assert len(looks) == len(DRAWN)


def test_only_where_it_matters_an_arrow_says_which_way() -> None:
    pointed = {which for which in DRAWN if any(shape.kind == "head" for shape in shapes_of(weld(*which)))}
    turning = {which for which in DRAWN if which[1:] == ("tube", "PA")}
    assert pointed == turning | {which for which in DRAWN if which[2] in {*STANDING, *AROUND}}


@pytest.mark.parametrize("up_down", [("PF", "PG", "plate"), ("PH", "PJ", "tube"), ("H-L045", "J-L045", "tube")])
@pytest.mark.parametrize("joint", ["fillet", "butt"])
def test_up_points_up_and_down_points_down(joint: str, up_down: tuple[str, str, str]) -> None:
    up, down, of = up_down
    assert rise(weld(joint, of, up)) > 0 > rise(weld(joint, of, down))


def rise(shown: Weld) -> float:
    """How far the arrow goes up on paper."""
    line = next(shape.path for shape in shapes_of(shown) if shape.kind == "way")
    heights = [float(y) for _x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", line)]
    return heights[0] - heights[-1]


def where(shown: Weld, kind: str) -> float:
    """The mean height of a part on paper, where down is more."""
    spots = [y for shape in shapes_of(shown) if shape.kind == kind for _x, y in spots_of(shape.path)]
    return sum(spots) / len(spots)


def spots_of(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_one_welds_from_above_in_pa_and_from_below_overhead() -> None:
    for joint, of, position in DRAWN:
        shown = weld(joint, of, position)
        if position == "PA":
            assert where(shown, "tool") < where(shown, "wire") < where(shown, "plate")
        if position in ("PD", "PE"):
            assert where(shown, "tool") > where(shown, "wire")


def test_a_sheet_without_a_weld_and_a_joint_without_the_position_draw_nothing(app: Flask) -> None:
    assert drawn(app, None) == ""
    assert drawn(app, weld("fillet", "plate", "PH")) == ""
    assert drawn(app, weld("butt", "plate", "somewhere else")) == ""


def test_paper_needs_no_colours_of_the_page(app: Flask) -> None:
    assert "var(" not in drawn(app, weld("butt", "tube", "PH"), paper=True)
    assert "var(--w-" in drawn(app, weld("butt", "tube", "PH"))


@pytest.mark.parametrize("which", sorted(DRAWN), ids=" ".join)
def test_one_line_says_how_the_parts_lie(app: Flask, which: tuple[str, str, str]) -> None:
    page = '{% import "macros/joints.html" as j %}{{ j.figure(weld) }}'
    with app.test_request_context():
        figure = ElementTree.fromstring(render_template_string(page, weld=weld(*which)))  # noqa: S314 # our own
    caption = "".join(figure.findall("figcaption")[0].itertext())
    assert caption.startswith(which[2]) and "Je last" in caption
