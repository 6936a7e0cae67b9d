"""Finding sheets by words, with what goes wrong in typing them."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask

from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.sheets.models import Library
from logbook.sheets.queries import sheet_index
from logbook.sheets.services import load_library
from tests import factories
from tests.conftest import shipped_library

from .files import WELDING

CountQueries = Callable[[Callable[[], object]], list[str]]
TIG = "proef-stompe-las-tig-pf"


def actor_at(name: str = "Technisch Instituut Proef", role: Role = Role.TEACHER) -> Actor:
    with transaction():
        school = factories.make_school(name)
        someone = factories.make_person("Lena")
        factories.make_member(someone, school, role)
        return factories.actor_of(someone)


def like_welding(sheet_id: str, title: str, weld: dict[str, Any]) -> dict[str, Any]:
    """Return a sheet that is like the shipped weld but for its name and what is welded."""
    sheet = deepcopy(next(each for each in shipped_library().sheets if each["id"] == WELDING))
    text = dict.fromkeys(("nl", "en", "fr"), title)
    return sheet | {"id": sheet_id, "title": text, "short_title": text, "summary": text, "weld": weld}


@pytest.fixture
def teacher(library: Flask) -> Actor:
    weld = {"processes": ["141"], "joint": "butt", "product": "plate", "position": "PF", "materials": ["steel"]}
    with transaction():
        load_library(None, Library((like_welding(TIG, "Stompe las TIG PF", weld),)))
    return actor_at()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("hoeklas pa", WELDING),
        ("HOEKLAS", WELDING),
        ("hoeklsa pa", WELDING),
        ("hoklas", WELDING),
        ("tig pf stompe", TIG),
        ("stmpe", TIG),
        ("141", TIG),
        ("butt weld", TIG),
        ("soft skils", "soft-skills"),
        ("smeren", "emt-smeren"),
        ("smeern", "emt-smeren"),
    ],
)
def test_the_first_is_the_one_meant(teacher: Actor, asked: str, first: str) -> None:
    assert sheet_index(teacher).find(asked)[0].id == first


@pytest.mark.parametrize(
    "asked", ["naad", "nád", "5011", "inkarteling", "inkartelign", "porosité", "undercut", "krater"]
)
def test_what_welds_share_finds_them_all(teacher: Actor, asked: str) -> None:
    assert {WELDING, TIG} <= {line.id for line in sheet_index(teacher).find(asked)}


@pytest.mark.parametrize("asked", ["", "   ", "%", "xyzzyplugh", "999999", "');--", "\N{ZERO WIDTH SPACE}"])
def test_what_means_nothing_finds_nothing(teacher: Actor, asked: str) -> None:
    assert sheet_index(teacher).find(asked) == ()


def test_a_word_too_many_leaves_what_the_others_mean(teacher: Actor) -> None:
    assert sheet_index(teacher).find("hoeklas pa xyzzyplugh")[0].id == WELDING


def test_a_page_of_words_is_asked_by_its_first_ones(teacher: Actor) -> None:
    assert sheet_index(teacher).find("hoeklas " + "las " * 5000)[0].id


def test_the_index_costs_one_query_once_it_is_read(teacher: Actor, count_queries: CountQueries) -> None:
    sheet_index(teacher)
    assert len(count_queries(lambda: sheet_index(teacher))) == 1


def test_a_new_version_is_found_by_its_new_words(teacher: Actor) -> None:
    assert not sheet_index(teacher).find("zeppelin")
    weld = {"processes": ["141"], "joint": "butt", "product": "plate", "position": "PC", "materials": ["steel"]}
    with transaction():
        load_library(None, Library((like_welding(TIG, "Zeppelin TIG PC", weld),)))
    (found,) = sheet_index(teacher).find("zeppelin")
    assert (found.number, found.weld and found.weld.position) == (2, "PC")
    assert not [line for line in sheet_index(teacher).find("pf") if line.id == TIG]


def test_a_schools_own_sheet_is_found_there_only(teacher: Actor) -> None:
    weld = {"processes": ["111"], "joint": "fillet", "product": "tube", "position": "PB", "materials": ["steel"]}
    with transaction():
        load_library(teacher, Library((like_welding("s-1-eigen", "Eigenzinnig", weld),)))
    (found,) = sheet_index(teacher).find("eigenzinnig")
    assert found.own
    assert not sheet_index(actor_at("Andere school Proef")).find("eigenzinnig")


def test_stages_are_not_in_the_index(teacher: Actor) -> None:
    assert [line.id for line in sheet_index(teacher).lines] == [WELDING, TIG, "emt-smeren", "soft-skills"]
