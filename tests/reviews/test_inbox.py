"""What waits for whom."""

from datetime import timedelta

import pytest

from logbook.core import clock
from logbook.entries.models import EntryState
from logbook.reviews.services import EntryReview
from tests.conftest import FRIDAY
from tests.entries.work import TODAY, entry_in, submit
from tests.factories import Cast
from tests.reviews.work import approve, day_of_work, week_of_work, week_url


def test_one_card_for_each_learner_and_week(cast: Cast, client_for) -> None:
    week_of_work(cast, 2, undercut="not_yet_reached")
    day_of_work(cast, TODAY - timedelta(days=7))
    page = client_for(cast.mentor).get("/inbox")
    cards = page.all("section.waiting")
    assert [card.h2.get_text(strip=True) for card in cards] == ["Lotte Proefpersoon"] * 2
    this_week = cards[-1].get_text(" ", strip=True)
    assert "week 47" in this_week
    assert "2/2 zelf bekeken" in " ".join(this_week.split()).replace("zelf bekeken 2/2", "2/2 zelf bekeken")
    assert cards[-1].select_one(f"a[href='{week_url(cast)}']")


def test_nothing_waits_once_it_is_approved_returned_or_withdrawn(cast: Cast, client_for) -> None:
    mentor = client_for(cast.mentor)
    assert "Niets wacht op jou" in mentor.get("/inbox").text
    ids = week_of_work(cast, 2)
    approve(cast, [], entries={ids[0]: EntryReview(1, "agree"), ids[1]: EntryReview(1, "return", "Welke?")})
    assert "Niets wacht op jou" in mentor.get("/inbox").text
    submit(cast, ids[1], base_rev=1, date=TODAY)
    assert "Lotte" in mentor.get("/inbox").text


@pytest.mark.parametrize("who", ["other_mentor", "other_teacher", "outsider", "teacher", "counsellor"])
def test_others_see_nothing_of_it(cast: Cast, client_for, who: str) -> None:
    week_of_work(cast, 1)
    assert "Lotte" not in client_for(getattr(cast, who)).get("/inbox").text


@pytest.mark.parametrize("who", ["learner", "coordinator", "company_coordinator", "guardian"])
def test_who_reviews_nothing_has_no_inbox(cast: Cast, client_for, who: str) -> None:
    client_for(getattr(cast, who)).get("/inbox", 404)


def test_a_teacher_sees_work_at_school_and_weeks_of_a_late_mentor(cast: Cast, client_for) -> None:
    week_of_work(cast, 1)
    day_of_work(cast, TODAY, placement_id=None)
    teacher = client_for(cast.teacher)
    assert len(teacher.get("/inbox").all("section.waiting")) == 1
    with clock.freeze(FRIDAY + timedelta(days=9)):
        page = client_for(cast.teacher).get("/inbox")
    assert "de mentor is te laat" in page.text
    assert len(page.all("section.waiting")) == 2


def test_held_entries_wait_for_nobody_here(cast: Cast, client_for) -> None:
    entry_in(cast, EntryState.HELD)
    assert "Niets wacht op jou" in client_for(cast.mentor).get("/inbox").text


def test_the_queries_do_not_grow_with_the_entries(cast: Cast, client_for, count_queries) -> None:
    mentor = client_for(cast.mentor)
    week_of_work(cast, 1)
    mentor.get("/inbox")
    few = count_queries(lambda: mentor.get("/inbox"))
    for days in range(1, 7):
        day_of_work(cast, TODAY - timedelta(days=days))
    many = count_queries(lambda: mentor.get("/inbox"))
    assert len(few) == len(many) <= 6
