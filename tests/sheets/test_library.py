"""The shipped sheets are valid, complete in three languages, and what the printed forms hold."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.services.tracks import add_tracks
from logbook.sheets.models import (
    LANGUAGES,
    METALS,
    PROCESSES,
    STAGES,
    WELD_POSITIONS,
    Cadence,
    SheetContent,
    SheetKind,
    read_content,
)
from logbook.sheets.schemas import LIBRARY
from logbook.sheets.schemas.documents import read_document
from logbook.training.models import Track
from tests.conftest import TAUGHT, whole_library

from .files import WELDING, shipped

SHEETS = sorted(sheet["id"] for sheet in whole_library().sheets)


@cache
def content_of(sheet_id: str) -> SheetContent:
    stored = next(sheet for sheet in whole_library().sheets if sheet["id"] == sheet_id)
    return read_content(stored, version_id=UUID(int=1), number=1)


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Yield every translated text."""
    if isinstance(node, dict):
        if "nl" in node:
            yield node
        else:
            for inner in node.values():
                yield from texts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from texts(inner)


def test_every_shipped_file_is_valid() -> None:
    library = whole_library()
    assert [str(problem) for problem in library.problems] == []
    assert len(SHEETS) == len(set(SHEETS)) >= 60
    assert set(SHEETS) > TAUGHT
    assert {path.stem for path in LIBRARY.glob("*.yaml")} - {"lassen"} < set(SHEETS)


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_texts_are_in_every_language_and_short(sheet_id: str) -> None:
    found = list(texts(shipped(sheet_id)))
    assert len(found) > 20
    for text in found:
        assert set(text) == set(LANGUAGES)
        for sentence in text.values():
            assert len(sentence.split()) <= 30, sentence
            assert "{" not in sentence


def test_the_welding_sheet_holds_the_printed_form() -> None:
    sheet = content_of(WELDING)
    assert sheet.kind is SheetKind.TASK
    assert [(line.id, line.codes) for line in sheet.header][:3] == [
        ("welding_process", ("131", "135", "136", "138")),
        ("weld_type", ("FW",)),
        ("welding_position", ("PA",)),
    ]
    assert (len(sheet.steps), len(sheet.checks), len(sheet.criteria)) == (12, 9, 10)
    assert list(sheet.fields) == [
        "date",
        "task_description",
        "working_times",
        "process_used",
        "metal_used",
        "visual_check_done",
    ]
    assert [option.id for option in sheet.fields["metal_used"].options] == ["steel", "stainless_steel", "aluminium"]
    assert {criterion.id: criterion.iso_label for criterion in sheet.criteria} == {
        "makes_test_weld": "",
        "crack_free": "100",
        "surface_pores": "2017",
        "restart": "517",
        "complete_shape": "500",
        "undercut": "5011/5012",
        "throat_thickness": "5213",
        "fillet_convexity": "503",
        "spatter_free": "602",
        "grinding": "606",
    }


def test_only_the_criteria_of_the_weld_count() -> None:
    sheet = content_of(WELDING)
    assert sheet.counting_ids == {criterion.id for criterion in sheet.criteria}
    assert set(sheet.all_criteria) == sheet.counting_ids | {check.id for check in sheet.checks}
    assert [group.id for group in sheet.groups] == ["checks", "criteria"]


def test_the_throat_can_be_measured() -> None:
    measurement = content_of(WELDING).all_criteria["throat_thickness"].measurement
    assert measurement is not None
    assert measurement.unit == "mm"
    assert [field.id for field in measurement.fields] == ["nominal", "measured"]


def test_other_imperfections_name_none_of_the_criteria() -> None:
    sheet = content_of(WELDING)
    own = {code for criterion in sheet.criteria for code in criterion.iso}
    assert {"104", "2025", "401", "505", "506", "510", "512", "513", "514", "601", "604", "607", "610", "617"} <= set(
        sheet.imperfections
    )
    assert own.isdisjoint(sheet.imperfections)
    assert sheet.imperfection_edition == "ISO 6520-1:2007"


def test_levels_carry_their_mark() -> None:
    reached = content_of(WELDING).scale("reached")
    assert [(level.id, level.mark, level.symbol["nl"]) for level in reached.printed] == [
        ("reached", "met", "V"),
        ("not_yet_reached", "not_met", "O"),
    ]
    assert [level.id for level in reached.levels] == ["not_yet_reached", "reached"]


def test_soft_skills_hold_sixteen_items_in_three_groups() -> None:
    sheet = content_of("soft-skills")
    assert [(group.id, len(group.criteria)) for group in sheet.groups] == [
        ("acting_respectfully", 5),
        ("acting_professionally", 5),
        ("willingness_to_learn", 6),
    ]
    assert [criterion.id for criterion in sheet.all_criteria.values() if criterion.extension] == ["problem_solving"]
    assert all(criterion.cadence is Cadence.WEEK for criterion in sheet.all_criteria.values())
    assert all(criterion.examples and not criterion.counts for criterion in sheet.all_criteria.values())
    assert all(group.agreements for group in sheet.groups)


def test_soft_skill_levels_stand_as_printed_and_make_points() -> None:
    scale = content_of("soft-skills").scale("expectation")
    assert [level.id for level in scale.printed] == ["meets", "not_yet_meets", "above_expectation"]
    assert [(level.id, level.makes, level.mark) for level in scale.levels] == [
        ("not_yet_meets", "work_point", "not_met"),
        ("meets", None, "met"),
        ("above_expectation", "strong_point", "above"),
    ]


