"""Rounds of a whole class on one sheet: one post, all or nothing, and every tap kept when a row is wrong."""

from typing import Any
from uuid import UUID

import pytest

from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, Round, WeekAssessment
from logbook.extensions import db
from logbook.sheets.queries import latest_version
from tests.factories import SOFT_SKILLS, WELDING, Cast, join_class, make_member, make_person

from .work import TODAY


def url(cast: Cast, sheet: str = WELDING) -> str:
    """Return the address of the grid."""
    return f"/classes/{cast.group.id}/workshop?sheet={sheet}"


def row(learner: Any, **values: str) -> dict[str, str]:
    """Return a learner's row as the grid posts it."""
    begin = f"rows.{learner.id}."
    return {f"{begin}round_id": str(new_id()), f"{begin}stage": "coaching"} | {
        f"{begin}{name}": value for name, value in values.items()
    }


def grid(*rows: dict[str, str]) -> dict[str, str]:
    """Return the whole form."""
    return {"date": TODAY.isoformat()} | {name: value for each in rows for name, value in each.items()}


def test_all_rounds_in_one_post_and_once(cast: Cast, client_for) -> None:
    data = grid(
        row(cast.learner, **{"values.crack_free": "reached", "values.undercut": "not_yet_reached"}),
        row(cast.other_learner, **{"values.crack_free": "reached"}),
    )
    teacher = client_for(cast.teacher)
    for _ in range(2):
        teacher.post(url(cast), data)
    rounds = {each.learner_id: each for each in db.session.query(Round)}
    assert rounds.keys() == {cast.learner.id, cast.other_learner.id}
    values = {each.round_id: each.values for each in db.session.query(Assessment)}
    assert values[rounds[cast.learner.id].id] == {"crack_free": "reached", "undercut": "not_yet_reached"}


def test_the_rest_of_a_row_is_met(cast: Cast, client_for) -> None:
    data = grid(row(cast.learner, **{"values.undercut": "not_yet_reached", "rest": "1"}))
    client_for(cast.teacher).post(url(cast), data)
    values = db.session.query(Assessment).one().values
    sheet = latest_version(cast.actor("teacher"), WELDING)
    assert values.keys() == sheet.all_criteria.keys()
    assert values["undercut"] == "not_yet_reached" and values["crack_free"] == "reached"


def test_who_is_absent_or_untouched_is_left_out(cast: Cast, client_for) -> None:
    data = grid(
        row(cast.learner, **{"values.crack_free": "reached"}),
        row(cast.other_learner, **{"values.crack_free": "reached", "absent": "1"}),
    )
    client_for(cast.teacher).post(url(cast), data)
    assert [each.learner_id for each in db.session.query(Round)] == [cast.learner.id]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"values.undercut": "bijna"}, "Dit antwoord hoort niet bij dit punt."),
        ({"values.verzonnen": "reached"}, "Dit punt staat niet op de fiche."),
        ({"stage": ""}, "Kies in welke fase de leerling werkte."),
        ({"stage": "zweven"}, "Dit kennen we niet."),
        ({"round_id": "geen id"}, "Dit kennen we niet."),
    ],
)
def test_one_wrong_row_keeps_everything_and_is_named(cast: Cast, client_for, changes, message: str) -> None:
    wrong = row(cast.other_learner, **{"values.crack_free": "reached"} | changes)
    data = grid(row(cast.learner, **{"values.crack_free": "reached"}), wrong)
    page = client_for(cast.teacher).post(url(cast), data, 422)
    assert message in page.one(f"#row-{cast.other_learner.id} .error").get_text()
    assert "Otto Proefpersoon" in page.one("#errors").get_text()
    assert page.form("#workshop-form")[f"rows.{cast.learner.id}.values.crack_free"] == "reached"
    assert not page.all(f"#row-{cast.learner.id} .error")
    assert db.session.query(Round).count() == 0


def test_a_day_to_come_and_nothing_at_all(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    page = teacher.post(url(cast), grid(row(cast.learner, rest="1")) | {"date": "2026-11-21"}, 422)
    assert "Deze dag moet nog komen." in page.text
    page = teacher.post(url(cast), grid(row(cast.learner)), 422)
    assert "Duid bij minstens één leerling iets aan." in page.text


def test_soft_skills_of_a_class(cast: Cast, client_for) -> None:
    client_for(cast.teacher).post(url(cast, SOFT_SKILLS), grid(row(cast.learner, **{"values.punctuality": "meets"})))
    assert db.session.query(WeekAssessment).one().values == {"punctuality": "meets"}


def test_whom_one_does_not_teach(cast: Cast, client_for) -> None:
    data = grid(row(cast.foreign_learner, **{"values.crack_free": "reached"}))
    client_for(cast.teacher).post(url(cast), data, 404)
    client_for(cast.teacher).get(url(cast, "nothing"), 404)
    for who in ("mentor", "learner", "coordinator", "other_teacher", "outsider"):
        client_for(getattr(cast, who)).get(url(cast), 404)
        client_for(getattr(cast, who)).post(url(cast), data, 404)


def _fill(cast: Cast, number: int) -> list[UUID]:
    with transaction():
        made = []
        for each in range(number):
            learner = make_person(f"Leerling{each:02}")
            make_member(learner, cast.school, Role.LEARNER)
            join_class(cast.group, learner, Role.LEARNER)
            made.append(learner.id)
        return made


def test_a_class_of_25_on_the_longest_sheet(cast: Cast, client_for, count_queries) -> None:
    teacher = client_for(cast.teacher)
    teacher.get(url(cast))
    few = len(count_queries(lambda: teacher.get(url(cast))))
    learners = [*_fill(cast, 23), cast.learner.id, cast.other_learner.id]
    pages = [teacher.get(url(cast))]  # the first look of the day at new learners is noted
    assert len(count_queries(lambda: pages.append(teacher.get(url(cast))))) == few <= 10
    sheet = latest_version(cast.actor("teacher"), WELDING)
    assert len(pages[0].all(".tap")) == 25 * len(sheet.all_criteria)
    data = {name: value for name, value in pages[0].form("#workshop-form").items() if name != "csrf_token"}
    for learner in learners:
        for each in sheet.all_criteria.values():
            data[f"rows.{learner}.values.{each.id}"] = each.scale.levels[-1].id
    questions = count_queries(lambda: teacher.post(url(cast), data))
    assert db.session.query(Round).count() == 25
    assert len(questions) <= 25 * 25


def test_the_page_offers_the_sheets_first(cast: Cast, client_for) -> None:
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/workshop")
    assert page.one(f"a[href='{url(cast)}']")
