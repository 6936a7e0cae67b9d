"""The drawings of welds: there for every name, readable without colour, and nothing but shapes."""

import re
from pathlib import Path
from xml.etree import ElementTree

from logbook.sheets.models import DRAWINGS

from .files import WELDING, shipped

SPRITE = Path(__file__).parents[2] / "static" / "welds.svg"
SVG = "{http://www.w3.org/2000/svg}"


def symbols() -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(SPRITE.read_text("utf-8"))  # noqa: S314 # our own file
    return {symbol.attrib["id"]: symbol for symbol in root.iter(f"{SVG}symbol")}


def test_both_sides_of_every_drawing_exist() -> None:
    assert set(symbols()) == {f"w-{name}-{side}" for name in DRAWINGS for side in ("good", "bad")}


def test_every_drawing_belongs_to_a_criterion() -> None:
    assert {criterion["drawing"] for criterion in shipped(WELDING)["evaluation"]["criteria"]} == DRAWINGS


def test_only_the_wrong_side_shows_a_flaw_and_by_more_than_its_colour() -> None:
    for name, symbol in symbols().items():
        hot = [shape for shape in symbol.iter() if "var(--w-hot)" in shape.attrib.values()]
        assert bool(hot) == name.endswith("-bad"), name
        thick = any(float(shape.get("stroke-width", 0)) > 3 for shape in hot)
        assert not hot or thick or name in ("w-pore-bad", "w-spatter-bad"), f"{name}: the flaw is not the thickest line"


def test_right_and_wrong_differ_in_shape() -> None:
    drawn = {name: ElementTree.tostring(symbol) for name, symbol in symbols().items()}
    for name in DRAWINGS:
        good, bad = (re.sub(rb'id="[^"]*"', b"", drawn[f"w-{name}-{side}"]) for side in ("good", "bad"))
        assert good != bad


def test_colours_come_from_the_page() -> None:
    text = SPRITE.read_text("utf-8")
    assert not re.findall(r'(?:fill|stroke)="(?!none|var\(--w-)[^"]*"', text)
    assert not re.search(r"<(script|style|image|foreignObject)|href|\son\w+=", text)
