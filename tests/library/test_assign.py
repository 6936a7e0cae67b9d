"""Giving sheets to learners, taking them back, choosing their order."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from logbook.core.errors import NotFound, NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import Library
from logbook.sheets.services import load_library
from logbook.training.queries import assigned_sheets
from logbook.training.services import assign_sheets, place_sheet, unassign_sheet
from tests.factories import SOFT_SKILLS, WELDING, Cast, actor_of, assign, join_class, make_member, make_person
from tests.pages import PageClient

from .shelf import many, put_on_shelf, weld_sheet

ClientFor = Callable[..., PageClient]
CountQueries = Callable[[Callable[[], object]], list[str]]
GREASE = "emt-smeren"


def give(cast: Cast, who: str, learners: list[object], *sheets: str) -> int:
    with transaction():
        return assign_sheets(cast.actor(who), [each.id for each in learners], sheets)


def has(learner: object) -> list[str]:
    return assigned_sheets(learner.id)


def deeds(name: str) -> int:
    return db.session.query(Event).filter_by(deed=name, thing="assigned_sheet").count()


@pytest.mark.parametrize("who", ["teacher", "coordinator"])
def test_new_sheets_come_behind_what_the_learner_has(cast: Cast, who: str) -> None:
    had = has(cast.learner)
    assert give(cast, who, [cast.learner, cast.other_learner], *had, GREASE) >= 1
    assert has(cast.learner) == [*had, GREASE]
    assert set(has(cast.other_learner)) == {*had, GREASE}


def test_giving_twice_is_giving_once(cast: Cast) -> None:
    give(cast, "teacher", [cast.learner], GREASE)
    before = deeds("assign")
    assert give(cast, "teacher", [cast.learner], GREASE, GREASE) == 0
    assert deeds("assign") == before


@pytest.mark.parametrize("who", ["learner", "mentor", "supervisor", "counsellor", "guardian", "company_coordinator"])
def test_who_may_not_give(cast: Cast, who: str) -> None:
    for deed in (
        lambda actor: assign_sheets(actor, [cast.learner.id], [GREASE]),
        lambda actor: unassign_sheet(actor, cast.learner.id, WELDING),
        lambda actor: place_sheet(actor, cast.learner.id, WELDING, 0),
    ):
        with pytest.raises(NotPermitted):
            deed(cast.actor(who))


def test_learners_of_others_are_not_found_and_nobody_gets_anything(cast: Cast) -> None:
    for learners in ([cast.learner, cast.foreign_learner], [cast.foreign_learner]):
        with pytest.raises(NotFound):
            give(cast, "teacher", learners, GREASE)
    with pytest.raises(NotFound):
        give(cast, "other_teacher", [cast.learner], GREASE)
    with pytest.raises(NotFound), transaction():
        unassign_sheet(cast.actor("other_teacher"), cast.learner.id, WELDING)
    assert GREASE not in has(cast.learner)


def test_another_schools_sheet_is_not_found(cast: Cast) -> None:
    with transaction():
        stranger = make_person("Vreemd")
        make_member(stranger, cast.other_school, Role.TEACHER)
        own = weld_sheet("s-vreemd", "Vreemd", "141", "butt", "plate", "PA")
        load_library(actor_of(stranger), Library((own,)))
    for sheet in ("s-vreemd", "none"):
        with pytest.raises(NotFound):
            give(cast, "teacher", [cast.learner], sheet)


@pytest.mark.parametrize(
    ("sheets", "learners", "field"), [((), 1, "sheets"), ((SOFT_SKILLS,), 1, "sheets"), ((GREASE,), 0, "learners")]
)
def test_what_cannot_be_given(cast: Cast, sheets: tuple[str, ...], learners: int, field: str) -> None:
    with pytest.raises(Rejected) as refusal:
        give(cast, "teacher", [cast.learner][:learners], *sheets)
    assert set(refusal.value.errors) == {field}


def test_a_learner_has_fifty_at_most(cast: Cast) -> None:
    put_on_shelf(*many(60))
    give(cast, "teacher", [cast.learner], *[f"proef-{n}" for n in range(49)])
    with pytest.raises(Rejected):
        give(cast, "teacher", [cast.learner], "proef-55")
    assert len(has(cast.learner)) == 50


def test_a_sheet_taken_back_stays_gone(cast: Cast) -> None:
    for _again in range(2):
        with transaction():
            unassign_sheet(cast.actor("teacher"), cast.learner.id, WELDING)
    assert WELDING not in has(cast.learner)
    assert deeds("unassign") == 1


def test_the_order_is_the_teachers(cast: Cast) -> None:
    put_on_shelf(*many(3))
    give(cast, "teacher", [cast.learner], "proef-0", "proef-1", "proef-2")
    had = has(cast.learner)
    for _again in range(2):
        with transaction():
            place_sheet(cast.actor("coordinator"), cast.learner.id, "proef-2", 0)
    assert has(cast.learner) == ["proef-2", *had[:-1]]
    assert deeds("place") == 1
    with transaction():
        place_sheet(cast.actor("coordinator"), cast.learner.id, "proef-2", 99)
    assert has(cast.learner) == had
    with pytest.raises(NotFound), transaction():
        place_sheet(cast.actor("coordinator"), cast.learner.id, GREASE, 0)


def test_a_teacher_gives_a_sheet_to_a_class_from_its_page(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.teacher)
    choice = client.get(str(client.get(f"/sheets/{GREASE}").one("#deeds a[href*=sheet-choice]")["href"]))
    form = choice.form("main form")
    form.pop("csrf_token")
    learners = [box["value"] for box in choice.all("input[name='learners[]'][checked]")]
    assert {str(cast.learner.id), str(cast.other_learner.id)} <= set(learners)
    done = client.post("/sheet-choice", form | {"learners[]": learners})
    assert "fiche" in client.follow(done).text
    assert GREASE in has(cast.learner) and GREASE in has(cast.other_learner)
    again = client.get(f"/sheet-choice?sheet[]={GREASE}")
    assert "heeft dit al" in again.text


def test_nobody_ticked_is_told_beside_the_learners(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.teacher)
    form = {"sheet[]": GREASE, "class": cast.group.id}
    page = client.post("/sheet-choice", form, status=422)
    assert "Kies minstens één leerling." in page.one("#f-learners").get_text()
    assert not page.all("input[name='learners[]'][checked]")


@pytest.mark.parametrize(
    "data",
    [
        {"learners[]": "x", "class": "x"},
        {"sheet[]": "a" * 200},
        {"sheet[]": "none", "learners[]": str(uuid4())},
        {"learner": str(uuid4())},
        {"unknown": "1", "class": str(uuid4())},
    ],
)
def test_nonsense_is_never_an_error_of_ours(cast: Cast, client_for: ClientFor, data: dict[str, str]) -> None:
    client = client_for(cast.teacher)
    assert client.client.post("/sheet-choice", data={"csrf_token": client.fresh_token()} | data).status_code in {
        404,
        422,
    }
    assert client.client.get("/sheet-choice", query_string=data).status_code in {200, 404}


def test_several_are_ticked_in_the_library_for_a_placements_learner(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    mine = client.get(
        str(client.get(f"/placements/{cast.placement.id}").one("a[href$='/sheets'].row[href^='/learners']")["href"])
    )
    choose = client.get(str(mine.one("main a.btn.main")["href"]))
    assert {WELDING, GREASE} <= {box["value"] for box in choose.all("input[name='sheet[]']")}
    assert SOFT_SKILLS not in {box["value"] for box in choose.all("input[name='sheet[]']")}
    last = client.get(f"/sheet-choice?learner={cast.learner.id}&sheet[]={GREASE}&sheet[]={WELDING}")
    done = client.post(
        "/sheet-choice", {**last.form("main form"), "csrf_token": client.fresh_token(), "sheet[]": [GREASE, WELDING]}
    )
    assert done.location.endswith(f"/learners/{cast.learner.id}/sheets")
    assert has(cast.learner)[-1] == GREASE


def test_a_placement_names_its_learner(cast: Cast, client_for: ClientFor) -> None:
    path = f"/sheet-choice?sheet[]={GREASE}&placement="
    assert cast.learner.given_name in client_for(cast.teacher).get(f"{path}{cast.placement.id}").text
    client_for(cast.teacher).get(f"{path}{cast.foreign_placement.id}", status=404)
    client_for(cast.teacher).get(f"{path}{uuid4()}", status=404)


def test_the_list_of_a_learner_is_ordered_without_a_script(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        assign(cast.other_learner)
    give(cast, "teacher", [cast.learner], GREASE)
    client, path = client_for(cast.teacher), f"/learners/{cast.learner.id}/sheets"
    had = has(cast.learner)
    page = client.get(path)
    form = page.all(f"li#sheet-{GREASE} form.moves")[0]
    up = form.select_one("button.up")
    client.post(str(form["action"]), {"place": up["value"]})
    assert has(cast.learner).index(GREASE) == had.index(GREASE) - 1
    client.post(f"{path}/{GREASE}/remove")
    assert GREASE not in has(cast.learner)
    client.post(f"{path}/{GREASE}/place", {"place": "0"}, status=404)
    client.post(f"{path}/{WELDING}/place", {"place": "x"}, status=404)


def test_a_learner_without_sheets_is_offered_some(cast: Cast, client_for: ClientFor) -> None:
    for sheet in has(cast.learner):
        with transaction():
            unassign_sheet(cast.actor("teacher"), cast.learner.id, sheet)
    page = client_for(cast.teacher).get(f"/learners/{cast.learner.id}/sheets")
    assert "Nog geen fiches gegeven" in page.text


def test_the_choice_costs_the_same_for_many_learners(
    cast: Cast, client_for: ClientFor, count_queries: CountQueries
) -> None:
    client, path = client_for(cast.teacher), f"/sheet-choice?sheet[]={GREASE}&class={cast.group.id}"
    client.get(path)
    few = len(count_queries(lambda: client.get(path)))
    with transaction():
        for number in range(20):
            learner = make_person(f"Leerling{number}")
            make_member(learner, cast.school, Role.LEARNER)
            join_class(cast.group, learner, Role.LEARNER)
    assert len(count_queries(lambda: client.get(path))) == few <= 10
