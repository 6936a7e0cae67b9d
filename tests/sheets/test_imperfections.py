"""Every imperfection of the library: a name, what to look for, and a drawing, in three languages."""

from pathlib import Path

import yaml

from logbook.sheets.models import DRAWINGS, LANGUAGES
from logbook.sheets.schemas import LIBRARY
from tests.conftest import whole_library

CATALOGUE = Path(LIBRARY) / "parts" / "imperfections.yaml"


def catalogue() -> list[dict[str, object]]:
    listed: list[dict[str, object]] = yaml.safe_load(CATALOGUE.read_text("utf-8"))["imperfections"]
    return listed


def listed() -> list[dict[str, object]]:
    return [each for sheet in whole_library().sheets for each in sheet.get("other_imperfections", {}).get("codes", [])]


def test_every_imperfection_of_every_sheet_is_explained_and_drawn() -> None:
    assert listed()
    for each in listed():
        assert each["drawing"] in DRAWINGS, each["code"]
        for texts in (each["name"], each["look_for"]):
            assert isinstance(texts, dict) and all(texts[language].strip() for language in LANGUAGES), each["code"]


def test_every_criterion_with_a_number_is_drawn() -> None:
    for sheet in whole_library().sheets:
        for criterion in sheet.get("evaluation", {}).get("criteria", []):
            assert not criterion.get("iso6520") or criterion.get("drawing") in DRAWINGS, (sheet["id"], criterion["id"])


def test_the_catalogue_names_each_number_once_and_says_nothing_twice() -> None:
    codes = [each["code"] for each in catalogue()]
    assert len(codes) == len(set(codes)) >= 55
    said = [text for each in catalogue() for key in ("name", "look_for") for text in each[key].values()]  # type: ignore[attr-defined]
    assert len(said) == len(set(said))


def test_what_to_look_for_is_short() -> None:
    for each in catalogue():
        for text in each["look_for"].values():  # type: ignore[attr-defined]
            assert len(text.split()) <= 20, text
