"""A year at a glance: a learner's strips and weeks, a class's small drawings; every point leads to its evidence."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.accounts.models import Look, School, SchoolYear
from logbook.core import clock
from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week, week_number
from logbook.entries.models import Week
from logbook.entries.services import erase_entry
from logbook.extensions import db
from logbook.insight.queries.three_party_view import Filters
from logbook.insight.queries.year import year_page
from logbook.training.models import ClassMember, Placement
from tests.factories import YEAR_START, Cast, add, make_class, make_placement, make_workplace
from tests.insight.grid import NOT_YET, REACHED, day, reads
from tests.insight.history import TODAY, History, fill_class
from tests.pages import Page, PageClient
from tests.presence.work import holiday, say

ClientFor = Callable[..., PageClient]
MONDAY = date(2026, 11, 16)


def address(cast: Cast, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/learners/{cast.learner.id}/year?{asked}"


def class_address(cast: Cast, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/classes/{cast.group.id}/year?{asked}"


def week_row(page: Page, day_of_week: date) -> str:
    number = day_of_week.isocalendar().week
    return next(
        each.get_text(" ", strip=True) for each in page.all("table tbody tr") if f"Week {number}," in each.get_text()
    )


def titles(page: Page) -> list[str]:
    return [each.get_text() for each in page.all("svg[role=img] > title")]


def test_a_week_tells_stage_reached_soft_skills_and_hours(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, MONDAY - timedelta(days=7), "modelling", NOT_YET, mentor=REACHED)
        day(history, MONDAY, "coaching", REACHED)
        history.rate(cast.teacher, Rater.TEACHER, {"crack_free": REACHED, "restart": NOT_YET})
        week = history.week(cast.placement, week_number(MONDAY))
        history.rate_week(week, cast.mentor, Rater.MENTOR, {"punctuality": "meets", "teamwork": "not_yet_meets"})
    page = client_for(cast.teacher).get(address(cast))
    now, before = week_row(page, MONDAY), week_row(page, MONDAY - timedelta(days=7))
    assert "Modeleren" in before and " 1 " in before and "3 u 30 van 20 u" in before
    assert "Coachen" in now and " 2 " in now and "mentor 1 van 2" in now and "leerling" not in now
    assert "Hoeklas PA, criteria bereikt: van 0 naar 2 van 10" in titles(page)
    assert any("het laatst Coachen" in each for each in titles(page))


def test_what_was_reached_before_the_period_still_counts(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, date(2026, 9, 15), "modelling", REACHED, mentor=REACHED)
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
    page = client_for(cast.teacher).get(address(cast, **{"from": "2026-11-01", "until": "2026-11-20"}))
    assert "Hoeklas PA, criteria bereikt: van 1 naar 1 van 10" in titles(page)
    assert "Modeleren" not in page.text
    early = client_for(cast.teacher).get(address(cast, until="2026-09-14"))
    assert "Nog niets te tonen" in early.text


@pytest.mark.parametrize("who", ["teacher", "coordinator", "mentor", "learner"])
def test_every_point_opens_its_evidence(history: History, client_for: ClientFor, who: str) -> None:
    cast = history.cast
    with transaction():
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 3)
        for week in db.session.query(Week):
            week.approved_by, week.approved_at = cast.mentor.id, clock.now()
        if who != "mentor":
            history.round(cast.learner, None, date(2026, 9, 22), "modelling")
            history.rate(cast.teacher, Rater.TEACHER, {"undercut": REACHED})
    client = client_for(getattr(cast, who))
    page = client.get(address(cast))
    rows = [str(each["href"]) for each in page.all("table tbody th a")]
    points = [str(each["href"]) for each in page.all(".hits a")]
    assert sorted(rows) == sorted(points) and len(points) == (3 if who == "mentor" else 4)
    for path in points:
        client.get(path)
    place = f"/placements/{cast.placement.id}" if who != "learner" else ""
    assert f"{place}/weeks/{iso_week(week_number(TODAY))}" in points
    assert "Testlas" not in page.text  # evidence is a step away, not on the page


def test_holidays_and_changes_of_class_and_workplace_are_marked(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    holiday(cast, date(2026, 11, 2), date(2026, 11, 8))
    with transaction():
        other = make_class(cast.school, _year_of(cast), "6 ELD-d")
        member = db.session.get_one(ClassMember, (cast.group.id, cast.learner.id, Role.LEARNER.value, YEAR_START))
        member.until_date = date(2026, 10, 4)
        add(
            ClassMember(
                class_id=other.id, person_id=cast.learner.id, role=Role.LEARNER.value, from_date=date(2026, 10, 5)
            )
        )
        add(
            ClassMember(
                class_id=other.id, person_id=cast.teacher.id, role=Role.TEACHER.value, from_date=date(2026, 9, 1)
            )
        )
        first = db.session.get_one(Placement, cast.placement.id)
        first.until_date = date(2026, 10, 16)
        hall = make_workplace(cast.school, cast.company, "Hal 9")
        make_placement(cast.school, cast.learner, hall, from_date=date(2026, 10, 19))
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
    page = client_for(cast.teacher).get(address(cast))
    happened = next(each for each in page.all("section.sec") if "Wat er gebeurde" in each.get_text())
    told = [each.get_text(" ", strip=True) for each in happened.select("li")]
    assert told[0].startswith("A nieuwe klas: 6 ELD-d") and "5 okt" in told[0]
    assert told[1].startswith("B nieuwe werkplek: Staalwerk Fictief nv") and "19 okt" in told[1]
    assert told[2].startswith("Herfstvakantie") and len(told) == 3
    group = client_for(cast.teacher).get(f"/classes/{other.id}/year")
    assert "nieuwe klas ma 5 okt" in group.text and "1 bereikt" in group.text
    assert cast.learner.given_name not in client_for(cast.coordinator).get(class_address(cast)).one("main").get_text()


def test_a_workplace_that_ended_without_another_one_is_marked(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, date(2026, 10, 6), "modelling", REACHED, mentor=REACHED)
        db.session.get_one(Placement, cast.placement.id).until_date = date(2026, 10, 16)
    for path in (address(cast), class_address(cast)):
        assert "werkplek gestopt" in client_for(cast.teacher).get(path).text


def _year_of(cast: Cast) -> SchoolYear:
    return db.session.query(SchoolYear).filter_by(school_id=cast.school.id).one()


def test_hours_are_those_of_presence(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, MONDAY, "coaching", REACHED)
    say(cast, "sick", MONDAY + timedelta(days=1))
    assert "3 u 30 van 16 u" in week_row(client_for(cast.teacher).get(address(cast)), MONDAY)  # Friday is not over yet


def test_a_mentor_sees_the_own_placement_alone(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.round(cast.learner, None, date(2026, 9, 22), "modelling")
        history.rate(cast.teacher, Rater.TEACHER, {"undercut": REACHED})
    assert "Modeleren" in client_for(cast.teacher).get(address(cast)).text
    mentor = client_for(cast.mentor).get(address(cast)).text
    assert "Modeleren" not in mentor and "nieuwe klas" not in mentor


def test_what_is_sealed_stays_off_the_mentors_year(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
        week = history.week(cast.placement, week_number(TODAY), state="open")
        history.rate_week(week, cast.learner, Rater.LEARNER, {"punctuality": "meets"})
        history.rate_week(week, cast.teacher, Rater.TEACHER, {"punctuality": "meets"})
    assert "leerling 1 van 1" not in week_row(client_for(cast.mentor).get(address(cast)), TODAY)
    assert "leerling 1 van 1" in week_row(client_for(cast.teacher).get(address(cast)), TODAY)


def test_an_erased_entry_leaves_no_point(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, date(2026, 10, 6), "modelling", REACHED, mentor=REACHED)
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET)
    gone = history.rounds[0][0].entry_id
    assert gone
    with transaction():
        erase_entry(cast.actor("coordinator"), gone, "test")
    page = client_for(cast.teacher).get(address(cast))
    assert len(page.all(".hits a")) == 1 and "criteria bereikt: van 0 naar 0 van 10" in page.html


def test_a_learner_sees_the_own_year_and_no_look_is_noted(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    assert "Nog niets te tonen" in learner.get(address(cast)).text
    learner.get(f"/learners/{cast.other_learner.id}/year", 404)
    assert db.session.query(Look).count() == 0
    client_for(cast.teacher).get(address(cast))
    assert db.session.query(Look).count() == 1


def test_more_than_three_years_are_too_many_and_one_open_end_is_kept_within(cast: Cast, client_for: ClientFor) -> None:
    teacher = client_for(cast.teacher)
    page = teacher.get(address(cast, **{"from": "2020-01-01", "until": "2026-01-01"}), 422)
    assert "Kies hoogstens drie jaar." in page.text
    shown = year_page(cast.actor("teacher"), cast.learner.id, Filters(first=date(2000, 1, 3)))
    assert len(shown.weeks) <= 158 and shown.scope.until == TODAY
    teacher.get(class_address(cast, **{"from": "2026-10-02", "until": "2026-10-01"}), 422)
    assert "Leerling" not in teacher.get(class_address(cast, **{"from": "2000-01-03"})).text


def test_a_class_is_drawn_by_name_on_one_scale(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, MONDAY, "coaching", REACHED, mentor=REACHED)
        history.submit(cast.other_learner, cast.other_placement, MONDAY)
        history.rate(cast.teacher, Rater.TEACHER, {"undercut": REACHED, "restart": REACHED, "crack_free": NOT_YET})
    teacher = client_for(cast.teacher)
    page = teacher.get(class_address(cast))
    names = [each.get_text() for each in page.all(".multiples b")]
    assert names == sorted(names) and len(names) == 2
    assert "van 0 tot 2" in page.text and len({str(each["viewBox"]) for each in page.all(".multiples svg")}) == 1
    table = {
        each.select("th")[0].get_text(): each.select("td")[-1].get_text(" ", strip=True)
        for each in page.all("table tbody tr")
    }
    own = f"{cast.learner.given_name} {cast.learner.family_name}"
    assert table[own].startswith("1 ") and sorted(each[0] for each in table.values()) == ["1", "2"]
    for card in page.all(".multiples a"):
        teacher.get(str(card["href"]))
    assert db.session.query(Look).count() >= 2


@pytest.mark.parametrize("who", ["learner", "mentor", "supervisor", "guardian", "other_teacher"])
def test_a_class_is_its_teachers_to_see(cast: Cast, client_for: ClientFor, who: str) -> None:
    client_for(getattr(cast, who)).get(class_address(cast), 404)


def test_an_empty_class_says_so(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        empty = make_class(cast.school, _year_of(cast), "7 LEEG")
    assert "Nog geen leerlingen" in client_for(cast.coordinator).get(f"/classes/{empty.id}/year").text


def test_twenty_five_learners_take_as_many_queries_as_five(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    cast = history.cast
    with transaction():
        fill_class(history, 5, 3)
    teacher, path = client_for(cast.teacher), class_address(cast)
    teacher.get(path)
    few = count_queries(lambda: teacher.get(path))
    with transaction():
        fill_class(history, 22, 3)  # twenty more
    many = count_queries(lambda: teacher.get(path))
    assert len(reads(few)) == len(reads(many)) <= 8
    assert len(teacher.get(path).all(".multiples li")) == 25
