"""One sheet in two periods side by side: the latest marks of each, and what changed, in words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.insight.queries.compare import Asked, Period, changes, periods
from tests.factories import SOFT_SKILLS, WELDING, Cast
from tests.insight.grid import NOT_YET, REACHED, day, reads
from tests.insight.history import TODAY, History
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]
AUTUMN = "from1=2026-09-01&until1=2026-09-30&from2=2026-10-01&until2=2026-10-31"
SEPTEMBER, OCTOBER = date(2026, 9, 10), date(2026, 10, 8)
STATES = st.sampled_from(["none", "not_met", "met", "above"])


def path(cast: Cast, query: str = AUTUMN) -> str:
    return f"/learners/{cast.learner.id}/compare?{query}"


def rows(page: Page) -> dict[str, list[str]]:
    """Return what changed by criterion, in words."""
    return {
        row.select_one("th.name").get_text(): [each.get_text() for each in row.select("td.words > span")]  # type: ignore[union-attr]
        for row in page.all("table.periods tbody.group tr")
        if row.select_one("th.name")
    }


def test_what_changed_is_named_for_each_party(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, SEPTEMBER, "coaching", NOT_YET, mentor=REACHED)
        day(history, OCTOBER, "scaffolding", REACHED, mentor=NOT_YET, teacher=REACHED)
    page = client_for(history.cast.teacher).get(path(history.cast))
    assert rows(page) == {"Inkarteling": ["leerling: beter", "mentor: minder", "leraar: nieuw"]}
    assert "Beter op 1 criteria, minder op 1, nieuw op 1." in page.text


def test_the_latest_word_of_each_period_counts_whatever_the_stage(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, SEPTEMBER, "modelling", None, mentor=REACHED)
        day(history, SEPTEMBER + timedelta(days=5), "coaching", None, mentor=NOT_YET)
        day(history, OCTOBER, "coaching", None, mentor=NOT_YET)
        day(history, date(2026, 11, 9), "coaching", None, mentor=REACHED)  # in neither period
    page = client_for(history.cast.teacher).get(path(history.cast))
    assert rows(page) == {"Inkarteling": ["gelijk"]}
    assert [each.get_text() for each in page.all("table.periods .count")] == ["2×", "1×"]


def test_what_is_not_rated_any_more_says_so(history: History, client_for: ClientFor) -> None:
    with transaction():
        day(history, SEPTEMBER, "coaching", None, teacher=REACHED)
        day(history, OCTOBER, "coaching", None, mentor=REACHED)
    found = rows(client_for(history.cast.teacher).get(path(history.cast)))
    assert found == {"Inkarteling": ["mentor: nieuw", "leraar: niet meer beoordeeld"]}


def test_soft_skills_are_compared_too(history: History, client_for: ClientFor) -> None:
    cast, item = history.cast, next(iter(history.soft.all_criteria.values()))
    low, high = item.scale.levels[0].id, item.scale.levels[-1].id
    with transaction():
        for number, level in ((1393, low), (1397, high)):
            week = history.week(cast.placement, number)
            history.rate_week(week, cast.mentor, Rater.MENTOR, {item.id: level})
    query = f"sheet={SOFT_SKILLS}&from1=2026-09-07&until1=2026-09-27&from2=2026-10-05&until2=2026-10-18"
    found = rows(client_for(cast.teacher).get(path(cast, query)))
    assert list(found.values()) == [["mentor: beter"]]


def test_without_dates_it_takes_the_last_six_weeks_and_the_six_before() -> None:
    before, after = periods(Asked(), TODAY)
    assert after == Period(TODAY - timedelta(days=41), TODAY)
    assert before == Period(after.first - timedelta(days=42), after.first - timedelta(days=1))


@pytest.mark.parametrize(
    "query",
    [
        "from1=2026-09-30&until1=2026-09-01",
        "from1=2026-09-01",
        "until2=2026-09-01",
        "from1=gisteren&until1=2026-09-30",
        "from2=0001-01-01&until2=9999-12-31",
    ],
)
def test_a_period_that_cannot_be_is_told(cast: Cast, client_for: ClientFor, query: str) -> None:
    page = client_for(cast.teacher).get(path(cast, query), 422)
    assert page.all("[role=alert]") and page.all("[aria-invalid]")


def test_an_unknown_sheet_is_not_there(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.teacher).get(path(cast, "sheet=bestaat-niet"), 404)
    client_for(cast.teacher).get(path(cast, f"sheet={'x' * 500}"), 422)


def test_nothing_to_compare_says_so(cast: Cast, client_for: ClientFor) -> None:
    assert "Nog niets om te vergelijken" in client_for(cast.teacher).get(path(cast, f"sheet={WELDING}")).text


@pytest.mark.parametrize("name", ["learner", "mentor", "teacher", "counsellor", "coordinator"])
def test_who_may_lay_the_views_side_by_side_may_this(cast: Cast, client_for: ClientFor, name: str) -> None:
    assert client_for(getattr(cast, name)).get(path(cast)).status == 200


@pytest.mark.parametrize("name", ["other_teacher", "other_mentor", "supervisor", "guardian", "outsider"])
def test_nobody_else(cast: Cast, client_for: ClientFor, name: str) -> None:
    client_for(getattr(cast, name)).get(path(cast), 404)


def test_as_many_queries_for_a_year_as_for_a_week(
    history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    cast, counts = history.cast, []
    teacher = client_for(cast.teacher)
    for weeks, sheet in ((1, WELDING), (12, WELDING), (0, SOFT_SKILLS)):
        if weeks:
            with transaction():
                day(history, SEPTEMBER + timedelta(days=weeks), "coaching", REACHED, mentor=REACHED)
                for back in range(weeks):
                    day(history, TODAY - timedelta(days=back), "coaching", REACHED, mentor=NOT_YET)
        page = path(cast, f"sheet={sheet}")
        teacher.get(page)
        counts.append(len(reads(count_queries(lambda page=page: teacher.get(page)))))
    assert counts[0] == counts[1] <= 8 and counts[2] <= 8


@given(st.tuples(STATES, STATES, STATES), st.tuples(STATES, STATES, STATES))
def test_what_got_better_one_way_got_worse_the_other(was: tuple[str, str, str], now: tuple[str, str, str]) -> None:
    turned = {"better": "worse", "worse": "better", "new": "gone", "gone": "new"}
    there, back = list(changes(was, now)), list(changes(now, was))
    assert [(each.party, turned[each.how]) for each in there] == [(each.party, each.how) for each in back]
    assert len(there) == sum(old != new for old, new in zip(was, now, strict=True))
