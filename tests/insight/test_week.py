"""A learner's week: days with what became of them, hours, what came back, and the own view of soft skills."""

from collections.abc import Callable
from datetime import date

import pytest

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.extensions import db
from logbook.reviews.models import Remark
from logbook.training.models import Placement
from tests.entries.work import RATINGS, TODAY, entry_in, rate, rate_own, round_id_of, stored, submit
from tests.factories import Cast, add
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def learner(cast: Cast, client_for: ClientFor) -> PageClient:
    """Return the learner's browser."""
    return client_for(cast.learner)


def day(page: Page, iso: str) -> str:
    """Return what stands at a day."""
    return page.one(f"#day-{iso}").get_text(" ", strip=True)


def test_an_empty_week_teaches_and_offers_every_day(learner: PageClient) -> None:
    page = learner.get("/week")
    assert page.h1 == "Week 47" and "ma 16 nov – zo 22 nov" in page.text
    assert "Nog geen dagen deze week." in page.text and "dagen ingevuld 0 van 5" in page.text
    assert "Deze dag invullen" in day(page, "2026-11-19")


def test_days_show_what_became_of_them_and_the_hours(cast: Cast, learner: PageClient) -> None:
    entry_in(cast, EntryState.APPROVED, date=date(2026, 11, 17))
    seen = submit(cast, date=date(2026, 11, 18))
    rate(cast, "mentor", round_id_of(seen.entry_id), RATINGS | {"crack_free": "not_yet_reached"})
    learner.post("/days/2026-11-16", {"status": "school"})
    page = learner.get("/weeks/2026-W47")
    assert "ma 16 nov school" in day(page, "2026-11-16")
    assert "goedgekeurd" in day(page, "2026-11-17")
    assert "1 van 2 V · mentor ziet 1 punt anders" in day(page, "2026-11-18")
    assert "7 u" in page.one("dl.facts").text and "2 van 4" in page.one("dl.facts").text


def test_what_came_back_is_first_with_its_reason(cast: Cast, learner: PageClient) -> None:
    entry = entry_in(cast, EntryState.RETURNED, date=date(2026, 11, 18))
    with transaction():
        stored(entry.id).return_reason = "Meet nog eens."
    first = learner.get("/week").one("main").find("section")
    assert "Meet nog eens." in first.get_text()  # type: ignore[union-attr]


def test_a_begun_day_can_be_gone_on_with(learner: PageClient) -> None:
    address = learner.get("/entries/new?sheet=emt-smeren&date=2026-11-19", 303).location
    form = learner.get(address).form("#entry-form")
    del form["csrf_token"]
    learner.post(f"{address.partition('?')[0]}/draft", form, 204)
    assert "Verder invullen" in day(learner.get("/week"), "2026-11-19")


def test_weeks_lead_to_each_other_but_not_into_the_future(learner: PageClient) -> None:
    page = learner.get("/week")
    assert [link["href"] for link in page.all("header.top nav a")] == ["/weeks/2026-W46"]
    page = learner.get("/weeks/2026-W46")
    assert [link["href"] for link in page.all("header.top nav a")] == ["/weeks/2026-W45", "/weeks/2026-W47"]
    assert "komt nog" not in page.text


def test_the_own_view_of_soft_skills_is_one_tap_away(cast: Cast, learner: PageClient) -> None:
    page = learner.get("/week")
    assert "Hoe vond je zelf dat het ging?" in page.text and "nog niet ingevuld" in page.text
    rate_own(cast, {"punctuality": "meets", "teamwork": "meets"})
    assert "2 punten ingevuld" in learner.get("/week").text


def test_remarks_and_commitments_of_the_week_are_there(cast: Cast, learner: PageClient) -> None:
    with transaction():
        add(
            Remark(
                school_id=cast.school.id,
                learner_id=cast.learner.id,
                kind="work_point",
                text="Keelhoogte",
                example="Meet elke las na",
                date=TODAY,
                author_id=cast.mentor.id,
                author_role="mentor",
                written_at=clock.now(),
            )
        )
    text = learner.get("/week").text
    assert "Werkpunt Keelhoogte “Meet elke las na” Piet Proefpersoon · vr 20 nov" in text
    assert "Keelhoogte" not in learner.get("/weeks/2026-W46").text


def test_a_week_without_planned_work_says_so(cast: Cast, learner: PageClient) -> None:
    with transaction():
        db.session.get_one(Placement, cast.placement_id).from_date = date(2026, 11, 1)
    page = learner.get("/weeks/2026-W36")
    assert "Geen werkdagen deze week." in page.text and "Houding" not in page.text


def test_what_is_no_week_is_not_found(learner: PageClient) -> None:
    for week in ("2026-W54", "2026-47", "now", "0000-W01", "2026-W00"):
        learner.get(f"/weeks/{week}", 404)


def test_only_learners_have_weeks_and_only_their_own(cast: Cast, client_for: ClientFor) -> None:
    submit(cast)
    assert "Hoeklas" not in client_for(cast.other_learner).get("/week").text
    for who in ("mentor", "teacher", "guardian"):
        client_for(getattr(cast, who)).get("/week", 404)


def test_the_week_takes_ten_queries_however_full_it_is(
    cast: Cast, learner: PageClient, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    learner.get("/week")
    assert len(count_queries(lambda: learner.get("/week"))) <= 10
    for number in (16, 17, 18, 19, 20):
        entry_in(cast, EntryState.RETURNED if number == 17 else EntryState.SUBMITTED, date=date(2026, 11, number))
    rate_own(cast, {"punctuality": "meets"})
    learner.get("/week")
    assert len(count_queries(lambda: learner.get("/week"))) <= 10
