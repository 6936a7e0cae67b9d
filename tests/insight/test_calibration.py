"""Calibration: pairs of the same round in counts, a direction and a trend; for the learner in words that help."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from logbook.accounts.models import Look, School
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.entries.models import EntryState
from logbook.entries.services import erase_entry
from logbook.extensions import db
from logbook.insight.queries.advice import look_at, told_of
from logbook.insight.queries.calibration import Calibration, trend_of
from tests.factories import SOFT_SKILLS, WELDING, Cast
from tests.insight.grid import NOT_YET, REACHED, day, reads
from tests.insight.history import TODAY, History, fill_class
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
STRANGERS = ("other_mentor", "other_teacher", "supervisor", "company_coordinator", "guardian", "outsider")


def address(cast: Cast, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/learners/{cast.learner.id}/calibration?{asked}"


def days(history: History, count: int, own: str, start: date = TODAY, **others: str) -> None:
    """Add days before `start` with the same ratings on each."""
    for back in range(count):
        day(history, start - timedelta(days=back), "coaching", own, **others)


def row(page: Page, words: str) -> str:
    """Return what stands in the row of a criterion."""
    return next(each for each in page.all("table.leaning tbody tr") if words in each.get_text()).get_text(
        " ", strip=True
    )


def test_a_direction_is_told_with_how_often(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 4, REACHED, mentor=NOT_YET)
        days(history, 2, REACHED, TODAY - timedelta(days=10), mentor=REACHED)
    page = client_for(cast.teacher).get(address(cast))
    assert "schat zich hoger in, 4 van 6 keer" in row(page, "Inkarteling")
    assert "2 gelijk · 4 hoger · 0 lager" in row(page, "Inkarteling")
    drawn = [each.get_text() for each in page.all("svg[role=img] > title")]
    assert "2 gelijk · 4 hoger · 0 lager" in drawn


@pytest.mark.parametrize(("own", "other"), [(NOT_YET, REACHED), (REACHED, NOT_YET)])
def test_under_five_pairs_nothing_is_claimed(history: History, client_for: ClientFor, own: str, other: str) -> None:
    cast = history.cast
    with transaction():
        days(history, 4, own, teacher=other)
    page = client_for(cast.teacher).get(address(cast))
    assert "Nog niet genoeg: 4 keer" in row(page, "Inkarteling")
    assert "hoger in" not in page.text and "lager in" not in page.text
    own_page = client_for(cast.learner).get("/calibration")
    assert "Nog niet genoeg: 4 keer" in own_page.text and "Hier kun je beter leren kijken" not in own_page.text


def test_mentor_and_teacher_stand_apart_and_a_supervisor_is_no_judge(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 6, REACHED, mentor=REACHED, teacher=NOT_YET, supervisor=NOT_YET)
    cells = client_for(cast.teacher).get(address(cast)).all("table.leaning tbody tr:first-child td")
    mentor, teacher = (each.get_text(" ", strip=True) for each in cells)
    assert "6 gelijk" in mentor and "schat zich hoger in, 6 van 6 keer" in teacher


def test_a_blind_rating_counts_before_its_correction(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for back in range(5):
            day(history, TODAY - timedelta(days=back), "coaching", REACHED)
            history.rate(cast.mentor, Rater.MENTOR, {"undercut": NOT_YET}, blind=True)
            history.rate(cast.mentor, Rater.MENTOR, {"undercut": REACHED})
    teacher = client_for(cast.teacher)
    page = teacher.get(address(cast))
    assert "schat zich hoger in, 5 van 5 keer" in row(page, "Inkarteling")
    evidence = page.one("table.leaning tbody th a")["href"]
    assert "Lotte schat zich hoger in, 5 van 5 keer" in teacher.get(str(evidence)).text


def test_what_is_sealed_for_the_mentor_is_not_counted_for_the_mentor(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
        days(history, 5, REACHED, TODAY - timedelta(days=14), mentor=NOT_YET)
        history.submit(cast.learner, cast.placement, TODAY, state="submitted")
        history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED})
        history.rate(cast.other_mentor, Rater.MENTOR, {"undercut": NOT_YET})
    assert "van 5 keer" in row(client_for(cast.mentor).get(address(cast)), "Inkarteling")
    assert "van 6 keer" in row(client_for(cast.teacher).get(address(cast)), "Inkarteling")


def test_a_trend_needs_five_pairs_in_each_half() -> None:
    assert trend_of([1] * 5 + [0] * 4).way == ""
    assert trend_of([1] * 5 + [0] * 5).way == "closer"
    assert trend_of([0] * 5 + [-1] * 5).way == "further"
    assert trend_of([1, 0] * 6).way == "steady"
    assert trend_of([1] * 5 + [0] * 6).since == Calibration(6)


def test_a_trend_is_told_with_both_numbers(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 6, REACHED, mentor=REACHED)
        days(history, 6, REACHED, TODAY - timedelta(days=20), mentor=NOT_YET)
    told = row(client_for(cast.teacher).get(address(cast)), "Inkarteling")
    assert "Komt dichter bij elkaar: eerst 6 van 6 keer anders, daarna 0 van 6." in told


def test_soft_skills_stand_apart_by_week(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        for back in range(5):
            week = history.week(cast.placement, week_number(TODAY) - back)
            history.rate_week(week, cast.learner, Rater.LEARNER, {"punctuality": "above_expectation"})
            history.rate_week(week, cast.mentor, Rater.MENTOR, {"punctuality": "meets"})
    page = client_for(cast.teacher).get(address(cast))
    part = page.one(f"#calibration-{SOFT_SKILLS}").get_text(" ", strip=True)
    assert "per week" in part and "schat zich hoger in, 5 van 5 keer" in part
    own = client_for(cast.learner).get("/calibration").text
    assert "Je bent hier milder voor jezelf dan je mentor: 5 van de 5 keer." in own and "niet goed is" not in own


def test_the_learner_reads_what_to_look_at(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 5, REACHED, mentor=NOT_YET)
    learner = client_for(cast.learner)
    page = learner.get("/calibration")
    assert "Jij ziet vaak te laat dat het nog niet goed is: 5 van de 5 keer." in page.text
    assert "Let hierop: Voel en kijk naast de las: zit er een groef in de plaat?" in page.text
    assert "Dit is geen punt" in page.text
    link = next(each for each in page.all("a") if "Toon die keren" in each.get_text())
    assert len(learner.get(str(link["href"])).all("li.evidence")) == 5
    progress = learner.get("/progress")
    assert "zit er een groef in de plaat?" in progress.text and 'href="/calibration"' in progress.html


def test_a_strict_learner_reads_how_good_looks(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 3, NOT_YET, mentor=REACHED)
        days(history, 4, REACHED, TODAY - timedelta(days=8), mentor=REACHED)
    page = client_for(cast.learner).get("/calibration")
    assert "Je bent soms strenger dan nodig: 3 van de 7 keer was het beter dan je dacht." in page.text
    assert "Zo is het goed: De rand van de las gaat glad over in de plaat." in page.text


def test_the_parts_of_a_sentence_are_pure(history: History) -> None:
    told = told_of(Calibration(10, over=4, under=1))
    assert told and (told.direction, told.n, told.of, told.often) == ("over", 4, 10, False)
    assert told_of(Calibration(4, over=4)) is None and told_of(Calibration(20, over=1)) is None
    punctuality = history.soft.all_criteria["punctuality"]
    assert punctuality.look_for is None and look_at(punctuality, "over") == punctuality.examples[0].text


@pytest.mark.parametrize("state", [EntryState.DRAFT, EntryState.HELD])
def test_withdrawn_and_held_entries_have_no_part_in_it(history: History, client_for: ClientFor, state: str) -> None:
    cast = history.cast
    with transaction():
        days(history, 5, REACHED, mentor=NOT_YET)
        history.submit(cast.learner, cast.placement, TODAY - timedelta(days=9), state=state)
        history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED})
        history.rate(cast.mentor, Rater.MENTOR, {"undercut": NOT_YET})
    assert "5 van 5 keer" in row(client_for(cast.teacher).get(address(cast)), "Inkarteling")


def test_an_erased_entry_is_simply_not_there(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 6, REACHED, mentor=NOT_YET)
    gone = history.rounds[0][0].entry_id
    assert gone
    with transaction():
        erase_entry(cast.actor("coordinator"), gone, "test")
    page = client_for(cast.teacher).get(address(cast))
    assert "5 van 5 keer" in row(page, "Inkarteling")


def test_a_period_and_a_sheet_can_be_chosen(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        days(history, 5, REACHED, mentor=NOT_YET)
        days(history, 5, NOT_YET, date(2026, 10, 9), mentor=REACHED)
    teacher = client_for(cast.teacher)
    early = teacher.get(address(cast, **{"from": "2026-09-01", "until": "2026-10-31"}))
    assert "schat zich lager in, 5 van 5 keer" in row(early, "Inkarteling")
    assert "Inkarteling" in teacher.get(address(cast, sheet=WELDING)).text
    assert "Nog niets om te vergelijken" in teacher.get(address(cast, sheet=SOFT_SKILLS)).text
    assert "Nog niets om te vergelijken" in teacher.get(address(cast, until="2026-09-30")).text


@pytest.mark.parametrize(
    "query", [{"from": "2026-11-01", "until": "2026-10-01"}, {"from": "ooit"}, {"until": "9999-12-31"}]
)
@pytest.mark.parametrize("path", ["calibration", "year", "three-party"])
def test_a_period_that_cannot_be_is_told(cast: Cast, client_for: ClientFor, query: dict[str, str], path: str) -> None:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/{path}?{asked}", 422)
    assert page.one("#errors") and page.all("[aria-invalid]")
    client_for(cast.learner).get(f"/calibration?{asked}", 422)


@pytest.mark.parametrize("who", ["teacher", "counsellor", "coordinator", "mentor"])
def test_who_compares_may_see_it_and_the_look_is_noted(cast: Cast, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(cast, who))
    assert "Nog niets om te vergelijken" in client.get(address(cast)).text
    assert [each.viewer_id for each in db.session.query(Look)] == [getattr(cast, who).id]
    assert f"/learners/{cast.learner.id}/calibration" in client.get(f"/learners/{cast.learner.id}/progress").html
    assert f"/learners/{cast.learner.id}/calibration" in client.get(f"/learners/{cast.learner.id}/three-party").html


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("path", ["calibration", "year"])
def test_a_stranger_learns_nothing(cast: Cast, client_for: ClientFor, who: str, path: str) -> None:
    client_for(getattr(cast, who)).get(f"/learners/{cast.learner.id}/{path}", 404)
    assert db.session.query(Look).count() == 0


def test_the_learner_has_the_own_page_alone(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    assert "Nog niets om te vergelijken" in learner.get("/calibration").text
    learner.get(address(cast), 404)
    assert db.session.query(Look).count() == 0
    client_for(cast.teacher).get("/calibration", 404)


@pytest.mark.parametrize("who", ["teacher", "learner", "mentor"])
@pytest.mark.parametrize("path", ["calibration", "year"])
def test_a_year_takes_as_many_queries_as_a_day(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]], who: str, path: str
) -> None:
    cast = history.cast
    with transaction():
        db.session.get_one(School, cast.school.id).blind_first = True
        day(history, TODAY, "coaching", REACHED, mentor=NOT_YET, teacher=NOT_YET)
    client = client_for(getattr(cast, who))
    page = "/calibration" if (who, path) == ("learner", "calibration") else f"/learners/{cast.learner.id}/{path}"
    client.get(page)
    few = count_queries(lambda: client.get(page))
    with transaction():
        fill_class(history, 2, 6)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 8)
    many = count_queries(lambda: client.get(page))
    most = 8 if path == "calibration" else 9  # a year asks too with which version of each sheet the learner works
    assert len(reads(few)) == len(reads(many)) <= most
