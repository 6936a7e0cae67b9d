"""From learner to learner in the order of the class view, by links, in one query."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.core.unit_of_work import transaction
from logbook.insight.queries.neighbours import LETTERS, written
from tests.factories import Cast
from tests.insight.grid import reads
from tests.insight.history import TODAY, History, fill_class
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]


def links(page: Page) -> dict[str, str]:
    """Return the addresses of the page before and after."""
    return {str(each["rel"][0]): str(each["href"]) for each in page.all("#neighbours a[rel]")}


def walk(client: PageClient, path: str) -> list[str]:
    """Return the names that one meets, following the next link from a page to the end."""
    page = client.get(path)
    names = [page.h1]
    while "next" in links(page):
        page = client.get(links(page)["next"])
        names.append(page.h1)
    return names


def in_class(cast: Cast, client: PageClient, query: str = "") -> Page:
    return client.get(f"/classes/{cast.group.id}{query}")


def test_the_walk_has_the_order_of_the_class_view(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        fill_class(history, 6, 1)
        history.commitment(cast.other_learner, cast.mentor, "Te laat", TODAY - timedelta(days=30))
    teacher = client_for(cast.teacher)
    shown = in_class(cast, teacher).all(".roster tbody th a")
    assert walk(teacher, str(shown[0]["href"])) == [each.get_text() for each in shown]
    by_name = in_class(cast, teacher, "?sort=name").all(".roster tbody th a")
    assert walk(teacher, str(by_name[0]["href"])) == sorted(each.get_text() for each in shown)


def test_the_walk_stays_among_those_that_were_shown(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        people = fill_class(history, 5, 1)
        for person in people[2:4]:
            history.commitment(person, cast.mentor, "Te laat", TODAY - timedelta(days=40))
    teacher = client_for(cast.teacher)
    shown = in_class(cast, teacher, "?show=overdue").all(".roster tbody th a")
    assert len(shown) == 5  # each has one of the week's commitments late
    assert walk(teacher, str(shown[2]["href"])) == [each.get_text() for each in shown[2:]]


def test_the_way_back_and_what_was_chosen_come_along(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    teacher = client_for(cast.teacher)
    second = str(in_class(cast, teacher).all(".roster tbody th a")[1]["href"])
    page = teacher.get(f"{second}&from=2026-10-01&until=2026-10-31")
    back = links(page)["prev"]
    assert "from=2026-10-01" in back and "class=" in back and "order=" in back
    assert "2 van 2 in de klas" in page.text
    assert page.one("#neighbours p a")["href"] == f"/classes/{cast.group.id}"
    assert page.one("#filters form [name=class]")["value"] == str(cast.group.id), "choosing a period keeps the walk"


@pytest.mark.parametrize("order", ["", "zz", "00", "0123456789", "1"])
def test_an_order_that_does_not_fit_gives_way_to_names(cast: Cast, client_for: ClientFor, order: str) -> None:
    path = f"/learners/{cast.learner.id}/three-party?class={cast.group.id}&order={order}"
    assert walk(client_for(cast.teacher), path) == ["Lotte Proefpersoon", "Otto Proefpersoon"]


@pytest.mark.parametrize("asked", ["class=geen", "order=01", "class=&order=", "class=1&class=2", f"class={'0' * 400}"])
def test_an_address_without_a_class_shows_none(cast: Cast, client_for: ClientFor, asked: str) -> None:
    assert client_for(cast.teacher).get(f"/learners/{cast.learner.id}/three-party?{asked}").all("#neighbours") == []


def test_no_way_into_a_class_out_of_reach(cast: Cast, client_for: ClientFor) -> None:
    with_class = f"/learners/{cast.learner.id}/three-party?class={cast.group.id}"
    for name in ("learner", "mentor"):
        assert client_for(getattr(cast, name)).get(with_class).all("#neighbours") == []
    elsewhere = f"/learners/{cast.learner.id}/three-party?class={cast.other_group.id}"
    assert client_for(cast.teacher).get(elsewhere).all("#neighbours") == []


def test_it_takes_one_query(history: History, client_for: ClientFor, count_queries: Callable[..., list[str]]) -> None:
    cast = history.cast
    teacher, path = client_for(cast.teacher), f"/learners/{cast.learner.id}/three-party"
    with transaction():
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 1)
    beside = f"{path}?class={cast.group.id}"
    teacher.get(path), teacher.get(beside)
    alone = len(reads(count_queries(lambda: teacher.get(path))))
    few = len(reads(count_queries(lambda: teacher.get(beside))))
    with transaction():
        fill_class(history, 25, 1)
    many = len(reads(count_queries(lambda: teacher.get(beside))))
    assert few == many == alone + 1


@given(st.lists(st.integers(0, 59), unique=True, max_size=60))
def test_an_order_is_one_letter_a_learner_and_reads_back(places: list[int]) -> None:
    assert [LETTERS.index(letter) for letter in written(places)] == places


@pytest.mark.parametrize("page", ["calibration", "year", "compare"])
def test_the_other_pages_of_a_learner_have_the_walk_too(cast: Cast, client_for: ClientFor, page: str) -> None:
    path = f"/learners/{cast.learner.id}/{page}?class={cast.group.id}&order=10"
    teacher = client_for(cast.teacher)
    back = links(teacher.get(path))["prev"]
    assert f"/learners/{cast.other_learner.id}/{page}" in back
    assert links(teacher.get(back))["next"] == path


@pytest.mark.parametrize(
    "more", ["endpoint=x", "_external=1", "_scheme=javascript&_external=1", "_anchor=x", "_method=x"]
)
def test_the_address_says_nothing_of_how_the_links_are_made(history: History, client_for: ClientFor, more: str) -> None:
    cast = history.cast
    with transaction():
        fill_class(history, 3, 1)
    page = client_for(cast.teacher).get(
        f"/learners/{cast.learner.id}/year?class={cast.group.id}&{more}&until=2026-11-20"
    )
    found = links(page)
    assert found
    assert all(each.startswith("/learners/") and "until=2026-11-20" in each for each in found.values())
