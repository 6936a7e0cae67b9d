"""The versions of a sheet: who works with which, what differs, and moving learners by a teacher's choice alone."""

from copy import deepcopy
from typing import Any

import pytest

from logbook.accounts.models import Look
from logbook.authoring.queries.differences import differences
from logbook.authoring.queries.moving import move_page
from logbook.authoring.queries.versions import stored_versions
from logbook.authoring.services import move_learners
from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.entries.models import WorkedVersion
from logbook.entries.queries import usable_versions
from logbook.extensions import db
from tests.authoring.sheets import typed
from tests.entries.test_worked import another_criterion, publish_again
from tests.entries.work import rate, round_id_of, submit
from tests.factories import WELDING, Cast

VERSIONS = f"/sheets/{WELDING}/versions"


def moving(cast: Cast, number: int = 2) -> str:
    """Return the address where the class moves to a version."""
    return f"/classes/{cast.group.id}{VERSIONS}/{number}/move"


def retire_restart(content: dict[str, Any]) -> None:
    """Take one criterion out of use."""
    each = next(each for each in content["evaluation"]["criteria"] if each["id"] == "restart")
    each["retired"] = True


def reword(content: dict[str, Any]) -> None:
    """Change words, add, remove and move."""
    another_criterion(content)
    retire_restart(content)
    content["steps"].append(content["steps"].pop(0))
    content["title"]["nl"] = content["title"]["nl"] + " opnieuw"


def begun(cast: Cast, change: Any = another_criterion) -> int:
    """Let the learner begin with version 1, reach one criterion, and publish version 2."""
    receipt = submit(cast)
    rate(cast, "mentor", round_id_of(receipt.entry_id), {"crack_free": "reached", "restart": "reached"})
    return publish_again(cast, change)


def test_the_page_names_versions_and_who_works_with_them(cast: Cast, client_for) -> None:
    begun(cast)
    page = client_for(cast.teacher).get(VERSIONS)
    assert "Versie 2" in page.text and "Versie 1" in page.text
    assert "6 LAS-d: 1" in page.text
    other = client_for(cast.other_teacher).get(VERSIONS)
    assert "6 LAS-d" not in other.text  # not a class of theirs
    coordinator = client_for(cast.coordinator).get(VERSIONS)
    assert "1 leerling" in coordinator.text and "6 LAS-d: 1" in coordinator.text


def test_it_asks_as_much_for_many_as_for_few(cast: Cast, client_for, count_queries) -> None:
    begun(cast)
    teacher = client_for(cast.teacher)
    teacher.get(VERSIONS)
    few = len(count_queries(lambda: teacher.get(VERSIONS)))
    for number in range(4):
        publish_again(cast, lambda content, number=number: content["title"].update(nl=f"Titel {number}"))
    submit(cast, actor=cast.actor("other_learner"), placement_id=None, sheet_version=3)
    teacher.get(VERSIONS)
    assert len(count_queries(lambda: teacher.get(VERSIONS))) == few


def test_two_versions_differ_word_by_word(cast: Cast, client_for) -> None:
    begun(cast, reword)
    page = client_for(cast.teacher).get(f"{VERSIONS}/compare?from=2&to=1")
    assert page.all("ins")[0].get_text(strip=True) == "opnieuw"
    assert "niet meer in gebruik" in page.text and "nieuw" in page.text and "van plaats veranderd" in page.text
    same = client_for(cast.teacher).get(f"{VERSIONS}/compare?from=2&to=2")
    assert "Geen verschil" in same.text


@pytest.mark.parametrize("asked", ["from=1&to=9", "from=&to=", "from=1&to=x", "from=1&to=99999999999999999999"])
def test_a_version_that_is_not_there_is_not_found(cast: Cast, client_for, asked: str) -> None:
    client_for(cast.teacher).get(f"{VERSIONS}/compare?{asked}", 404)


def test_changes_are_named_part_by_part(cast: Cast) -> None:
    begun(cast, reword)
    contents = stored_versions(WELDING, (1, 2))
    found = {
        part.name: [(each.how, each.id) for each in part.changes] for part in differences(contents[1], contents[2])
    }
    assert found["about"] == [("changed", "title")]
    assert found["criteria"] == [("retired", "restart"), ("added", "clean_bench")]
    assert {how for how, _name in found["steps"]} == {"moved"}
    assert found.keys() == {"about", "criteria", "steps"}
    back = {part.name: [each.how for each in part.changes] for part in differences(contents[2], contents[1])}
    assert back["criteria"] == ["taken_up", "removed"]
    assert differences(contents[1], deepcopy(contents[1])) == []


