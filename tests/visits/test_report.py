"""The report of a visit: a minute's form, one deed, read by whom it is written for, and never rewritten."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, Draft, Round
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.reviews.services import NewRemark
from logbook.training.models import Placement
from logbook.visits.models import VisitAddition, VisitReading, VisitReport
from tests.factories import SOFT_SKILLS, WELDING, Cast

from .work import NEXT_WEEK, TODAY, held, planned, stored


def form(**changes: str) -> dict[str, str]:
    """Return a report as somebody fills it in."""
    return {
        "op_id": str(new_id()),
        "date": TODAY.isoformat(),
        "present[]": "mentor",
        "text": "Lotte last rustig.",
        "strong_points.chosen[]": "Werkt netjes",
        "work_points.new.text": "Begint te snel",
        "work_points.new.example": "Bij de eerste hoeklas",
        "commitments.new.text": "Toont de testlas",
        "commitments.new.owner_role": "learner",
        "commitments.new.due_on": "2026-11-27",
        f"stages.{WELDING}": "coaching",
        f"ratings.{WELDING}.crack_free": "reached",
        f"ratings.{WELDING}.undercut": "not_yet_reached",
    } | changes


def test_a_report_is_everything_at_once(cast: Cast, client_for) -> None:
    visit_id = planned(cast, day=TODAY)
    teacher = client_for(cast.teacher)
    page = teacher.follow(teacher.post(f"/visits/{visit_id}", form()))
    for words in ("Lotte last rustig.", "Werkt netjes", "Begint te snel", "Toont de testlas", "mentor"):
        assert words in page.text
    assert stored(visit_id).state == "held"
    rated = db.session.query(Round).one()
    assert (rated.date, rated.stage, rated.placement_id) == (TODAY, "coaching", cast.placement_id)
    values = {"crack_free": "reached", "undercut": "not_yet_reached"}
    assert db.session.query(Assessment).one().values == values
    assert {each.kind for each in db.session.query(Remark)} == {"strong_point", "work_point"}
    assert db.session.query(Commitment).one().owner_role == "learner"


def test_only_the_date_must_be_there(cast: Cast, client_for) -> None:
    visit_id = planned(cast, day=TODAY)
    client_for(cast.teacher).post(f"/visits/{visit_id}", {"op_id": str(new_id()), "date": TODAY.isoformat()})
    assert db.session.query(VisitReport).one().text is None


def test_the_same_report_twice_is_one(cast: Cast, client_for) -> None:
    visit_id, data, teacher = planned(cast, day=TODAY), form(), client_for(cast.teacher)
    for _ in range(2):
        teacher.post(f"/visits/{visit_id}", data)
    assert db.session.query(VisitReport).count() == 1
    assert db.session.query(Round).count() == 1
    assert db.session.query(Commitment).count() == 1
    assert db.session.query(Event).filter_by(deed="report_visit").count() == 1


def test_a_second_report_keeps_its_words_for_an_addition(cast: Cast, client_for) -> None:
    visit_id = held(cast, text="Het eerste verslag")
    page = client_for(cast.counsellor).post(f"/visits/{visit_id}", form(text="Ook gezien"), 409)
    assert "Het eerste verslag" in page.text and "Iemand was je voor" in page.text
    assert page.one("textarea[name=text]").get_text().strip() == "Ook gezien"
    assert db.session.query(Commitment).count() == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"date": "2026-11-21"}, "Deze dag moet nog komen"),
        ({"date": "2026-08-01"}, "Op die dag liep deze plaatsing niet."),
        ({"date": ""}, "Kies de dag van het bezoek."),
        ({"text": "x" * 2001}, "Dit is te lang"),
        ({"present[]": "burgemeester"}, "Dit kennen we niet."),
        ({"commitments.new.due_on": "2026-11-01"}, "Kies een dag die nog komt."),
        ({f"stages.{WELDING}": "zweven"}, "Dit kennen we niet."),
        ({f"ratings.{WELDING}.crack_free": "bijna"}, "Dit antwoord hoort niet bij dit punt."),
        ({f"ratings.{WELDING}.onbestaand": "reached"}, "Dit punt staat niet op de fiche."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, client_for, changes, message: str) -> None:
    visit_id = planned(cast, day=TODAY)
    page = client_for(cast.teacher).post(f"/visits/{visit_id}", form() | changes, 422)
    assert message in page.text
    typed = page.form("#visit-form")
    assert typed["work_points.new.example"] == "Bij de eerste hoeklas"
    assert typed[f"ratings.{WELDING}.undercut"] == "not_yet_reached"
    assert stored(visit_id).state == "planned" and db.session.query(Round).count() == 0


def test_soft_skills_go_to_the_week(cast: Cast, client_for) -> None:
    visit_id = planned(cast, day=TODAY)
    data = {"date": TODAY.isoformat(), f"ratings.{SOFT_SKILLS}.punctuality": "meets"}
    client_for(cast.teacher).post(f"/visits/{visit_id}", data)
    assert db.session.query(VisitReport).one().sheet_ids == [SOFT_SKILLS]


def test_a_cancelled_visit_that_took_place_is_held(cast: Cast, client_for) -> None:
    visit_id, teacher = planned(cast, day=TODAY), client_for(cast.teacher)
    teacher.post(f"/visits/{visit_id}/cancel", {"reason": "De mentor is er niet"})
    assert "De mentor is er niet" in teacher.get(f"/visits/{visit_id}").text
    teacher.post(f"/visits/{visit_id}", form())
    assert stored(visit_id).state == "held"


def test_after_the_placement_ended_there_are_two_weeks(cast: Cast, client_for) -> None:
    first, second = planned(cast, day=TODAY), planned(cast, day=TODAY)
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=10)
    client_for(cast.teacher).post(f"/visits/{first}", form())
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=15)
    page = client_for(cast.teacher).post(f"/visits/{second}", form(), 422)
    assert "Op die dag liep deze plaatsing niet." in page.text


def test_who_reads_the_report(cast: Cast, client_for) -> None:
    visit_id = held(cast, text="Alleen voor wie erbij hoort")
    for who in ("learner", "mentor", "teacher", "counsellor", "coordinator"):
        assert "Alleen voor wie erbij hoort" in client_for(getattr(cast, who)).get(f"/visits/{visit_id}").text
    company = client_for(cast.company_coordinator).get(f"/visits/{visit_id}")
    assert "Het bezoek is gehouden." in company.text and "Alleen voor" not in company.text
    company = client_for(cast.company_coordinator).get(f"/learners/{cast.learner.id}/visits")
    assert "Alleen voor" not in company.text
    for who in ("supervisor", "guardian", "other_mentor", "other_learner", "other_teacher", "outsider"):
        client_for(getattr(cast, who)).get(f"/visits/{visit_id}", 404)
        client_for(getattr(cast, who)).get(f"/learners/{cast.learner.id}/visits", 404)


@pytest.mark.parametrize("who", ["learner", "mentor", "coordinator", "supervisor", "outsider"])
def test_only_the_learners_teachers_report(cast: Cast, client_for, who: str) -> None:
    visit_id = planned(cast, day=TODAY)
    client_for(getattr(cast, who)).post(f"/visits/{visit_id}", form(), 404)
    client_for(getattr(cast, who)).post(f"/visits/{visit_id}/draft", form(), 404)
    assert stored(visit_id).state == "planned"


def test_a_learner_who_moved_to_another_company(cast: Cast, client_for) -> None:
    """The visit stays with the placement that it was of, and its mentor reads it; the new one does not."""
    visit_id = held(cast, text="Bij het oude bedrijf")
    client_for(cast.other_mentor).get(f"/visits/{visit_id}", 404)
    assert "Bij het oude bedrijf" in client_for(cast.mentor).get(f"/visits/{visit_id}").text


def test_additions_stand_beside_the_report(cast: Cast, client_for) -> None:
    visit_id, data = held(cast, text="Eerst"), {"addition_id": str(new_id()), "text": "Daarna"}
    teacher = client_for(cast.counsellor)
    for _ in range(2):
        teacher.post(f"/visits/{visit_id}/additions", data)
    page = client_for(cast.learner).get(f"/visits/{visit_id}")
    assert "Eerst" in page.text and page.text.count("Daarna") == 1
    assert db.session.query(VisitAddition).count() == 1
    client_for(cast.mentor).post(f"/visits/{visit_id}/additions", data, 404)
    page = teacher.post(f"/visits/{visit_id}/additions", {"addition_id": str(new_id()), "text": "y" * 1001}, 422)
    assert "Dit is te lang" in page.text and "y" * 1001 in page.one("textarea").get_text()
    teacher.post(f"/visits/{planned(cast)}/additions", data | {"addition_id": str(new_id())}, 409)


def test_the_learner_and_the_mentor_say_that_they_read_it(cast: Cast, client_for) -> None:
    visit_id = held(cast, text="Lees mij")
    for who in ("learner", "mentor", "learner"):
        client_for(getattr(cast, who)).post(f"/visits/{visit_id}/read")
    assert db.session.query(VisitReading).count() == 2
    assert "Gelezen door" in client_for(cast.teacher).get(f"/visits/{visit_id}").text
    client_for(cast.teacher).post(f"/visits/{visit_id}/read", status=404)
    client_for(cast.learner).post(f"/visits/{planned(cast)}/read", status=409)


def test_what_was_begun_is_kept(cast: Cast, client_for) -> None:
    visit_id, teacher = planned(cast, day=TODAY), client_for(cast.teacher)
    teacher.post(f"/visits/{visit_id}/draft", form(text="Half"), 204)
    typed = teacher.get(f"/visits/{visit_id}").form("#visit-form")
    assert typed["text"].strip() == "Half" and typed[f"ratings.{WELDING}.crack_free"] == "reached"
    teacher.post(f"/visits/{visit_id}", form())
    assert db.session.query(Draft).count() == 0


def test_the_learner_is_told_who_looked(cast: Cast, client_for) -> None:
    client_for(cast.mentor).get(f"/visits/{held(cast)}")
    look = db.session.query(Event).filter_by(deed="look", new="visit").one()
    assert look.learner_id == cast.learner.id


def test_a_report_cannot_name_another_learners_visit(cast: Cast, client_for) -> None:
    client_for(cast.other_teacher).post(f"/visits/{planned(cast, day=TODAY)}", form(), 404)
    client_for(cast.teacher).post(f"/visits/{UUID(int=7)}", form(), 404)


def test_pages_ask_the_same_number_of_questions(cast: Cast, client_for, count_queries) -> None:
    teacher, visit_id = client_for(cast.teacher), planned(cast, day=TODAY)
    teacher.get(f"/visits/{visit_id}")
    once = count_queries(lambda: teacher.get(f"/visits/{visit_id}"))
    done = [held(cast, text="Goed", remarks=(NewRemark("work_point", "Meten"),)) for _ in range(6)]
    again = count_queries(lambda: teacher.get(f"/visits/{visit_id}"))
    assert len(once) == len(again) <= 20, "\n".join(again)
    read = count_queries(lambda: teacher.get(f"/visits/{done[0]}"))
    assert len(read) <= 10, "\n".join(read)


def test_a_visit_of_next_week_cannot_be_reported_yet(cast: Cast, client_for) -> None:
    visit_id = planned(cast)
    page = client_for(cast.teacher).get(f"/visits/{visit_id}")
    assert page.form("#visit-form")["date"] == NEXT_WEEK.isoformat()
    page = client_for(cast.teacher).post(f"/visits/{visit_id}", form(date=NEXT_WEEK.isoformat()), 422)
    assert "Deze dag moet nog komen" in page.text
    assert date.fromisoformat(page.form("#visit-form")["date"]) == NEXT_WEEK


def test_what_is_agreed_is_due_a_week_after_the_visit(cast: Cast, client_for) -> None:
    """A phone may have the page since before the visit: the day it offers is to come all the same."""
    typed = client_for(cast.teacher).get(f"/visits/{planned(cast)}").form("#visit-form")
    assert typed["commitments.new.due_on"] == (NEXT_WEEK + timedelta(days=7)).isoformat()
