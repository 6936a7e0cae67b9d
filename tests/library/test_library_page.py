"""The library's page: what each role finds there, searching in it, how far the learner or the class is."""

from collections.abc import Callable

import pytest

from logbook.accounts.models import Look
from logbook.core.roles import Rater, Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Sheet
from logbook.sheets.queries import latest_versions
from tests.factories import WELDING, Cast, assign, join_class, make_member, make_person
from tests.insight.history import TODAY, History
from tests.pages import Page, PageClient

from .shelf import many, put_on_shelf, weld_sheet

ClientFor = Callable[..., PageClient]
CountQueries = Callable[[Callable[[], object]], list[str]]
TIG = "proef-tig"


@pytest.fixture
def shelf(cast: Cast) -> Cast:
    put_on_shelf(weld_sheet(TIG, "Stompe las TIG PF", "141", "butt", "plate", "PF"))
    return cast


def cells(page: Page) -> dict[str, str]:
    return {cell["href"]: " ".join(cell.get_text(" ").split()) for cell in page.all("a.cell")}


def rows(page: Page, within: str = "main") -> list[str]:
    return [str(link["href"]).removeprefix("/sheets/") for link in page.all(f"{within} a.row")]


def test_a_learner_sees_the_assigned_sheets_first_and_every_weld_in_its_place(
    shelf: Cast, client_for: ClientFor
) -> None:
    page = client_for(shelf.learner).get("/sheets?track=all")
    assert rows(page)[0] == WELDING
    assert cells(page)[f"/sheets/{WELDING}"] == "PA nog niet begonnen"
    assert cells(page)[f"/sheets/{TIG}"] == "PF nog niet begonnen"
    headings = [heading.get_text(" ", strip=True) for heading in page.all("#matrix h3")]
    assert headings == ["Hoeklas plaat", "Stompe las plaat"]
    assert [head.get_text(" ", strip=True) for head in page.all("#matrix tbody th")] == [
        "MIG/MAG 131, 135, 136, 138",
        "TIG 141",
    ]


def test_what_was_reached_stands_in_the_cell(cast: Cast, client_for: ClientFor) -> None:
    content = latest_versions(cast.actor("teacher"), [WELDING])[WELDING]
    criteria = sorted(content.counting_ids)
    client, teacher = client_for(cast.learner), client_for(cast.teacher)
    for met, words in ((3, f"PA 3/{len(criteria)} 3 van {len(criteria)} bereikt"), (len(criteria), "PA bereikt")):
        with transaction():
            history = History(cast, content, content)
            history.round(cast.learner, cast.placement, TODAY, "coaching")
            history.rate(cast.mentor, Rater.MENTOR, dict.fromkeys(criteria[:met], "reached"))
        assert cells(client.get("/sheets?track=all"))[f"/sheets/{WELDING}"] == words
        assert words[3:] in client.get(f"/sheets/{WELDING}").text.lower() or met < len(criteria)
    cell = cells(teacher.get(f"/sheets?class={cast.group.id}&track=all"))[f"/sheets/{WELDING}"]
    assert cell.startswith("PA 1/") and "leerlingen bereikten alles" in cell


@pytest.mark.parametrize("role", list(Role))
def test_every_role_finds_the_sheets(cast: Cast, client_for: ClientFor, role: Role) -> None:
    with transaction():
        someone = make_person("Bijkomend")
        make_member(someone, cast.school, role, cast.company if role is Role.COMPANY_COORDINATOR else None)
    page = client_for(someone).get("/sheets")
    assert f"/sheets/{WELDING}" in cells(page)
    assert {"emt-smeren", "soft-skills", "/stages"} <= set(rows(page))
    assert rows(client_for(someone).get("/sheets?q=smeern"))[0] == "emt-smeren"


