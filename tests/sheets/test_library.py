"""The shipped sheets are valid, complete in three languages, and what the printed forms hold."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

import pytest

from logbook.sheets.models import LANGUAGES, STAGES, Cadence, SheetContent, SheetKind, read_content
from logbook.sheets.schemas import LIBRARY
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
    assert len(SHEETS) == len(set(SHEETS)) >= 55
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
