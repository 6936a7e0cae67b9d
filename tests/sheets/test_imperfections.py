"""Every imperfection of the library: a name, what to look for, and a drawing, in three languages."""

from collections.abc import Callable
from pathlib import Path

import yaml
from sqlalchemy import select

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import DRAWINGS, LANGUAGES, SheetVersion
from logbook.sheets.schemas import LIBRARY
from tests.conftest import whole_library
from tests.factories import WELDING, Cast
from tests.pages import PageClient

CATALOGUE = Path(LIBRARY) / "parts" / "imperfections.yaml"


def catalogue() -> list[dict[str, object]]:
    listed: list[dict[str, object]] = yaml.safe_load(CATALOGUE.read_text("utf-8"))["imperfections"]
    return listed


def listed() -> list[dict[str, object]]:
    return [each for sheet in whole_library().sheets for each in sheet.get("other_imperfections", {}).get("codes", [])]


def forget_drawings() -> None:
    """Store the welding sheet as a release before this one did."""
    with transaction():
        for version in db.session.scalars(select(SheetVersion)):
            others = version.content.get("other_imperfections", {"codes": []})
            names = [{"code": each["code"], "name": each["name"]} for each in others["codes"]]
            if names:
                version.content = version.content | {"other_imperfections": others | {"codes": names}}


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


def test_a_sheet_shows_its_further_imperfections_with_drawing_and_sentence(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    page = client_for(cast.learner).get(f"/sheets/{WELDING}")
    shown = {number.get_text(): number.find_parent("li") for number in page.all(".imperfections .num")}
    sheet = next(sheet for sheet in whole_library().sheets if sheet["id"] == WELDING)
    for each in sheet["other_imperfections"]["codes"]:
        item = str(shown.pop(each["code"]))
        assert f"#w-{each['drawing']}-bad" in item
        assert each["look_for"]["nl"] in item
    assert not shown


def test_a_version_from_before_the_drawings_still_shows_its_names(
    cast: Cast, client_for: Callable[..., PageClient]
) -> None:
    forget_drawings()
    page = client_for(cast.learner).get(f"/sheets/{WELDING}")
    assert "overvloeiing" in page.text
    assert not page.all(".imperfections svg")


def test_the_entry_form_only_names_them(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    """On a phone the form stays light: number and name."""
    page = client_for(cast.learner).get(f"/entries/{new_id()}?sheet={WELDING}")
    assert "overvloeiing" in page.text
    assert "welds-more.svg" not in page.html


def test_the_page_of_a_weld_shows_its_position(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    page = client_for(cast.learner).get(f"/sheets/{WELDING}")
    assert "stand PA" in str(page.one("figure.joint-figure svg")["aria-label"])
    assert "PA" in page.one("figure.joint-figure figcaption").get_text()


def test_a_section_is_of_the_joint_that_the_sheet_is_about() -> None:
    fillet = {"no-fusion", "fillet-root", "toe", "overlap", "undercut", "throat", "convex", "grind", "angle-fillet"}
    butt = {"no-fusion-butt", "no-penetration", "toe-butt", "overlap-butt", "undercut-butt", "cap-high", "grind-butt"}
    others = {"fillet": butt | {"slag-inside", "oxide-inside", "tungsten-inside", "angle", "distorted-butt"}}
    others["butt"] = fillet | {"slag-fillet", "oxide-fillet", "tungsten-fillet", "distorted", "throat-large", "gap"}
    for sheet in whole_library().sheets:
        if "weld" in sheet:
            parts = (*sheet["evaluation"]["criteria"], *sheet["other_imperfections"]["codes"])
            assert not {part.get("drawing") for part in parts} & others[sheet["weld"]["joint"]], sheet["id"]
