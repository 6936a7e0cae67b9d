"""The council's files: a page for each learner with true figures, as many queries for a class as for one."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import Tag

from logbook.accounts.models import Look
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.sheets.models import STAGES
from tests.factories import Cast
from tests.insight.grid import NOT_YET, REACHED, day, reads
from tests.insight.history import TODAY, History, fill_class, history_of
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
CSS = Path(__file__).parents[2] / "static" / "css" / "pages.css"


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        return history_of(cast)


def address(cast: Cast) -> str:
    """Return the document of the class."""
    return f"/classes/{cast.group.id}/council"


def file_of(page: Page, name: str) -> Tag:
    """Return a learner's page of the document."""
    return next(each for each in page.all("article.a4") if name in each.select("h1, h2")[0].get_text())


def words(tag: Tag) -> str:
    """Return the words of a part."""
    return " ".join(tag.get_text(" ").split())


def facts(file: Tag) -> dict[str, str]:
    """Return the figures by what they count."""
    return {words(each.select("dt")[0]): words(each.select("dd")[0]) for each in file.select(".facts > div")}


def test_a_file_for_each_learner_and_an_index(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.teacher).get(address(cast))
    assert [words(each) for each in page.all("article.a4 h2.person")] == ["Lotte Proefpersoon", "Otto Proefpersoon"]
    assert [each["href"] for each in page.all("nav ol a")] == ["#learner-1", "#learner-2"]
    assert "dossier 2 van 2" in words(file_of(page, "Otto"))
    assert "Staalwerk Fictief nv, 20 u per week" in words(file_of(page, "Lotte"))


def test_the_figures_are_counted(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, TODAY, minutes=400)
        history.submit(cast.learner, cast.placement, TODAY, minutes=50)
        history.submit(cast.learner, cast.placement, TODAY - timedelta(days=7), minutes=300, late=True)
        history.submit(cast.learner, cast.placement, TODAY - timedelta(days=8), state="draft")
        history.week(cast.placement, week_number(TODAY))
        history.week(cast.placement, week_number(TODAY) - 1, state="open")
        history.day(cast.learner, TODAY - timedelta(days=1), "sick")
        history.day(cast.learner, TODAY - timedelta(days=2), "absent")
        history.day(cast.learner, TODAY - timedelta(days=3), "school")
    assert facts(file_of(client_for(cast.teacher).get(address(cast)), "Lotte")) == {
        "dagen ingevuld": "2",
        "uren gewerkt": "12",
        "weken goedgekeurd": "1/2",
        "te laat ingevuld": "1",
        "dagen ziek": "1",
        "dagen afwezig": "1",
    }


def test_each_party_is_counted_by_group_and_stage(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY - timedelta(days=1), "coaching", None)
        history.rate(cast.learner, Rater.LEARNER, {"undercut": REACHED, "crack_free": REACHED, "removes_burrs": "done"})
        history.rate(cast.mentor, Rater.MENTOR, {"undercut": NOT_YET, "crack_free": REACHED})
        history.rate(cast.supervisor, Rater.SUPERVISOR, {"spatter_free": REACHED})
        history.step(cast.learner, "coaching", date(2026, 10, 1))
    file = file_of(client_for(cast.teacher).get(address(cast)), "Lotte")
    shown = [[each.get("aria-label") for each in row.select(".counts")] for row in file.select(".tbl tbody tr")]
    assert shown == [["leerling 1, mentor –, leraar –"], ["leerling 2, mentor 1, leraar –"]]
    cells = file.select(".tbl tbody tr")[1].select("td")
    assert [bool(cell.select(".counts")) for cell in cells] == [stage == "coaching" for stage in STAGES]
    assert "inkarteling" in words(file) and "Coachen do 1 okt" in words(file)


def test_the_latest_word_of_each_party_counts(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        day(history, TODAY - timedelta(days=20), "coaching", NOT_YET, teacher=REACHED)
        for back in range(4, 0, -1):
            day(history, TODAY - timedelta(days=back), "coaching", NOT_YET, mentor=NOT_YET)
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
    file = file_of(client_for(cast.teacher).get(address(cast)), "Lotte")
    assert "leerling 1, mentor 1, leraar 1" in [each.get("aria-label") for each in file.select(".counts")]


def test_soft_skills_show_three_marks(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        week = history.week(cast.placement, week_number(TODAY))
        history.rate_week(week, cast.learner, Rater.LEARNER, {"punctuality": "above_expectation"})
        history.rate_week(week, cast.mentor, Rater.MENTOR, {"punctuality": "not_yet_meets"})
    file = file_of(client_for(cast.teacher).get(address(cast)), "Lotte")
    line = next(each for each in file.select(".lines li") if "Stiptheid" in each.get_text())
    trio = line.select(".trio[aria-label]")[0]
    assert trio["aria-label"] == "leerling: boven verwachting, mentor: nog niet, leraar: nog niets"
    assert "verschil, leerling hoger" in str(line)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (4, "Nog niet genoeg beoordelingen naast elkaar om iets te zeggen (4)."),
        (6, "Gelijk met de mentor in 0 van 6 beoordelingen. Lotte schat zich hoger in, 6 van 6 keer."),
    ],
)
def test_calibration_is_a_sentence_with_its_number(
    history: History, client_for: ClientFor, days: int, told: str
) -> None:
    with transaction():
        for back in range(days):
            day(history, TODAY - timedelta(days=back), "coaching", REACHED, mentor=NOT_YET, supervisor=REACHED)
        history.sums(history.cast.learner)
    assert told in words(file_of(client_for(history.cast.teacher).get(address(history.cast)), "Lotte"))


