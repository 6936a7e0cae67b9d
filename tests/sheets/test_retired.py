"""Retired criteria and steps, and groups of criteria, in the format and in what pages read."""

import copy
from typing import Any
from uuid import uuid4

import pytest

from logbook.sheets.models import read_content
from logbook.sheets.schemas import validate_sheet
from tests.conftest import shipped_library
from tests.factories import WELDING


@pytest.fixture
def sheet() -> dict[str, Any]:
    return copy.deepcopy(next(each for each in shipped_library().sheets if each["id"] == WELDING))


def _read(sheet: dict[str, Any]) -> Any:
    valid, problems = validate_sheet("x", sheet)
    assert valid is not None, problems
    return read_content(valid, version_id=uuid4(), number=1)


def _words(text: str) -> dict[str, str]:
    return dict.fromkeys(("nl", "fr", "en"), text)


def test_a_sheet_without_the_new_keys_reads_as_before(sheet: dict[str, Any]) -> None:
    read = _read(sheet)
    assert [group.id for group in read.groups] == ["checks", "criteria"]
    assert not read.retired and not read.untranslated


def test_what_is_retired_is_asked_no_more_and_keeps_its_words(sheet: dict[str, Any]) -> None:
    criterion, check = sheet["evaluation"]["criteria"][0], sheet["daily_log"]["checks"]["items"][0]
    for part in (criterion, check, sheet["steps"][0]):
        part["retired"] = True
    read = _read(sheet)
    assert set(read.retired) == {criterion["id"], check["id"]}
    assert not {criterion["id"], check["id"]} & set(read.all_criteria)
    assert criterion["id"] not in read.counting_ids and len(read.steps) == len(sheet["steps"]) - 1
    assert read.retired[criterion["id"]].counts and not read.retired[check["id"]].counts


def test_criteria_stand_under_the_headings_of_their_groups(sheet: dict[str, Any]) -> None:
    sheet["evaluation"]["groups"] = [
        {"id": "looks", "title": _words("Uitzicht")},
        {"id": "none", "title": _words("Leeg")},
    ]
    sheet["evaluation"]["criteria"][0]["group"] = "looks"
    read = _read(sheet)
    assert [group.id for group in read.groups] == ["checks", "criteria", "looks"]
    assert [each.id for each in read.groups[2].criteria] == [sheet["evaluation"]["criteria"][0]["id"]]
    assert len(read.criteria) == len(sheet["evaluation"]["criteria"]) == len(read.counting_ids)


def test_a_group_that_is_not_there_and_a_sheet_without_anything_in_use(sheet: dict[str, Any]) -> None:
    sheet["evaluation"]["criteria"][0]["group"] = "nowhere"
    sheet["evaluation"]["groups"] = [{"id": "checks", "title": _words("x")}, {"id": "checks", "title": _words("y")}]
    for step in sheet["steps"]:
        step["retired"] = True
    found = {problem.path for problem in validate_sheet("x", sheet)[1]}
    assert found == {"evaluation.criteria[0].group", "evaluation.groups[0].id", "evaluation.groups[1].id", "steps"}
