"""Soft skills on two sheets, of three levels and of four: each with its own columns, wherever they are shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.councils.queries.document import live_documents
from logbook.entries.services import summarise
from logbook.paper.queries import paper_of
from logbook.paper.services import filled_sheet
from logbook.paper.services.sheet_press import SheetPress
from tests.entries.work import THIS_WEEK, rate_own, rate_week, weekly
from tests.factories import FOUR_LEVELS, SOFT_SKILLS, Cast, actor_of
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def rated(cast: Cast, four: str, client_for: ClientFor) -> Cast:
    """Let learner and mentor rate this week on three levels, and the teacher on four."""
    rate_own(cast, {"punctuality": "above_expectation", "perseverance": "meets"})
    rate_week(cast, "mentor", {"punctuality": "not_yet_meets"})
    own_round(cast, client_for(cast.teacher), punctuality="sometimes", perseverance="always")
    return cast


def own_round(cast: Cast, teacher: PageClient, status: int = 303, **levels: str) -> Any:
    """Let the teacher rate the week on four levels as the page does."""
    address = f"/learners/{cast.learner.id}/rounds/new?sheet={FOUR_LEVELS}"
    form = teacher.get(address).form("main form") | {f"values.{name}": level for name, level in levels.items()}
    form.pop("csrf_token")
    return teacher.post(address, form, status)


def marks(cast: Cast) -> dict[tuple[str, str], Any]:
    """Return the marks of the learner's council file by the title of the group and the name of the item."""
    [document] = live_documents(actor_of(cast.teacher), cast.group.id, cast.learner.id)
    return {
        (group["title"]["nl"], row["id"]): row["marks"]
        for group in document["soft_skills"]
        for row in group["rows"]
        if row["marks"]
    }


def test_a_teacher_rates_on_four_levels_beside_the_others_three(rated: Cast, client_for: ClientFor) -> None:
    teacher, person = client_for(rated.teacher), rated.learner.id
    for page, own in ((SOFT_SKILLS, "mentor: nog niet"), (FOUR_LEVELS, "leraar: nog niet")):
        assert own in teacher.get(f"/learners/{person}/three-party?sheet={page}").html
    assert "Houding (4 niveaus)" in teacher.get(f"/learners/{person}/three-party").text  # among those to choose
    for path in (f"/learners/{person}/progress", f"/learners/{person}/calibration", f"/classes/{rated.group.id}"):
        teacher.get(path)
    assert client_for(rated.learner).get("/progress").text


def test_the_sums_compare_no_levels_of_two_sheets(rated: Cast) -> None:
    with transaction():
        summarise(rated.learner.id, [THIS_WEEK])
    mentor, teacher = weekly(Rater.MENTOR, "attitude"), weekly(Rater.TEACHER, "attitude")
    assert mentor and (mentor.pairs, mentor.over) == (1, 1)
    assert teacher and teacher.pairs == 0


def test_the_file_has_each_sheet_with_its_own_marks(rated: Cast, client_for: ClientFor) -> None:
    found = marks(rated)
    three = {name: each for (title, name), each in found.items() if title.startswith("Houding: ")}
    four = {name: each for (title, name), each in found.items() if title.startswith("Houding (4 niveaus): ")}
    assert three == {"punctuality": ["above", "not_met", "none"], "perseverance": ["met", "none", "none"]}
    assert four == {"punctuality": ["none", "none", "not_met"], "perseverance": ["none", "none", "above"]}
    page = client_for(rated.teacher).get(f"/classes/{rated.group.id}/council/{rated.learner.id}")
    assert "Houding (4 niveaus): " in page.text
    assert "leerling: boven verwachting, mentor: nog niet, leraar: nog niets" in page.html
    client_for(rated.teacher).get(f"/classes/{rated.group.id}/council")


def test_each_sheet_is_printed_with_the_crosses_given_on_it(rated: Cast) -> None:
    year = (date(2026, 9, 1), date(2026, 11, 20))
    both = paper_of(actor_of(rated.teacher), rated.learner.id, *year)
    assert [each.content.id for each in both.weeks] == [SOFT_SKILLS, FOUR_LEVELS]
    for name, crosses, level in ((SOFT_SKILLS, 3, "Boven verwachting"), (FOUR_LEVELS, 2, "Meestal")):
        paper = paper_of(actor_of(rated.teacher), rated.learner.id, *year, name)
        page = SheetPress().page("weeks", paper=paper, weeks=paper.weeks, anchor="", begins=True)
        assert page.count("×") == crosses and level in page
        assert filled_sheet(actor_of(rated.teacher), paper).startswith(b"%PDF")


def test_the_learners_own_form_stays_the_usual_one(cast: Cast, four: str, client_for: ClientFor) -> None:
    own_round(cast, client_for(cast.teacher), punctuality="mostly")
    learner, path = client_for(cast.learner), f"/weeks/2026-W47/soft-skills/{cast.placement_id}"
    assert "Boven verwachting" in learner.get(path).text and "Meestal" not in learner.get(path).text
    rate_own(cast, {"punctuality": "meets"})
    assert ["met", "none", "none"] in marks(cast).values() and ["none", "none", "met"] in marks(cast).values()
    client_for(cast.mentor).get(f"/placements/{cast.placement_id}/weeks/2026-W47")