def test_remarks_and_commitments_stand_on_the_page(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.remark(cast.learner, cast.mentor, "strong_point", "Mooie herstart.", example="Bij beugel 4.")
        history.remark(cast.learner, cast.mentor, "work_point", "Toorts trager.")
        history.remark(cast.learner, cast.mentor, "note", "Alleen voor mezelf.")
        history.remark(cast.other_learner, cast.mentor, "work_point", "Van een ander.")
        history.commitment(cast.learner, cast.mentor, "Testlas tonen", TODAY - timedelta(days=2))
        history.commitment(cast.learner, cast.mentor, "Keelmal gebruiken", TODAY - timedelta(days=9), state="done")
        history.commitment(cast.learner, cast.mentor, "Lasplan bespreken", TODAY - timedelta(days=9), state="dropped")
    found = words(file_of(client_for(cast.teacher).get(address(cast)), "Lotte"))
    assert "“Mooie herstart.” Bij beugel 4. Piet Proefpersoon" in found and "“Toorts trager.”" in found
    assert "Alleen voor mezelf" not in found and "Van een ander" not in found
    for line in ("Testlas tonen · leerling, wo 18 nov te laat", "Keelmal gebruiken · leerling, wo 11 nov nagekomen"):
        assert line in found
    assert "vervallen" in found and "Standpunt van elk lid" in found and "Opnieuw op" in found


def test_one_learners_file_stands_alone(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.counsellor).get(f"{address(cast)}/{cast.learner.id}")
    assert page.h1 == "Lotte Proefpersoon" and len(page.all("article.a4")) == 1
    client_for(cast.teacher).get(f"{address(cast)}/{cast.foreign_learner.id}", 404)
    client_for(cast.teacher).get(f"{address(cast)}/{cast.teacher.id}", 404)


@pytest.mark.parametrize("name", ["other_teacher", "outsider", "mentor", "learner", "guardian", "company_coordinator"])
def test_others_are_told_that_there_is_no_such_page(cast: Cast, client_for: ClientFor, name: str) -> None:
    client = client_for(getattr(cast, name))
    client.get(address(cast), 404)
    client.get(f"{address(cast)}/{cast.learner.id}", 404)


def test_the_files_of_each_class_are_one_step_away(cast: Cast, client_for: ClientFor) -> None:
    for person, classes in ((cast.teacher, 1), (cast.coordinator, 2)):
        links = [str(each["href"]) for each in client_for(person).get("/councils").all(".list a")]
        assert address(cast) in links and len([each for each in links if each.endswith("/council")]) == classes
    assert "Je hebt nog geen klas" in client_for(cast.outsider).get("/councils").text


def test_a_class_without_learners_says_so(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.coordinator).get(f"/classes/{cast.other_group.id}/council")
    assert "Nog geen leerlingen in deze klas" in page.text


def test_every_learner_can_tell_that_the_file_was_opened(cast: Cast, client_for: ClientFor) -> None:
    teacher, page = client_for(cast.teacher), address(cast)
    teacher.get(page)
    teacher.get(page)
    assert {look.learner_id for look in db.session.query(Look)} == {cast.learner.id, cast.other_learner.id}


def test_25_learners_take_as_many_queries_as_one(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    cast = history.cast
    teacher, page = client_for(cast.teacher), address(cast)
    alone = f"{page}/{cast.learner.id}"
    with transaction():
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    teacher.get(page)
    one = count_queries(lambda: teacher.get(alone))
    few = count_queries(lambda: teacher.get(page))
    with transaction():
        fill_class(history, 25, 2)
    teacher.get(page)
    many = count_queries(lambda: teacher.get(page))
    assert len(reads(one)) == len(reads(few)) == len(reads(many)) <= 8
    assert len(teacher.get(page).all("article.a4")) == 25


def test_paper_has_a_page_for_each_learner_and_a_wide_one_for_the_grid() -> None:
    css = CSS.read_text()
    assert ".a4 + .a4 { break-before: page; }" in css
    assert "size: A4 landscape" in css and ".three" in css.split("{ page: wide; }")[0].splitlines()[-1]