def test_a_mentor_sees_the_sheets_of_the_own_learners_first(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        assign(cast.other_learner, "emt-smeren")
    assert rows(client_for(cast.mentor).get("/sheets"))[0] == WELDING
    page = client_for(cast.other_mentor).get("/sheets")
    assert "emt-smeren" in rows(page, "section.sec:first-of-type")


def test_a_teacher_sees_how_far_the_class_is_and_the_learners_can_tell(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.teacher).get(f"/sheets?class={cast.group.id}&track=all")
    assert cells(page)[f"/sheets/{WELDING}"] == "PA nog niemand begon"
    looks = {each.learner_id for each in db.session.query(Look)}
    assert cast.learner.id in looks


@pytest.mark.parametrize("who", ["other_teacher", "outsider"])
def test_a_class_of_others_is_not_found(cast: Cast, client_for: ClientFor, who: str) -> None:
    client_for(getattr(cast, who)).get(f"/sheets?class={cast.group.id}", status=404)


def test_a_class_says_nothing_to_who_does_not_work_at_the_school(cast: Cast, client_for: ClientFor) -> None:
    for who in (cast.learner, cast.mentor, cast.guardian):
        page = client_for(who).get(f"/sheets?class={cast.group.id}&track=all")
        assert "nog niemand" not in page.text


def test_a_track_narrows_and_all_does_not(shelf: Cast, client_for: ClientFor) -> None:
    client = client_for(shelf.teacher)
    assert "emt-smeren" in rows(client.get("/sheets?track=all"))


def test_nothing_found_says_what_to_try(cast: Cast, client_for: ClientFor) -> None:
    assert "Zoek met minder woorden" in client_for(cast.learner).get("/sheets?q=xyzzyplugh").text


@pytest.mark.parametrize(
    "asked", ["class=x", "page=0", "page=x", "kind=cake", "position=QQ", "row=gas", "q=" + "a" * 200, "choose=maybe"]
)
def test_an_address_that_says_nothing_is_told_and_shows_the_library(
    cast: Cast, client_for: ClientFor, asked: str
) -> None:
    page = client_for(cast.teacher).get(f"/sheets?{asked}", status=422)
    assert page.all("p.error") and cells(page)


@pytest.mark.parametrize("asked", ["utm=1", "track=nowhere", "q=%F0%9F%98%80", "q=%2B%25_", "page=900&q=las"])
def test_an_odd_address_shows_something(cast: Cast, client_for: ClientFor, asked: str) -> None:
    client_for(cast.learner).get(f"/sheets?{asked}")


def test_several_sheets_in_one_place_are_listed(cast: Cast, client_for: ClientFor) -> None:
    put_on_shelf(*many(20))
    client = client_for(cast.learner)
    page = client.get("/sheets?track=all")
    (more,) = [href for href in cells(page) if "process=tig" in str(href) and "position=PA" in str(href)]
    assert len(rows(client.get(str(more)), "#found")) == 2


def test_a_long_list_comes_in_pages(cast: Cast, client_for: ClientFor) -> None:
    put_on_shelf(*many(70))
    client = client_for(cast.learner)
    first = client.get("/sheets?q=proeflas")
    assert len(rows(first, "#found")) == 20
    after = client.get(str(first.one("a[rel=next]")["href"]))
    assert not set(rows(first, "#found")) & set(rows(after, "#found"))


def test_the_number_of_queries_does_not_grow_with_sheets(
    cast: Cast, client_for: ClientFor, count_queries: CountQueries
) -> None:
    clients = {who: client_for(getattr(cast, who)) for who in ("learner", "mentor", "guardian")}
    path = "/sheets?track=all"
    few = {who: _queries(client, path, count_queries) for who, client in clients.items()}
    put_on_shelf(*many(500))
    assert {who: _queries(client, path, count_queries) for who, client in clients.items()} == few
    assert max(few.values()) <= 12
    assert _queries(clients["learner"], "/sheets?q=proeflas", count_queries) <= 12


def test_the_number_of_queries_does_not_grow_with_learners(
    cast: Cast, client_for: ClientFor, count_queries: CountQueries
) -> None:
    client, path = client_for(cast.teacher), f"/sheets?class={cast.group.id}&track=all"
    few = _queries(client, path, count_queries)
    with transaction():
        for number in range(23):
            learner = make_person(f"Leerling{number}")
            make_member(learner, cast.school, Role.LEARNER)
            join_class(cast.group, learner, Role.LEARNER)
            assign(learner, WELDING)
    assert _queries(client, path, count_queries) == few


def _queries(client: PageClient, path: str, count_queries: CountQueries) -> int:
    client.get(path)
    return len(count_queries(lambda: client.get(path)))


def test_a_school_without_sheets_is_told_so(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.query(Sheet).update({"history": True})
    assert "Nog geen fiches" in client_for(cast.learner).get("/sheets").text
