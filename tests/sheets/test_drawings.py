"""The drawings of welds: there for every name, readable without colour, and nothing but shapes."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from logbook.sheets.models import DRAWINGS, LANGUAGES, MORE_DRAWINGS, PHONE_DRAWINGS, drawing_file
from logbook.sheets.schemas import drawing_names
from tests.conftest import whole_library
from tests.factories import WELDING

STATIC = Path(__file__).parents[2] / "static"
SVG = "{http://www.w3.org/2000/svg}"
FILES = {"welds.svg": PHONE_DRAWINGS, "welds-more.svg": MORE_DRAWINGS}
FLAW = "var(--w-hot)"


def symbols(file: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring((STATIC / file).read_text("utf-8"))  # noqa: S314 # our own file
    return {symbol.attrib["id"]: symbol for symbol in root.iter(f"{SVG}symbol")}


def all_symbols() -> dict[str, ElementTree.Element]:
    return {name: symbol for file in FILES for name, symbol in symbols(file).items()}


@pytest.mark.parametrize("file", FILES)
def test_both_sides_of_every_drawing_are_in_the_file_that_is_asked_for_it(file: str) -> None:
    assert set(symbols(file)) == {f"w-{name}-{side}" for name in FILES[file] for side in ("good", "bad")}
    assert {drawing_file(name) for name in FILES[file]} == {file}


def test_each_drawing_lies_in_one_file() -> None:
    assert not PHONE_DRAWINGS & MORE_DRAWINGS


def test_the_form_of_a_fillet_weld_asks_for_the_small_file_only() -> None:
    """A phone on a bad line loads the ten drawings of the daily form, not the sixty of the library."""
    sheet = next(sheet for sheet in whole_library().sheets if sheet["id"] == WELDING)
    assert {criterion["drawing"] for criterion in sheet["evaluation"]["criteria"]} == PHONE_DRAWINGS


def marks(shape: ElementTree.Element) -> bool:
    """Whether a flaw is plain without its colour: the thickest line, or a spot with an outline of its own."""
    spot = shape.get("fill", "none") != "none" and shape.get("stroke", "none") != "none"
    return spot or float(shape.get("stroke-width", 0)) > 3


def test_only_the_wrong_side_shows_a_flaw_and_by_more_than_its_colour() -> None:
    for name, symbol in all_symbols().items():
        hot = [shape for shape in symbol.iter() if FLAW in shape.attrib.values()]
        assert bool(hot) == name.endswith("-bad"), name
        assert not hot or any(map(marks, hot)), f"{name}: the flaw is not the thickest line"


def test_every_wrong_side_is_its_own_drawing() -> None:
    drawn: dict[bytes, str] = {}
    for name, symbol in all_symbols().items():
        shape = re.sub(rb'id="[^"]*"', b"", ElementTree.tostring(symbol))
        if name.endswith("-bad"):
            assert shape not in drawn, f"{name} looks like {drawn.get(shape)}"
            drawn[shape] = name
        else:
            assert shape != re.sub(rb'id="[^"]*"', b"", ElementTree.tostring(all_symbols()[f"{name[:-5]}-bad"]))


@pytest.mark.parametrize("file", FILES)
def test_a_drawing_has_one_size_and_stays_near_its_frame(file: str) -> None:
    for name, symbol in symbols(file).items():
        assert symbol.attrib["viewBox"] == "0 0 120 80", name
        for circle in symbol.iter(f"{SVG}circle"):
            assert 0 <= float(circle.attrib["cx"]) <= 120 and 0 <= float(circle.attrib["cy"]) <= 80, name


@pytest.mark.parametrize("file", FILES)
def test_colours_come_from_the_page(file: str) -> None:
    text = (STATIC / file).read_text("utf-8")
    assert not re.findall(r'(?:fill|stroke)="(?!none|var\(--w-)[^"]*"', text)
    assert not re.search(r"<(script|style|image|foreignObject)|href|style=|\son\w+=", text)
    assert not re.findall(r'\bd="[^"]*[^-0-9. ,a-zA-Z"][^"]*"', text)


def test_no_drawing_is_left_out() -> None:
    assert {name[2:].rsplit("-", 1)[0] for name in all_symbols()} == DRAWINGS


def test_whoever_chooses_a_drawing_reads_what_it_shows() -> None:
    names = drawing_names()
    assert names.keys() == DRAWINGS
    for language in LANGUAGES:
        assert len({said[language] for said in names.values()}) == len(DRAWINGS)
    assert names["overlap-butt"]["nl"] == "506 overvloeiing (stompe las)"
