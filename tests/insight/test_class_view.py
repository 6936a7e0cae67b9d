"""The class view: each learner's week in marks and words, who first and why, in as many queries for 25 as for one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import Tag

from logbook.accounts.models import SignInSession
from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import monday, week_number
from logbook.extensions import db
from logbook.training.models import Placement
from tests import factories
from tests.conftest import FRIDAY
from tests.factories import Cast
from tests.insight.grid import NOT_YET, REACHED, reads
from tests.insight.history import TODAY, History, fill_class
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
THIS_WEEK = week_number(TODAY)
MONDAY = monday(THIS_WEEK)


def address(cast: Cast, query: str = "") -> str:
    """Return the class's page."""
    return f"/classes/{cast.group.id}{query}"


def row(page: Page, name: str) -> Tag:
    """Return a learner's row."""
    return next(each for each in page.all(".roster tbody tr") if name in each.get_text())


def words(tag: Tag) -> str:
    """Return a row's words and the words of its pictures."""
    pictures = [str(each["aria-label"]) for each in tag.select("[role=img]")]
    return " ".join([" ".join(tag.get_text(" ").split()), *pictures])


def test_each_day_shows_what_it_was(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for offset, state in enumerate(("approved", "submitted", "returned")):
            history.submit(cast.learner, cast.placement, MONDAY + timedelta(days=offset), state=state)
        history.day(cast.learner, MONDAY + timedelta(days=3), "sick")
    found = words(row(client_for(cast.teacher).get(address(cast)), "Lotte"))
    assert "maandag 16 november: goedgekeurd door de mentor" in found
    assert "dinsdag 17 november: ingevuld" in found
    assert "woensdag 18 november: teruggestuurd" in found
    assert "donderdag 19 november: ziek" in found
    assert "vrijdag 20 november: nog niets" in found
    assert "1 dag teruggestuurd en nog niet aangepast" in found


def test_work_at_school_has_the_teachers_mark(history: History, client_for: ClientFor) -> None:
    with transaction():
        history.submit(history.cast.learner, None, MONDAY)
    found = words(row(client_for(history.cast.teacher).get(address(history.cast)), "Lotte"))
    assert "maandag 16 november: goedgekeurd op school" in found and "geen week" in found


def test_the_weekend_is_shown_when_somebody_worked(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    teacher = client_for(cast.teacher)
    assert len(teacher.get(address(cast)).all(".roster thead abbr")) == 5
    with transaction():
        history.submit(cast.learner, cast.placement, MONDAY - timedelta(days=2))
    assert len(teacher.get(address(cast, "?week=2026-W46")).all(".roster thead abbr")) == 7


def test_who_was_silent_comes_first_and_why(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(Placement, cast.placement_id).from_date = TODAY
        history.submit(cast.learner, cast.placement, TODAY)
        history.submit(cast.other_learner, cast.other_placement, date(2026, 11, 9))
    page = client_for(cast.teacher).get(address(cast))
    first = page.all(".roster tbody tr")[0]
    assert "Otto" in first.get_text() and "Geen dagen sinds ma 9 nov" in first.get_text()
    assert "eerst bekijken" in words(first) or "bekijken" in words(first)
    assert "geen aandacht nodig" in words(row(page, "Lotte"))


def test_a_learner_without_any_day_is_told(cast: Cast, client_for: ClientFor) -> None:
    assert "Nog geen enkele dag ingevuld" in row(client_for(cast.teacher).get(address(cast)), "Lotte").get_text()


def test_a_week_that_waits_says_how_long(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, MONDAY - timedelta(days=10), state="submitted")
    page = client_for(cast.teacher).get(address(cast, "?week=2026-W45"))
    found = words(row(page, "Lotte"))
    assert "wacht 12 d" in found and "Wacht al 12 dagen op de mentor" in found
    assert "1 wachten op hun mentor" in page.text


@pytest.mark.parametrize(
    ("days", "levels", "told"),
    [
        (1, (REACHED, NOT_YET), "nog te weinig"),
        (5, (REACHED, NOT_YET), "5 hoger"),
        (5, (NOT_YET, REACHED), "5 lager"),
        (5, (REACHED, REACHED), "gelijk"),
    ],
)
def test_drift_is_claimed_from_five_pairs_on(
    history: History, client_for: ClientFor, days: int, levels: tuple[str, str], told: str
) -> None:
    cast = history.cast
    with transaction():
        for back in range(days):
            history.submit(cast.learner, cast.placement, TODAY - timedelta(days=back))
            history.rate(cast.learner, Rater.LEARNER, {"undercut": levels[0]})
            history.rate(cast.mentor, Rater.MENTOR, {"undercut": levels[1]})
        history.sums(cast.learner)
    found = words(row(client_for(cast.teacher).get(address(cast)), "Lotte"))
    assert told in found
    assert ("Schat zich" in found) == (told in ("5 hoger", "5 lager"))


def test_drift_older_than_four_weeks_is_left_behind(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for back in range(5):
            history.submit(cast.learner, cast.placement, MONDAY - timedelta(weeks=5, days=-back))
            history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED})
            history.rate(cast.mentor, Rater.MENTOR, {"undercut": NOT_YET})
        history.sums(cast.learner)
    teacher = client_for(cast.teacher)
    assert "nog te weinig" in words(row(teacher.get(address(cast)), "Lotte"))
    assert "5 hoger" in words(row(teacher.get(address(cast, "?week=2026-W42")), "Lotte"))


def test_a_supervisors_ratings_make_no_drift(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for back in range(5):
            history.submit(cast.learner, cast.placement, TODAY - timedelta(days=back))
            history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED})
            history.rate(cast.supervisor, Rater.SUPERVISOR, {"undercut": NOT_YET})
        history.sums(cast.learner)
    assert "nog te weinig" in words(row(client_for(cast.teacher).get(address(cast)), "Lotte"))


def test_commitments_and_stages_stand_in_the_row(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.commitment(cast.learner, cast.mentor, "Testlas tonen", TODAY - timedelta(days=1))
        history.commitment(cast.learner, cast.mentor, "Keelmal gebruiken", TODAY + timedelta(days=7))
        history.commitment(cast.other_learner, cast.mentor, "Lasplan bespreken", TODAY)
        history.commitment(cast.other_learner, cast.mentor, "Klaar", date(2026, 10, 1), state="done")
        history.step(cast.learner, "modelling", date(2026, 10, 1))
        history.step(cast.learner, "scaffolding", date(2026, 11, 1))
    page = client_for(cast.teacher).get(address(cast))
    assert "1 te laat" in words(row(page, "Lotte")) and "Scaffolding" in words(row(page, "Lotte"))
    assert "1 open" in words(row(page, "Otto"))


def test_weeks_approved_in_seconds_are_told_as_a_pattern(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(Placement, cast.placement_id).from_date = TODAY
        history.submit(cast.learner, cast.placement, TODAY)
        for back in range(3):
            history.week(cast.placement, THIS_WEEK - back, seconds=4)
    page = client_for(cast.teacher).get(address(cast))
    assert "De mentor keurde 3 weken heel vlug goed" in row(page, "Lotte").get_text()
    assert not row(page, "Lotte").select(".bang")


def test_the_tallies_choose_rows(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, TODAY)
    teacher = client_for(cast.teacher)
    page = teacher.get(address(cast, "?show=silent"))
    assert [each.get_text() for each in page.all(".roster tbody th a")] == ["Otto Proefpersoon"]
    assert "1 van 2 leerlingen" in page.text
    assert len(teacher.get(address(cast, "?show=overdue")).all(".roster tbody tr")) == 0


def test_another_week_can_be_chosen(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, MONDAY - timedelta(days=7))
    page = client_for(cast.teacher).get(address(cast, "?week=2026-W46"))
    assert "maandag 9 november: goedgekeurd door de mentor" in words(row(page, "Lotte"))
    assert page.one("select[name=week] option[selected]")["value"] == "2026-W46"
    assert page.one("select[name=week] option:last-child")["value"] == "2026-W36"


@pytest.mark.parametrize(
    "query", ["?week=2026-W99", "?week=nu", "?week=", "?week.x=1", "?show=alles", "?week=2031-W02"]
)
def test_a_week_that_cannot_be_is_no_broken_page(cast: Cast, client_for: ClientFor, query: str) -> None:
    status = 200 if query in ("?week=", "?week=2031-W02") else 422
    page = client_for(cast.teacher).get(address(cast, query), status)
    assert page.one("select[name=week] option[selected]")["value"] == "2026-W47"


@pytest.mark.parametrize("name", ["teacher", "counsellor", "coordinator"])
def test_the_school_of_the_class_sees_it(cast: Cast, client_for: ClientFor, name: str) -> None:
    assert client_for(getattr(cast, name)).get(address(cast)).h1 == "6 LAS-d"


@pytest.mark.parametrize("name", ["other_teacher", "outsider", "mentor", "learner", "guardian", "supervisor"])
def test_nobody_else_sees_it(cast: Cast, client_for: ClientFor, name: str) -> None:
    client_for(getattr(cast, name)).get(address(cast), 404)


def test_a_teacher_who_left_the_class_sees_it_no_more(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        gone = factories.make_person("Gust")
        factories.make_member(gone, cast.school, Role.TEACHER)
        factories.join_class(cast.group, gone, Role.TEACHER, until=TODAY - timedelta(days=1))
    client_for(gone).get(address(cast), 404)


def test_what_waits_on_a_phone_is_told_for_as_long_as_it_may_be_true(cast: Cast, client_for: ClientFor) -> None:
    teacher = client_for(cast.teacher)
    phone = SignInSession(
        token_sha256="0" * 64,
        person_id=cast.learner.id,
        membership_id=cast.actor("learner").membership_id,
        device="a phone",
        created_at=FRIDAY,
        last_use_at=FRIDAY,
        expires_at=FRIDAY + timedelta(days=60),
        waiting=4,
        waiting_since=FRIDAY - timedelta(days=3),
        waiting_told_at=FRIDAY,
    )
    with transaction():
        db.session.add(phone)
    told = "4 inzendingen staan sinds dinsdag 17 november nog op de telefoon (laatst van gehoord: vandaag"
    assert told in words(row(teacher.get(address(cast)), "Lotte"))
    assert "telefoon" not in words(row(teacher.get(address(cast)), "Otto"))
    for change in ({"waiting": 0}, {"revoked_at": FRIDAY}, {"waiting_told_at": FRIDAY - timedelta(days=31)}):
        before = {name: getattr(phone, name) for name in change}
        for values, expected in ((change, False), (before, True)):
            with transaction():
                for name, value in values.items():
                    setattr(phone, name, value)
            assert ("op de telefoon" in words(row(teacher.get(address(cast)), "Lotte"))) is expected


def test_one_class_opens_at_once_and_several_can_be_chosen(cast: Cast, client_for: ClientFor) -> None:
    assert client_for(cast.teacher).get("/classes", 303).location == address(cast)
    assert len(client_for(cast.coordinator).get("/classes").all(".list a")) == 2
    assert "Je hebt nog geen klas" in client_for(cast.outsider).get("/classes").text


def test_an_empty_class_says_so(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.other_teacher).get(f"/classes/{cast.other_group.id}")
    assert "Nog geen leerlingen in deze klas" in page.text


def test_25_learners_take_as_many_queries_as_one(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    cast = history.cast
    teacher, page = client_for(cast.teacher), address(cast)
    with transaction():
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    teacher.get(page)
    few = count_queries(lambda: teacher.get(page))
    with transaction():
        fill_class(history, 25, 2)
    many = count_queries(lambda: teacher.get(page))
    assert len(reads(few)) == len(reads(many)) == 8
    assert len(teacher.get(page).all(".roster tbody tr")) == 25
