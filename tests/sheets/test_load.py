"""Loading publishes what changed and leaves history alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.clock import now
from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets import queries
from logbook.sheets.models import Library, Sheet, SheetVersion
from logbook.sheets.queries import stored as stored_sheets
from logbook.sheets.schemas import read_library
from logbook.sheets.services import Published, load_library
from tests import factories

from .files import WELDING, Change, drop, put, write

WORDS = put("steps", 0, "text", "nl", value="Kijk eerst naar de tekening.")


@pytest.fixture
def teacher(clean: Flask) -> Actor:
    with transaction():
        school = factories.make_school()
    return Actor(new_id(), "Tess", Role.TEACHER, school.id, school.name, new_id())


def load(folder: Path, change: Change | None = None, actor: Actor | None = None) -> Published:
    """Write the welding sheet, changed, and load it."""
    write(folder, WELDING, change)
    with transaction():
        return load_library(actor, read_library(folder))


def stored() -> list[SheetVersion]:
    return list(db.session.scalars(select(SheetVersion).order_by(SheetVersion.number)))


def test_the_shipped_sheets_load(clean: Flask) -> None:
    with transaction():
        published = load_library(None, read_library(), note="first")
    assert {number for _sheet, number in published.new} == {1}
    assert len(published.new) == len(read_library().sheets)
    assert {version.note for version in stored()} == {"first"}
    assert {version.published_at for version in stored()} == {now()}
    assert {sheet.school_id for sheet in db.session.scalars(select(Sheet))} == {None}


def test_the_same_file_changes_nothing(clean: Flask, tmp_path: Path) -> None:
    assert load(tmp_path) == Published(((WELDING, 1),), ())
    assert load(tmp_path) == Published((), (WELDING,))
    assert len(stored()) == 1


def test_comments_and_the_order_of_keys_change_nothing(clean: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    file = write(tmp_path, WELDING, lambda document: document.update(title=document.pop("title")))
    file.write_text("# a comment\n" + file.read_text("utf-8"), "utf-8")
    with transaction():
        assert not load_library(None, read_library(tmp_path)).new


def test_a_changed_file_becomes_the_next_version(clean: Flask, tmp_path: Path, teacher: Actor) -> None:
    load(tmp_path)
    old = queries.latest_version(teacher, WELDING)
    assert load(tmp_path, WORDS).new == ((WELDING, 2),)
    latest = queries.latest_version(teacher, WELDING)
    assert (latest.number, latest.steps[0].text["nl"]) == (2, "Kijk eerst naar de tekening.")
    assert queries.version(teacher, old.version_id) is old
    assert stored()[0].content["steps"][0]["text"]["nl"] == old.steps[0].text["nl"] != latest.steps[0].text["nl"]


def test_a_change_that_is_undone_is_a_version_too(clean: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, WORDS)
    assert load(tmp_path).new == ((WELDING, 3),)
    first, _second, third = stored()
    assert first.sha == third.sha


def test_each_new_version_is_an_event(clean: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path)
    load(tmp_path, WORDS)
    events = list(db.session.scalars(select(Event).where(Event.deed == "publish").order_by(Event.id)))
    assert [(event.thing, event.old, event.new) for event in events] == [
        ("sheet_version", None, "1"),
        ("sheet_version", "1", "2"),
    ]
    assert [event.thing_id for event in events] == [str(version.id) for version in stored()]


def test_a_library_with_a_problem_loads_nothing(clean: Flask, tmp_path: Path) -> None:
    write(tmp_path, "soft-skills")
    with pytest.raises(Rejected) as refused:
        load(tmp_path, drop("title", "fr"))
    assert refused.value.errors == {f"{WELDING}.yaml": ["title.fr: is missing"]}
    assert not stored()


def test_a_sheet_keeps_its_kind(clean: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    library = read_library(tmp_path)
    with pytest.raises(Rejected), transaction():
        load_library(None, Library(({**library.sheets[0], "kind": "theme"},)))


def test_a_school_publishes_for_itself_alone(tmp_path: Path, teacher: Actor) -> None:
    with transaction():
        other = factories.make_school("Andere School")
    stranger = replace(teacher, school_id=other.id)
    load(tmp_path, actor=teacher)
    own = queries.latest_version(teacher, WELDING)
    assert own.school_id == teacher.school_id
    assert queries.sheet_list(stranger) == []
    with pytest.raises(NotFound):
        queries.latest_version(stranger, WELDING)
    with pytest.raises(NotFound):
        queries.version(stranger, own.version_id)
    with pytest.raises(Rejected):
        load(tmp_path, WORDS, actor=stranger)
    with pytest.raises(Rejected):
        load(tmp_path, WORDS)


def test_a_learner_publishes_nothing(tmp_path: Path, teacher: Actor) -> None:
    with pytest.raises(NotPermitted):
        load(tmp_path, actor=replace(teacher, role=Role.LEARNER))


def test_a_version_that_is_not_there(teacher: Actor) -> None:
    with pytest.raises(NotFound):
        queries.version(teacher, UUID(int=7))


def test_what_was_read_once_needs_no_query(
    library: Flask, teacher: Actor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    latest = queries.latest_version(teacher, WELDING)
    assert len(count_queries(lambda: queries.version(teacher, latest.version_id))) == 0
    queries.sheet_list(teacher)
    assert len(count_queries(lambda: queries.sheet_list(teacher))) == 1
    queries.stages(teacher)
    assert len(count_queries(lambda: queries.stage_map(teacher))) == 1


def test_sheets_come_in_the_order_of_work(library: Flask, teacher: Actor) -> None:
    assert [content.id for content in queries.sheet_list(teacher)] == [WELDING, "emt-smeren", "soft-skills"]
    assert next(iter(queries.stage_map(teacher))) == "modelling"


def test_the_cache_stays_small(library: Flask, teacher: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_sheets, "_KEPT", 2)
    assert len(queries.sheet_list(teacher)) == 3
    assert len(queries.sheet_list(teacher)) == 3
