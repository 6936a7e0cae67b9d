"""Planning visits: who is due first, moving and cancelling, the route, the calendar, the school's rhythm."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import Placement, WorkPhone, Workplace
from logbook.visits.models import Visit, VisitRule
from logbook.visits.policy import Rhythm, next_due
from logbook.visits.queries import due_visits, visits_of
from tests.factories import Cast, join_class, join_placement, make_member, make_person, make_placement

from .work import NEXT_WEEK, TODAY, held, planned, stored


def form(**changes: str) -> dict[str, str]:
    """Return a plan as somebody fills it in."""
    return {"visit_id": str(new_id()), "kind": "workplace", "day": NEXT_WEEK.isoformat(), "time": "14:30"} | changes


@pytest.mark.parametrize(
    ("last", "held_on", "due"),
    [
        (None, None, date(2026, 10, 13)),
        (date(2026, 10, 1), None, date(2026, 10, 1)),
        (None, date(2026, 10, 1), date(2026, 11, 26)),
        (date(2026, 12, 1), date(2026, 10, 1), date(2026, 11, 26)),
        (date(2026, 11, 1), date(2026, 10, 1), None),
    ],
)
def test_when_a_placement_is_due(last: date | None, held_on: date | None, due: date | None) -> None:
    assert next_due(date(2026, 9, 1), last, held_on, Rhythm(6, 8)) == due


def test_a_visit_is_planned_once(cast: Cast, client_for) -> None:
    teacher, data = client_for(cast.teacher), form()
    for _ in range(2):
        teacher.post(f"/placements/{cast.placement_id}/visits/new", data)
    visit = db.session.query(Visit).one()
    assert (visit.date, visit.time, visit.state) == (NEXT_WEEK, "14:30", "planned")
    assert db.session.query(Event).filter_by(deed="plan_visit").count() == 1
    teacher.post(f"/placements/{cast.other_placement.id}/visits/new", data, 409)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"day": "2026-11-19"}, "Kies een dag die nog komt."),
        ({"day": "2028-01-01"}, "Kies een dag binnen het jaar."),
        ({"day": ""}, "Kies de dag van het bezoek."),
        ({"day": "morgen"}, "Dit is geen datum."),
        ({"time": "half drie"}, "Schrijf een uur zoals 14:30."),
        ({"kind": "zeppelin"}, "Dit kennen we niet."),
    ],
)
def test_what_is_wrong_is_said_and_kept(cast: Cast, client_for, changes: dict[str, str], message: str) -> None:
    page = client_for(cast.teacher).post(f"/placements/{cast.placement_id}/visits/new", form() | changes, 422)
    assert message in page.text
    assert db.session.query(Visit).count() == 0


def test_a_visit_after_the_placement_cannot_be_planned(cast: Cast, client_for) -> None:
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=20)
    page = client_for(cast.teacher).post(f"/placements/{cast.placement_id}/visits/new", form(), 422)
    assert "Deze plaatsing is voorbij" in page.text
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY
    page = client_for(cast.teacher).post(f"/placements/{cast.placement_id}/visits/new", form(day="2026-12-20"), 422)
    assert "Op die dag loopt deze plaatsing niet." in page.text


@pytest.mark.parametrize("who", ["learner", "mentor", "coordinator", "supervisor", "other_teacher", "outsider"])
def test_only_the_learners_teachers_plan(cast: Cast, client_for, who: str) -> None:
    client_for(getattr(cast, who)).get(f"/placements/{cast.placement_id}/visits/new", 404)
    client_for(getattr(cast, who)).post(f"/placements/{cast.placement_id}/visits/new", form(), 404)


def test_a_visit_is_moved_by_who_saw_it_as_it_is(cast: Cast, client_for) -> None:
    visit_id, teacher = planned(cast), client_for(cast.teacher)
    later = {"version": "1", "kind": "school", "day": "2026-11-27", "time": ""}
    teacher.post(f"/visits/{visit_id}/plan", later)
    teacher.post(f"/visits/{visit_id}/plan", later)
    visit = stored(visit_id)
    assert (visit.date, visit.time, visit.kind, visit.version) == (date(2026, 11, 27), None, "school", 2)
    page = client_for(cast.counsellor).post(f"/visits/{visit_id}/plan", later | {"day": "2026-11-30"}, 409)
    assert "Iemand verplaatste dit bezoek intussen" in page.text
    typed = page.form(f"form[action='/visits/{visit_id}/plan']")
    assert (typed["day"], typed["version"]) == ("2026-11-30", "2")
    page = teacher.post(f"/visits/{visit_id}/plan", later | {"version": "2", "day": "2026-11-02"}, 422)
    assert "Kies een dag die nog komt." in page.text


def test_a_visit_is_cancelled_for_a_reason(cast: Cast, client_for) -> None:
    visit_id, teacher = planned(cast), client_for(cast.teacher)
    assert "Schrijf kort waarom." in teacher.post(f"/visits/{visit_id}/cancel", {"reason": " "}, 422).text
    for _ in range(2):
        client_for(cast.coordinator).post(f"/visits/{visit_id}/cancel", {"reason": "Bedrijf gesloten"})
    assert db.session.query(Event).filter_by(deed="cancel_visit").count() == 1
    assert "Bedrijf gesloten" in client_for(cast.learner).get(f"/visits/{visit_id}").text
    teacher.post(f"/visits/{visit_id}/plan", {"version": "2", "day": "2026-11-30"}, 409)
    teacher.post(f"/visits/{held(cast)}/cancel", {"reason": "Toch niet"}, 409)


@pytest.mark.parametrize("who", ["learner", "mentor", "company_coordinator", "supervisor", "outsider", "other_teacher"])
def test_who_does_not_move_or_cancel(cast: Cast, client_for, who: str) -> None:
    visit_id, client = planned(cast), client_for(getattr(cast, who))
    client.get(f"/visits/{visit_id}/plan", 404)
    client.post(f"/visits/{visit_id}/cancel", {"reason": "Nee"}, 404)


def _class_of(cast: Cast, number: int) -> None:
    with transaction():
        workplace = db.session.query(Workplace).filter_by(name="Hal 1", school_id=cast.school.id).one()
        for each in range(number):
            learner = make_person(f"Leerling{each}")
            make_member(learner, cast.school, Role.LEARNER)
            join_class(cast.group, learner, Role.LEARNER)
            join_placement(make_placement(cast.school, learner, workplace), cast.mentor, Role.MENTOR, main=True)


def test_who_is_due_comes_first_and_pages_stay_as_quick(cast: Cast, client_for, count_queries) -> None:
    held(cast)
    teacher = client_for(cast.teacher)
    page = teacher.get("/visits")
    teacher.get("/visits/route")
    rows = [each.get_text(" ", strip=True) for each in page.all(".due b")]
    assert rows == ["Otto Proefpersoon", "Lotte Proefpersoon"]
    assert "moest voor di 13 okt" in page.text and "tegen vr 15 jan" in page.text
    few = len(count_queries(lambda: teacher.get("/visits")))
    few_stops = len(count_queries(lambda: teacher.get("/visits/route")))
    _class_of(cast, 25)
    planned(cast)
    teacher.get("/visits")  # the first look of the day at new learners is noted
    assert len(count_queries(lambda: teacher.get("/visits"))) == few <= 14
    assert len(count_queries(lambda: teacher.get("/visits/route"))) == few_stops <= 12
    assert "26 leerlingen" in teacher.get("/visits").text


def test_due_visits_are_one_question(cast: Cast, count_queries) -> None:
    actor, ids = cast.actor("teacher"), [cast.learner.id, cast.other_learner.id]
    planned(cast)
    found = []
    assert len(count_queries(lambda: found.extend(due_visits(actor, ids, TODAY)))) == 1
    assert [(each.learner_id, each.overdue, each.planned_on) for each in found] == [
        (cast.other_learner.id, True, None),
        (cast.learner.id, False, NEXT_WEEK),
    ]


def test_a_call_is_no_visit(cast: Cast) -> None:
    held(cast, kind="phone")
    due = next(each for each in due_visits(cast.actor("teacher"), [cast.learner.id], TODAY))
    assert due.held_on is None and due.overdue


def test_an_ended_placement_is_not_due(cast: Cast) -> None:
    with transaction():
        db.session.get_one(Placement, cast.placement_id).until_date = TODAY - timedelta(days=1)
    assert due_visits(cast.actor("teacher"), [cast.learner.id], TODAY) == []


def test_held_visits_for_a_file_are_one_question(cast: Cast, count_queries) -> None:
    visit_id = held(cast, text="Goed op weg")
    planned(cast)
    actor, ids, found = cast.actor("teacher"), [cast.learner.id], []
    assert len(count_queries(lambda: found.extend(visits_of(actor, ids, TODAY, TODAY)))) == 1
    assert [(each.id, each.report, each.by) for each in found] == [(visit_id, "Goed op weg", "Tess Proefpersoon")]


def test_the_route_goes_by_municipality(cast: Cast, client_for) -> None:
    with transaction():
        first, second = db.session.query(Workplace).filter_by(school_id=cast.school.id).order_by(Workplace.name)
        first.address, second.address = "Kaai 1, 9000 Gent", "Dok 2, 2000 Antwerpen"
        db.session.add(WorkPhone(person_id=cast.mentor.id, school_id=cast.school.id, phone="0400 00 00 00"))
    planned(cast)
    page = client_for(cast.teacher).get("/visits/route?week=2026-W48")
    assert [each.get_text() for each in page.all("h2")] == ["2000 Antwerpen", "9000 Gent"]
    assert page.one("a[href='tel:0400000000']").get_text() == "0400 00 00 00"
    assert "Otto" in page.text
    day = client_for(cast.teacher).get("/visits/route?week=2026-W48&day=2026-11-24")
    assert "Hal 2" in day.text and "Hal 1" not in day.text
    client_for(cast.teacher).get("/visits/route?week=2026-W48&day=2026-12-24", 404)
    client_for(cast.teacher).get("/visits?week=volgende", 404)


def _events(page) -> list:
    return list(Calendar.from_ical(page.response.get_data()).walk("VEVENT"))


def test_the_calendar_holds_the_own_visits_and_no_words(cast: Cast, client_for) -> None:
    visit_id = planned(cast)
    planned(cast, "counsellor")
    page = client_for(cast.teacher).get("/visits/calendar.ics")
    (event,) = _events(page)
    assert event["uid"] == f"visit-{visit_id}"
    assert "Lotte" in event["summary"] and "Proefpersoon" not in event["summary"]
    assert event.decoded("dtstart").isoformat() == "2026-11-26T14:30:00+01:00"
    assert "attachment" in page.headers["Content-Disposition"]
    whole = _events(client_for(cast.mentor).get(f"/visits/{planned(cast, time=None)}/calendar.ics"))
    assert whole[0].decoded("dtstart") == NEXT_WEEK
    client_for(cast.outsider).get(f"/visits/{visit_id}/calendar.ics", 404)
    assert _events(client_for(cast.outsider).get("/visits/calendar.ics")) == []


def test_the_coordinator_sets_the_rhythm(cast: Cast, client_for) -> None:
    coordinator = client_for(cast.coordinator)
    for _ in range(2):
        coordinator.post("/school/visits", {"first_weeks": "20", "every_weeks": "10"})
    assert db.session.query(VisitRule).one().first_weeks == 20
    assert db.session.query(Event).filter_by(deed="keep_visit_rhythm").count() == 1
    assert not any(each.overdue for each in due_visits(cast.actor("teacher"), [cast.learner.id], TODAY))
    page = coordinator.post("/school/visits", {"first_weeks": "0", "every_weeks": "99"}, 422)
    assert "Kies van 1 tot 52 weken." in page.text and page.form("main form")["every_weeks"] == "99"
    client_for(cast.teacher).get("/school/visits", 404)


def test_a_learner_sees_the_own_visits(cast: Cast, client_for) -> None:
    visit_id = planned(cast)
    page = client_for(cast.learner).get(f"/learners/{cast.learner.id}/visits")
    assert page.one(f"a[href='/visits/{visit_id}']")
    client_for(cast.learner).get(f"/learners/{cast.other_learner.id}/visits", 404)
    client_for(cast.teacher).get(f"/visits/{UUID(int=9)}", 404)
