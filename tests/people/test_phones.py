"""Printing codes for a class or a learner, and ending a learner's phone: the class's teacher and the coordinator."""

import pytest
import segno

from logbook.accounts.models import PairedDevice, Pairing
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.accounts.phones import Clients, pair, paired
from tests.factories import Cast, join_class, make_member, make_person
from tests.pages import Page

ADDRESS = "http://localhost:8000/pair"


def _print(cast: Cast, client_for: Clients, who: str = "teacher", **form: object) -> Page:
    chosen = {"learners[]": [str(cast.learner.id), str(cast.other_learner.id)]} | form
    return client_for(getattr(cast, who)).post(f"/classes/{cast.group.id}/phones", chosen, 200)


def _codes(page: Page) -> list[str]:
    return [each.get_text() for each in page.all(".qrs .code")]


@pytest.mark.parametrize("who", ["teacher", "coordinator"])
def test_a_page_for_a_class_has_a_code_for_each_and_each_works_once(cast: Cast, client_for: Clients, who: str) -> None:
    page = _print(cast, client_for, who)
    assert [each.get_text() for each in page.all(".qrs b")] == sorted([cast.learner.name, cast.other_learner.name])
    assert page.headers["Cache-Control"] == "no-store"
    for code in _codes(page):
        pair(client_for(), code)
        client_for().post("/pair", {"code": code}, 422)
    assert db.session.query(PairedDevice).count() == 2


def test_the_drawing_holds_the_address_with_the_code_behind_the_hash(cast: Cast, client_for: Clients) -> None:
    page = _print(cast, client_for)
    for code, drawn in zip(_codes(page), page.all(".qrs svg path"), strict=True):
        expected = segno.make(f"{ADDRESS}#{code.replace('-', '')}", error="m", micro=False).svg_inline(border=3)
        assert str(drawn["d"]) in expected


def test_twenty_four_learners_are_one_page(cast: Cast, client_for: Clients) -> None:
    with transaction():
        learners = [cast.learner, cast.other_learner]
        for number in range(22):
            learners.append(make_person(f"Leerling{number:02d}"))
            make_member(learners[-1], cast.school, Role.LEARNER)
            join_class(cast.group, learners[-1], Role.LEARNER)
    page = _print(cast, client_for, **{"learners[]": [str(each.id) for each in learners]})
    assert len(set(_codes(page))) == len(page.all(".qrs svg")) == 24


def test_who_prints_says_whether_the_phone_is_shared(cast: Cast, client_for: Clients) -> None:
    page = _print(cast, client_for, kind="shared")
    pair(client_for(), _codes(page)[0])
    assert {each.shared for each in db.session.query(PairedDevice)} == {True}
    assert "delen" in page.text


def test_nobody_chosen_or_only_learners_of_another_class_is_refused(cast: Cast, client_for: Clients) -> None:
    teacher = client_for(cast.teacher)
    for chosen in ([], [str(cast.foreign_learner.id)]):
        page = teacher.post(f"/classes/{cast.group.id}/phones", {"learners[]": chosen, "kind": "shared"}, 422)
        assert page.one("#f-learners-error") and page.one("[name=kind][checked]")["value"] == "shared"
    assert db.session.query(Pairing).count() == 0


def test_a_learner_of_another_class_gets_no_code_beside_the_own_ones(cast: Cast, client_for: Clients) -> None:
    page = _print(cast, client_for, **{"learners[]": [str(cast.learner.id), str(cast.foreign_learner.id)]})
    assert len(_codes(page)) == 1


def test_the_class_page_tells_who_has_a_phone_and_chooses_the_others(cast: Cast, client_for: Clients) -> None:
    paired(cast, client_for)
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/phones")
    assert [str(each["value"]) for each in page.all("[name='learners[]'][checked]")] == [str(cast.other_learner.id)]
    assert "1 telefoon" in page.text


def test_a_new_code_for_one_learner_lets_a_forgotten_pin_in_again(cast: Cast, client_for: Clients) -> None:
    phone = paired(cast, client_for)
    page = client_for(cast.teacher).post(f"/learners/{cast.learner.id}/phones", {"kind": "own"}, 200)
    pair(phone, _codes(page)[0], pin="730164")
    phone.get("/today")


def test_a_teacher_ends_a_lost_phone_and_it_is_refused_at_the_next_request(cast: Cast, client_for: Clients) -> None:
    lost, teacher = paired(cast, client_for), client_for(cast.teacher)
    path = f"/learners/{cast.learner.id}/phones"
    action = str(teacher.get(path).one("form[action$='/end']")["action"])
    assert teacher.post(action).location == path
    assert lost.get("/today", 303).location.startswith("/sign-in")
    assert not teacher.get(path).all("form[action$='/end']")


def test_a_phone_is_ended_with_its_own_learner_only(cast: Cast, client_for: Clients) -> None:
    phone = paired(cast, client_for)
    device = db.session.query(PairedDevice).one()
    client_for(cast.teacher).post(f"/learners/{cast.other_learner.id}/phones/{device.id}/end", status=404)
    phone.get("/today")


def test_the_number_of_statements_does_not_grow_with_the_class(cast: Cast, client_for: Clients, count_queries) -> None:
    teacher, path = client_for(cast.teacher), f"/classes/{cast.group.id}/phones"
    teacher.get(path)
    few = len(count_queries(lambda: teacher.get(path)))
    with transaction():
        for number in range(10):
            learner = make_person(f"Leerling{number}")
            make_member(learner, cast.school, Role.LEARNER)
            join_class(cast.group, learner, Role.LEARNER)
    assert len(count_queries(lambda: teacher.get(path))) == few
