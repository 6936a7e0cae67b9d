"""A teacher's own rating round."""

from datetime import date, timedelta

import pytest

from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.entries.models import Assessment, Round, WeekAssessment
from logbook.extensions import db
from logbook.reviews.models import Remark
from tests.entries.work import TODAY, weekly
from tests.factories import SOFT_SKILLS, WELDING, Cast
from tests.reviews.work import typed


def url(cast: Cast, sheet: str = WELDING) -> str:
    return f"/learners/{cast.learner.id}/rounds/new?sheet={sheet}"


def form(**more: str) -> dict[str, str]:
    base = {"round_id": str(new_id()), "date": TODAY.isoformat(), "stage": "coaching", "values.undercut": "reached"}
    return base | {"values.crack_free": "not_yet_reached"} | more


def test_the_sheets_to_choose_from_then_the_form(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    choice = teacher.get(f"/learners/{cast.learner.id}/rounds/new")
    assert "Hoeklas" in choice.text
    page = teacher.get(url(cast))
    asked = typed(page, "#round-form")
    assert asked["date"] == TODAY.isoformat()
    assert not [name for name in asked if name.startswith("values.")]


def test_a_round_is_rated_as_the_teacher_under_its_stage_once(cast: Cast, client_for) -> None:
    teacher, data = client_for(cast.teacher), form(kind="strong_point", remark="Rustige hand")
    for _ in range(2):
        teacher.post(url(cast), data)
    rated = db.session.query(Round).one()
    assert (rated.stage, rated.entry_id, rated.placement_id) == ("coaching", None, cast.placement_id)
    assert db.session.query(Assessment).one().values == {"undercut": "reached", "crack_free": "not_yet_reached"}
    assert db.session.query(Remark).one().round_id == rated.id
    row = weekly(Rater.TEACHER)
    assert row is not None
    assert (row.n2, row.met2) == (2, 1)


def test_soft_skills_belong_to_the_week_of_that_day(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    data = {"round_id": str(new_id()), "date": TODAY.isoformat(), "values.punctuality": "meets", "remark": "Op tijd"}
    for _ in range(2):
        teacher.post(url(cast, SOFT_SKILLS), data)
    rated = db.session.query(WeekAssessment).one()
    assert (rated.rater_role, rated.values) == (Rater.TEACHER, {"punctuality": "meets"})
    assert db.session.query(Remark).one().week_id == rated.week_id


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"date": (TODAY + timedelta(days=1)).isoformat()}, "date", "Deze dag moet nog komen."),
        ({"date": "2026-02-30"}, "date", "Dit is geen datum."),
        ({"date": ""}, "date", "Kies de dag waarop je keek."),
        ({"stage": ""}, "stage", "Kies in welke fase de leerling werkte."),
        ({"stage": "flying"}, "stage", "Dit kennen we niet."),
        ({"values.undercut": "meets"}, "values-undercut", ""),
        ({"values.undercut": "", "values.crack_free": ""}, "values", "Duid minstens één punt aan."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(cast: Cast, client_for, changes, field: str, message: str) -> None:
    page = client_for(cast.teacher).post(url(cast), form(remark="Blijft staan") | changes, 422)
    assert message in page.one(f"#f-{field}-error").get_text()
    assert typed(page, "#round-form")["remark"] == "Blijft staan"


def test_soft_skills_need_a_placement_on_that_day(cast: Cast, client_for) -> None:
    data = {"round_id": str(new_id()), "date": date(2026, 8, 20).isoformat(), "values.punctuality": "meets"}
    page = client_for(cast.teacher).post(url(cast, SOFT_SKILLS), data, 422)
    assert "Op deze dag had de leerling geen werkplek." in page.text


def test_an_unknown_sheet_or_another_learners_round(cast: Cast, client_for) -> None:
    teacher, data = client_for(cast.teacher), form()
    teacher.get(url(cast, "nothing"), 404)
    teacher.get(url(cast, "cognitive-apprenticeship"), 404)
    teacher.post(url(cast, "cognitive-apprenticeship"), data, 404)
    teacher.post(url(cast), data)
    teacher.post(f"/learners/{cast.other_learner.id}/rounds/new?sheet={WELDING}", data, 409)


@pytest.mark.parametrize("who", ["mentor", "supervisor", "learner", "other_teacher", "outsider", "coordinator"])
def test_only_the_learners_teachers(cast: Cast, client_for, who: str) -> None:
    client_for(getattr(cast, who)).get(url(cast), 404)
    client_for(getattr(cast, who)).post(url(cast), form(), 404)