def test_the_maintenance_sheet_holds_its_sections() -> None:
    sheet = content_of("emt-smeren")
    assert sheet.kind is SheetKind.THEME
    assert [(section.id, len(section.items)) for section in sheet.sections] == [
        ("learning_goals", 7),
        ("school_knowledge_and_skills", 6),
        ("practice_contexts", 4),
    ]
    assert sheet.counting_ids == {"lubricates_according_to_plan", "disposes_of_used_lubricants_correctly"}
    assert all(criterion.scale.id == "reached" for criterion in sheet.criteria)


def test_the_stages_are_complete_and_the_frame_lets_go() -> None:
    stages = content_of("cognitive-apprenticeship").stages
    assert tuple(stage.id for stage in stages) == STAGES
    assert [stage.number for stage in stages] == [1, 2, 3, 4, 5, 6]
    for stage in stages:
        assert stage.mentor_roles and stage.learner_roles and stage.attention
        assert len(stage.questions) >= 3
    prompts = [len(stage.frame.prompts) for stage in stages]
    assert prompts == sorted(prompts, reverse=True)
    assert prompts[-1] == 1
    assert [stage.frame.strict for stage in stages] == [True, True, True, False, False, False]
    assert [stage.did["nl"] for stage in stages] == [
        "Meegekeken",
        "Met hulp",
        "Zelf gedaan",
        "Uitgelegd",
        "Vergeleken",
        "Iets nieuws",
    ]


ONLY_BUTT = {"4021", "5013", "502", "504", "5071", "5072", "509", "511", "515", "516", "5211", "5212"}
ONLY_FILLET = {"503", "512", "5213", "5214", "617"}


def sources() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text that the library's files hold, with the file it stands in."""
    for file in sorted(LIBRARY.rglob("*.yaml")):
        yield from ((file.name, text) for text in texts(read_document(file)))


def test_every_text_is_written_once_in_the_sources() -> None:
    written = Counter(tuple(text[language] for language in LANGUAGES) for _file, text in sources())
    assert len(written) > 800
    assert [text for text, times in written.items() if times > 1] == []


def test_every_label_of_a_criterion_step_or_check_is_written_once_in_each_language() -> None:
    parts = [read_document(file) for file in LIBRARY.rglob("*.yaml")]
    labels = [each["text"] for each in labelled(parts) if "text" in each and "{" not in each["text"]["nl"]]
    assert len(labels) > 300
    for language in LANGUAGES:
        doubled = Counter(text[language].casefold() for text in labels)
        assert [text for text, times in doubled.items() if times > 1] == []


def labelled(node: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that has a text of its own."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), dict):
            yield node
        for inner in node.values():
            yield from labelled(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from labelled(inner)


def welds() -> list[SheetContent]:
    return [content for content in map(content_of, SHEETS) if content.weld]


def test_the_family_spans_processes_joints_products_and_positions() -> None:
    found = [content.weld for content in welds() if content.weld]
    assert len(found) == len({(weld.processes[-1], weld.joint, weld.product, weld.position) for weld in found}) >= 50
    assert {process for weld in found for process in weld.processes} == set(PROCESSES)
    assert {metal for weld in found for metal in weld.materials} == set(METALS)
    assert {(weld.joint, weld.product) for weld in found} == set(WELD_POSITIONS)
    assert {weld.position for weld in found} >= {"PA", "PB", "PC", "PD", "PE", "PF", "PG", "PH", "PJ", "H-L045"}


@pytest.mark.parametrize("content", welds(), ids=lambda content: content.id)
def test_a_weld_has_only_what_fits_it(content: SheetContent) -> None:
    weld = content.weld
    assert weld is not None
    codes = {code for each in content.criteria for code in each.iso} | set(content.imperfections)
    assert codes.isdisjoint(ONLY_BUTT if weld.joint == "fillet" else ONLY_FILLET)
    assert {"503", "5213"} <= codes if weld.joint == "fillet" else {"502", "504", "4021", "511", "515"} <= codes
    assert ("5072" if weld.product == "plate" else "5071") not in codes
    assert ("3041" in codes) == ("tungsten_free" in content.all_criteria) == (weld.processes == ("141",))
    assert ("slag_free" in content.all_criteria) == (weld.processes == ("111",))
    assert ("aluminium" in weld.materials) == (not {"131", "141"}.isdisjoint(weld.processes))
    assert [option.id for option in content.fields["metal_used"].options] == list(weld.materials)
    if "process_used" in content.fields:
        assert [option.id for option in content.fields["process_used"].options] == list(weld.processes)
    header = {line.id: line.codes for line in content.header}
    assert header["welding_process"] == weld.processes
    assert header["welding_position"] == (weld.position,)
    assert header["weld_type"] == (("FW",) if weld.joint == "fillet" else ("BW",))
    own = [code for each in content.criteria for code in each.iso]
    assert len(own) == len(set(own)) and set(own).isdisjoint(content.imperfections)


def test_every_title_is_of_one_sheet() -> None:
    for language in LANGUAGES:
        for key in ("title", "short_title"):
            assert len({getattr(content_of(sheet), key)[language] for sheet in SHEETS}) == len(SHEETS)


def test_every_sheet_belongs_to_a_track_that_a_school_begins_with(clean: Flask) -> None:
    with transaction():
        add_tracks()
    named = {track for content in map(content_of, SHEETS) for track in content.tracks}
    assert named - {"all"} <= set(db.session.scalars(select(Track.id)))


def test_four_levels_hold_the_same_soft_skills() -> None:
    three, four = content_of("soft-skills"), content_of("soft-skills-four-levels")
    assert list(four.all_criteria) == list(three.all_criteria)
    assert [(level.id, level.mark) for level in four.scale("four_levels").levels] == [
        ("not_yet", "not_met"),
        ("sometimes", "not_met"),
        ("mostly", "met"),
        ("always", "above"),
    ]
