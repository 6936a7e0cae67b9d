"""A family of sheets: what it makes, and that every mistake in it or in the shared parts is told at its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from logbook.sheets.models import Library
from logbook.sheets.schemas import read_library

Files = dict[str, dict[str, Any]]
Break = Callable[[Files], object]


def words(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} en", "fr": f"{text} fr"}


def level(name: str, order: int) -> dict[str, Any]:
    texts = {"symbol": words(name), "label": words(f"{name} label")}
    return {"id": name, "order": order, "print_order": order, "counts_as_met": order > 1} | texts


def files() -> Files:
    """Return a small family of two sheets and the parts that it uses."""
    look = {"short": words("Kort"), "look_for": words("Kijk naar {metal.the}.")}
    parts = {
        "format": "parts/1",
        "texts": {"rule": words("Oefen tot alles lukt.")},
        "scales": {"reached": [level("no", 1), level("yes", 2)]},
        "criteria": {
            "clean": {"text": words("Proper"), **look},
            "bright": {"use": "clean", "id": "bright", "text": words("Blinkend")},
        },
        "items": {"rub": {"text": words("Wrijf op {metal.the}.")}},
        "sections": {"goals": {"title": words("Doelen"), "about": words("Dit kan je.")}},
    }
    family = {
        "format": "family/1",
        "id": "polijsten",
        "dimensions": {
            "metal": {
                "steel": {"the": words("het staal"), "slug": "staal"},
                "copper": {"the": words("het koper"), "slug": "koper"},
            }
        },
        "cells": [{"metal": ["steel", "copper"]}],
        "named": [{"id": "koper-poetsen", "metal": "copper"}],
        "sheet": {
            "format": "sheet/1",
            "kind": "theme",
            "id": "{metal.slug}-poetsen-en-meer",
            "tracks": ["all", {"value": "copper_track", "when": {"metal": "copper"}}],
            "title": {"choose": [words("Koper") | {"when": {"metal": "copper"}}, words("Werk met {metal.the}")]},
            "short_title": words("Poetsen"),
            "summary": words("Poets {metal.the}."),
            "scales": ["reached"],
            "sections": [{"use": "goals", "items": ["rub"]}],
            "evaluation": {
                "title": words("Criteria"),
                "rule": "rule",
                "scale": "reached",
                "criteria": ["clean", {"use": "bright", "unless": {"metal": "steel"}}],
            },
        },
    }
    return {"polijsten.yaml": family, "parts/all.yaml": parts}


def read(folder: Path, change: Break = lambda _files: None) -> Library:
    """Write the small family, broken by `change`, and read it."""
    written = files()
    change(written)
    (folder / "parts").mkdir(exist_ok=True)
    for name, document in written.items():
        (folder / name).write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    return read_library(folder)


def put(file: str, *path: str | int, value: Any) -> Break:
    def change(written: Files) -> None:
        inner: Any = written[file]
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = value

    return change


def drop(file: str, *path: str | int) -> Break:
    def change(written: Files) -> None:
        inner: Any = written[file]
        for part in path[:-1]:
            inner = inner[part]
        del inner[path[-1]]

    return change


def test_a_family_makes_a_sheet_for_each_cell(tmp_path: Path) -> None:
    library = read(tmp_path)
    assert [str(problem) for problem in library.problems] == []
    steel, copper = library.sheets
    assert (steel["id"], copper["id"]) == ("staal-poetsen-en-meer", "koper-poetsen")
    assert (steel["tracks"], copper["tracks"]) == (["all"], ["all", "copper_track"])
    assert (steel["title"]["en"], copper["title"]["en"]) == ("Werk met het staal en en", "Koper en")
    assert [each["id"] for each in steel["evaluation"]["criteria"]] == ["clean"]
    assert [each["id"] for each in copper["evaluation"]["criteria"]] == ["clean", "bright"]
    assert copper["evaluation"]["criteria"][1]["look_for"]["fr"] == "Kijk naar het koper fr. fr"
    assert copper["evaluation"]["rule"] == words("Oefen tot alles lukt.")
    assert copper["sections"][0]["items"][0]["text"]["nl"] == "Wrijf op het koper."


FAMILY, PARTS = "polijsten.yaml", "parts/all.yaml"
CRITERIA = ("sheet", "evaluation", "criteria")
MISTAKES: list[tuple[Break, str, str, str]] = [
    (
        put(PARTS, "criteria", "clean", "use", value="bright"),
        PARTS,
        "criteria.bright",
        "back to itself: clean → bright → clean",
    ),
    (put(PARTS, "criteria", "bright", "use", value="bright"), PARTS, "criteria.bright", "itself: bright → bright"),
    (put(FAMILY, *CRITERIA, 0, value="shiny"), FAMILY, "sheet.evaluation.criteria[0]", "no “shiny” among the shared"),
    (put(FAMILY, "sheet", "evaluation", "rule", value="law"), FAMILY, "sheet.evaluation.rule", "no “law” among the"),
    (put(FAMILY, "sheet", "scales", 0, value="marks"), FAMILY, "sheet.scales[0]", "no “marks” among the shared scales"),
    (put(FAMILY, "sheet", "evaluation", "scale", value="marks"), FAMILY, "sheet.evaluation.scale", "no scale “marks”"),
    (put(FAMILY, *CRITERIA, 0, value="bright"), FAMILY, "sheet.evaluation.criteria[1]", "already used"),
    (drop(PARTS, "criteria", "clean", "text", "fr"), PARTS, "criteria.clean.text.fr", "is missing"),
    (drop(PARTS, "items", "rub", "text", "en"), PARTS, "items.rub.text.en", "is missing"),
    (drop(PARTS, "scales", "reached", 0, "label", "fr"), PARTS, "scales.reached[0].label.fr", "is missing"),
    (put(PARTS, "scales", "reached", 0, "order", value=9), PARTS, "scales.reached", "order must number the levels"),
    (put(PARTS, "items", "idle", value={"text": words("x")}), PARTS, "items.idle", "is used by no sheet"),
    (
        put(PARTS, "items", "rub", "text", "nl", value="{metal.of}"),
        PARTS,
        "items.rub.text.nl",
        "no word “metal.of” in nl",
    ),
    (put(PARTS, "items", "rub", "colour", value="red"), PARTS, "items.rub.colour", "is not a key of this format"),
    (put(PARTS, "Items", value={}), PARTS, "Items", "is not a key of this format"),
    (put(PARTS, "format", value="parts/9"), PARTS, "format", "must be “parts/1”"),
    (put(PARTS, "items", "rub", value="Wrijf"), PARTS, "items.rub", "must be a mapping of keys"),
    (put(FAMILY, "format", value="family/9"), FAMILY, "format", "must be “family/1”"),
    (put(FAMILY, "id", value="poetsen"), FAMILY, "id", "must be the file's name, “polijsten”"),
    (put(FAMILY, "cells", value=[]), FAMILY, "cells", "needs at least 1"),
    (put(FAMILY, "cells", 0, "metal", value=["tin"]), FAMILY, "cells[0].metal", "there is no value “tin” of metal"),
    (put(FAMILY, "cells", 0, "shape", value="round"), FAMILY, "cells[0].shape", "there is no dimension “shape”"),
    (put(FAMILY, "cells", 0, value={}), FAMILY, "cells[0].metal", "is missing"),
    (
        put(FAMILY, "cells", 0, "metal", value=["steel"] * 2),
        FAMILY,
        "cells[0]",
        "steel is already among",
    ),
    (put(FAMILY, "cells", 0, "metal", value=["steel"] * 201), FAMILY, "cells[0]", "asks for more than 200 sheets"),
    (put(FAMILY, "cells", 0, "metal", value="copper"), FAMILY, "dimensions.metal.steel", "is used by no cell"),
    (put(FAMILY, "named", 0, "metal", value="tin"), FAMILY, "named[0].metal", "there is no value “tin” of metal"),
    (drop(FAMILY, "named", 0, "id"), FAMILY, "named[0].id", "is missing"),
    (drop(FAMILY, "dimensions", "metal", "steel", "the", "fr"), FAMILY, "dimensions.metal.steel.the.fr", "is missing"),
    (
        put(FAMILY, "dimensions", "metal", "steel", "the", value={"use": "iron"}),
        FAMILY,
        "dimensions.metal.steel.the",
        "there is no “iron” among the shared texts",
    ),
    (put(FAMILY, "sheet", "id", value="poetsen"), FAMILY, "sheet.id", "another sheet"),
    (put(FAMILY, "sheet", "colour", value="red"), FAMILY, "sheet.colour", "is not a key of this format"),
    (drop(FAMILY, "sheet", "summary"), FAMILY, "sheet.summary", "is missing"),
    (
        put(FAMILY, *CRITERIA, 1, "unless", value={"metal": "tin"}),
        FAMILY,
        "sheet.evaluation.criteria[1]",
        "no value “tin”",
    ),
    (put(FAMILY, *CRITERIA, 1, "unless", value={"shape": "o"}), FAMILY, "sheet.evaluation.criteria[1]", "no dimension"),
    (put(FAMILY, *CRITERIA, 1, "unless", value="steel"), FAMILY, "sheet.evaluation.criteria[1]", "must be a mapping"),
]


@pytest.mark.parametrize(("change", "file", "path", "reason"), MISTAKES, ids=[f"{c[2]}-{c[3]}" for c in MISTAKES])
def test_a_mistake_in_a_family_is_told_at_its_place(
    tmp_path: Path, change: Break, file: str, path: str, reason: str
) -> None:
    if path == "sheet.id":  # two cells under one name
        change = both(change, put(FAMILY, "named", value=[]))
    problems = read(tmp_path, change).problems
    told = [each for each in problems if (each.file, each.path) == (file, path) and reason in each.reason]
    assert told, [str(each) for each in problems]
    assert "line " in str(told[0]) and "column " in str(told[0])


def both(*changes: Break) -> Break:
    def change(written: Files) -> None:
        for each in changes:
            each(written)

    return change


def test_a_mistake_of_one_cell_names_the_cell(tmp_path: Path) -> None:
    weld = {"processes": ["135"], "joint": "fillet", "product": "plate", "position": "PH", "materials": ["steel"]}
    change = both(
        put(FAMILY, "sheet", "kind", value="task"),
        put(FAMILY, "sheet", "weld", value={"choose": [weld | {"when": {"metal": "copper"}}]}),
    )
    told = [each for each in read(tmp_path, change).problems if each.path.endswith(".position")]
    assert [each.cell for each in told] == ["copper"]
    assert "in copper; line" in str(told[0])
    assert "“PH” is no position for a fillet weld of plate" in told[0].reason


def test_what_is_wrong_in_a_part_is_told_once_for_all_that_use_it(tmp_path: Path) -> None:
    problems = read(tmp_path, drop(PARTS, "items", "rub", "text", "fr")).problems
    assert [(each.file, each.path) for each in problems] == [(PARTS, "items.rub.text.fr")]


def test_a_broken_file_of_parts_is_told(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / PARTS).write_text("format: [\n", "utf-8")
    problems = read_library(tmp_path).problems
    assert (problems[0].file, problems[0].path) == (PARTS, "line 2, column 1")


def test_a_part_has_one_home(tmp_path: Path) -> None:
    more = {"format": "parts/1", "items": {"rub": {"text": words("Nog eens")}}}
    problems = read(tmp_path, lambda written: written.update({"parts/more.yaml": more})).problems
    assert (problems[0].file, problems[0].path) == ("parts/more.yaml", "items.rub")
    assert "“rub” is already used in parts/all.yaml" in problems[0].reason


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "clean", "steel", "{metal}", "{metal.the}", "use"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["use", "when", "unless", "choose", "value", "nl", "id", "metal"]), inner)
    ),
    max_leaves=6,
)


def places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [each for key, value in inner for each in ((*path, key), *places(value, (*path, key)))]


PLACES = [(file, place) for file, document in files().items() for place in places(document)]


@given(st.sampled_from(PLACES), junk)
def test_whatever_stands_in_a_family_it_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, tuple[str | int, ...]], value: Any
) -> None:
    file, path = place
    library = read(tmp_path_factory.mktemp("family"), put(file, *path, value=value))
    assert library.problems or len(library.sheets) == 2
    assert all(str(problem) for problem in library.problems)
