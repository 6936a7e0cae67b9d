"""What learners wrote and handed in, by question; nothing that they did not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from logbook.accounts.models import Look
from logbook.core.errors import NotFound
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, Round
from logbook.entries.services import erase_entry_of
from logbook.extensions import db
from logbook.remediation.queries import NotesFilters, NotesPage, notes_page
from logbook.reviews.models import Remark
from logbook.sheets.queries import stage_map
from tests.entries.test_stages_then import other_names, reword
from tests.entries.work import TODAY, rate, submit
from tests.factories import WELDING, Cast, add
from tests.pages import PageClient
from tests.remediation.work import CRACK


def questions(cast: Cast, stage: str) -> list[str]:
    return [each.id for each in stage_map(cast.actor("teacher"))[stage].frame.prompts]


def write(cast: Cast, text: str, place: int = 0, stage: str = "coaching", day: date = TODAY, **more: Any) -> UUID:
    entry_id = new_id()
    note = {questions(cast, stage)[place]: text}
    submit(cast, entry_id, date=day, stage=stage, note=note, **more)
    return entry_id


def round_of(entry_id: UUID) -> UUID:
    return db.session.query(Round).filter_by(entry_id=entry_id).one().id


def notes(cast: Cast, who: str = "teacher", number: int = 1, **filters: Any) -> NotesPage:
    return notes_page(cast.actor(who), cast.group.id, NotesFilters(**filters), number)


def texts(page: NotesPage) -> list[str]:
    return [each.text for each in page.answers.items]


@pytest.mark.parametrize("who", ["teacher", "counsellor", "coordinator"])
def test_answers_come_by_question_the_newest_first(cast: Cast, who: str) -> None:
    write(cast, "gisteren", day=TODAY - timedelta(days=1))
    write(cast, "tweede vraag", place=1)
    write(cast, "vandaag")
    page = notes(cast, who)
    assert texts(page) == ["vandaag", "gisteren", "tweede vraag"]
    assert {each.learner.id for each in page.answers.items} == {cast.learner.id}


def test_an_answer_to_a_question_that_is_no_longer_asked_stays(cast: Cast) -> None:
    write(cast, "op de oude vraag")
    reword(other_names)
    assert texts(notes(cast)) == texts(notes(cast, stage="coaching")) == ["op de oude vraag"]


@pytest.mark.parametrize("who", ["other_teacher", "outsider", "mentor", "learner", "guardian"])
def test_nobody_else_reads_them(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        notes(cast, who)


def test_only_the_version_that_counts_is_there(cast: Cast) -> None:
    entry_id = write(cast, "eerst")
    submit(cast, entry_id, base_rev=1, stage="coaching", note={questions(cast, "coaching")[0]: "later"})
    assert texts(notes(cast)) == ["later"]


@pytest.mark.parametrize("state", ["draft", "held"])
def test_withdrawn_and_held_entries_are_not_there(cast: Cast, state: str) -> None:
    entry_id = write(cast, "niet voor school")
    with transaction():
        db.session.get_one(Entry, entry_id).state = state
    assert texts(notes(cast)) == []


def test_what_was_only_typed_is_not_there(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    name = questions(cast, "coaching")[0]
    client_for(cast.learner).post(
        f"/entries/{new_id()}/draft",
        {"sheet": WELDING, "sheet_version": "1", "date": TODAY.isoformat(), f"note.{name}": "nog niet af"},
        status=204,
    )
    assert texts(notes(cast)) == []


def test_an_erased_entry_is_gone(cast: Cast) -> None:
    entry_id = write(cast, "weg")
    with transaction():
        erase_entry_of(cast.school.id, entry_id, "request")
    assert texts(notes(cast)) == []


def test_by_sheet_and_by_stage(cast: Cast) -> None:
    write(cast, "met hulp")
    write(cast, "kijken", stage="modelling")
    assert texts(notes(cast, stage="modelling")) == ["kijken"]
    assert set(texts(notes(cast, sheet=WELDING))) == {"met hulp", "kijken"}
    assert texts(notes(cast, sheet="emt-smeren")) == []
    assert texts(notes(cast, sheet="no-such-sheet")) == []


def test_by_criterion_come_the_rounds_in_which_it_was_not_met(cast: Cast) -> None:
    missed = write(cast, "het scheurde", ratings={CRACK: "reached"})
    write(cast, "gaat goed", day=TODAY - timedelta(days=1), ratings={CRACK: "reached"})
    write(cast, "zelf nog niet", day=TODAY - timedelta(days=2), ratings={CRACK: "not_yet_reached"})
    rate(cast, "mentor", round_of(missed), {CRACK: "not_yet_reached"})
    assert texts(notes(cast, sheet=WELDING, criterion=CRACK)) == ["het scheurde", "zelf nog niet"]
    assert len(texts(notes(cast, sheet=WELDING, criterion="no_such"))) == 3


def test_work_points_of_that_round_stand_beside_it(cast: Cast) -> None:
    entry_id = write(cast, "het scheurde")
    with transaction():
        add(
            Remark(
                school_id=cast.school.id,
                learner_id=cast.learner.id,
                round_id=round_of(entry_id),
                kind="work_point",
                text="Warm voor.",
                date=TODAY,
                author_id=cast.mentor.id,
                author_role="mentor",
                written_at=db.session.get_one(Entry, entry_id).submitted_at,
            )
        )
    assert [each.work_points for each in notes(cast).answers.items] == [("Warm voor.",)]


def test_they_are_paged(cast: Cast) -> None:
    for place in range(22):
        write(cast, f"nota {place}", day=TODAY - timedelta(days=place // 4))
    first, second = notes(cast).answers, notes(cast, number=2).answers
    assert (len(first.items), first.more, len(second.items), second.more) == (20, True, 2, False)


def test_the_learner_is_told_who_read(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    write(cast, "<b>niet vet</b>")
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/notes?stage=coaching&sheet={WELDING}")
    assert "<b>niet vet</b>" in page.text
    looks = db.session.query(Look).filter_by(viewer_id=cast.teacher.id).all()
    assert [(each.learner_id, each.what) for each in looks] == [(cast.learner.id, "entry")]


def test_the_same_few_questions(cast: Cast, count_queries: Callable[[Callable[[], object]], list[str]]) -> None:
    for place in range(3):
        write(cast, f"nota {place}", day=TODAY - timedelta(days=place), ratings={CRACK: "not_yet_reached"})
    actor, group_id, asked = cast.actor("teacher"), cast.group.id, NotesFilters(WELDING, None, CRACK)

    def ask() -> NotesPage:
        return notes_page(actor, group_id, asked)

    ask()
    few = count_queries(ask)
    for place in range(15):
        write(cast, f"nota {place}", day=TODAY - timedelta(days=place % 6), ratings={CRACK: "not_yet_reached"})
    assert len(count_queries(ask)) == len(few) <= 8
