"""The questions of the writing frame are those of when a day was handed in: a newer version changes no old entry."""

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Library, SheetVersion
from logbook.sheets.queries import STAGES_SHEET, stages_then
from logbook.sheets.services import load_library
from tests.entries.work import submit
from tests.factories import Cast
from tests.pages import PageClient
from tests.reviews.work import week_url

ClientFor = Callable[..., PageClient]
LATER = timedelta(hours=1)


def reword(change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Publish the stages with other questions."""
    newest = db.session.query(SheetVersion).filter_by(sheet_id=STAGES_SHEET).order_by(SheetVersion.number.desc())
    content = copy.deepcopy(newest.first().content)  # type: ignore[union-attr]
    for stage in content["stages"]:
        change(stage["frame"]["prompts"])
    with transaction():
        load_library(None, Library((content,)))


def other_words(prompts: list[dict[str, Any]]) -> None:
    for each in prompts:
        each["text"] = dict.fromkeys(("nl", "fr", "en"), "Heel andere vraag")


def other_names(prompts: list[dict[str, Any]]) -> None:
    for each in prompts:
        each["id"] = f"new_{each['id']}"


@pytest.fixture
def asked(library: Flask, cast: Cast) -> tuple[str, str]:
    """Return a question, and how it is worded."""
    frame = stages_then(cast.actor("learner")).latest["coaching"].frame
    return frame.prompts[0].id, frame.prompts[0].text["nl"]


@pytest.fixture
def entry(cast: Cast, asked: tuple[str, str]) -> UUID:
    entry_id = submit(cast, note={asked[0]: "Ik keek naar de rups."}).entry_id
    assert entry_id is not None
    return entry_id


@pytest.mark.parametrize("change", [other_words, other_names])
def test_an_old_entry_keeps_its_questions(
    cast: Cast, client_for: ClientFor, asked: tuple[str, str], entry: UUID, change: Any
) -> None:
    with clock.freeze(clock.now() + LATER):
        learner, mentor = client_for(cast.learner), client_for(cast.mentor)
        pages = [(learner, f"/entries/{entry}"), (mentor, f"/entries/{entry}"), (mentor, week_url(cast))]
        before = [client.get(path).one("main").text for client, path in pages]
        reword(change)
        after = [client.get(path).one("main").text for client, path in pages]
    assert before == after
    assert all(asked[1] in each and "Ik keek naar de rups." in each for each in after)


def test_a_new_day_is_asked_the_new_questions(library: Flask, cast: Cast) -> None:
    actor = cast.actor("learner")
    written_at = clock.now()
    with clock.freeze(written_at + LATER):
        reword(other_words)
        then = stages_then(actor)
        assert then.latest == then.at(clock.now()) != then.at(written_at)
        assert then.at(written_at - timedelta(days=9999)) == then.at(written_at)


def test_words_under_a_question_that_no_version_asks_are_shown(cast: Cast, client_for: ClientFor, entry: UUID) -> None:
    unknown = submit(cast, note={"never_asked": "Toch bewaard."}).entry_id
    text = client_for(cast.learner).get(f"/entries/{unknown}").text
    assert "Toch bewaard." in text and "Notitie" in text