def test_what_a_move_means_is_told_before(cast: Cast, client_for) -> None:
    begun(cast, reword)
    (move,) = move_page(cast.actor("teacher"), WELDING, 2, cast.group.id).moves
    assert [each.id for each in move.new] == ["clean_bench"]
    assert [(each.criterion.id, each.met) for each in move.gone] == [("restart", True)]
    assert move.now[0] == 2 and move.then == (1, move.now[1])
    page = client_for(cast.teacher).get(f"{VERSIONS}/2/move")
    assert "Lotte" in page.text and "Otto" not in page.text
    assert "Komt erbij" in page.text and "Telt niet meer" in page.text
    assert [look.learner_id for look in db.session.query(Look).filter_by(viewer_id=cast.teacher.id)] == [
        cast.learner.id
    ]


def test_a_teacher_moves_learners_and_the_same_twice_is_one(cast: Cast, client_for) -> None:
    begun(cast)
    teacher = client_for(cast.teacher)
    form = typed(teacher.get(f"{VERSIONS}/2/move"), "#move-form")
    data = form | {"learners[]": str(cast.learner.id)}
    teacher.post(moving(cast), data)
    teacher.post(moving(cast), data)
    row = db.session.query(WorkedVersion).populate_existing().one()
    assert (row.number, row.set_by) == (2, cast.teacher.id)
    told = db.session.query(Event).filter_by(deed="move_version").one()
    assert (told.old, told.new, told.learner_id) == ("1", "2", cast.learner.id)
    actor = cast.actor("learner")
    assert usable_versions(actor, actor.person_id, [WELDING])[WELDING].number == 2


def test_a_stale_form_moves_nobody(cast: Cast, client_for) -> None:
    begun(cast)
    teacher = client_for(cast.teacher)
    data = typed(teacher.get(f"{VERSIONS}/2/move"), "#move-form") | {"learners[]": str(cast.learner.id)}
    publish_again(cast, retire_restart)
    with transaction():
        move_learners(cast.actor("coordinator"), WELDING, 2, {cast.learner.id: 1})
    page = teacher.post(moving(cast, 3), data, 409)
    assert "intussen" in page.text
    assert db.session.query(WorkedVersion).populate_existing().one().number == 2


def test_nobody_chosen_and_nonsense_are_told(cast: Cast, client_for) -> None:
    begun(cast)
    teacher = client_for(cast.teacher)
    form = typed(teacher.get(f"{VERSIONS}/2/move"), "#move-form")
    assert "Duid minstens" in teacher.post(moving(cast), form, 422).text
    teacher.post(moving(cast), form | {"learners[]": "geen id"}, 422)
    teacher.post(moving(cast, 9), form | {"learners[]": str(cast.learner.id)}, 404)
    teacher.get(f"/classes/{cast.other_group.id}{VERSIONS}/2/move", 404)


def test_who_may_move_whom(cast: Cast) -> None:
    begun(cast)
    mine = {cast.learner.id: 1}
    for who, refusal in (("other_teacher", NotFound), ("outsider", NotFound), ("mentor", NotPermitted)):
        with pytest.raises(refusal):
            move_learners(cast.actor(who), WELDING, 2, mine)
    with pytest.raises(Rejected):
        move_learners(cast.actor("teacher"), WELDING, 2, {cast.other_learner.id: 1})  # did not begin
    with pytest.raises(Stale):
        move_learners(cast.actor("teacher"), WELDING, 2, {cast.learner.id: 7})
    with transaction():
        assert move_learners(cast.actor("teacher"), WELDING, 2, mine) == 1
    with pytest.raises(Rejected):
        move_learners(cast.actor("teacher"), WELDING, 1, {cast.learner.id: 2})  # never back
    db.session.rollback()


def test_versions_are_for_staff_of_the_school(cast: Cast, client_for) -> None:
    for who in ("learner", "mentor"):
        client_for(getattr(cast, who)).get(VERSIONS, 404)
    client_for(cast.teacher).get("/sheets/nergens/versions", 404)
    client_for(cast.teacher).get("/sheets/cognitive-apprenticeship/versions", 404)


def test_a_number_that_no_database_keeps_is_not_found(cast: Cast, client_for) -> None:
    teacher = client_for(cast.teacher)
    for number in (2**31, 2**63, "9" * 300):
        teacher.get(f"{VERSIONS}/{number}/move", 404)
        teacher.get(f"{VERSIONS}/{number}/sheet.yaml", 404)
        teacher.post(f"/classes/{cast.group.id}{VERSIONS}/{number}/move", {"learners[]": str(cast.learner.id)}, 404)
