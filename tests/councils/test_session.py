"""In session: what the chair writes down, two chairs at once, a decision off the list, and the big screen."""

from datetime import UTC, date, datetime

import pytest

from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, Stale
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import CouncilAction, CouncilMember
from logbook.councils.services import Decide, NewAction
from logbook.extensions import db
from tests.factories import Cast, actor_of
from tests.insight.grid import reads
from tests.insight.history import fill_class, history_of

from .sittings import Sitting, sitting


@pytest.fixture
def held(cast: Cast) -> Sitting:
    return sitting(cast).open().begin()


def decided(held: Sitting, **changes: str) -> dict[str, str]:
    cast = held.cast
    return {
        "version": str(held.decision(cast.learner).version),
        "statement": "Last netjes.",
        "counter": "Werkt traag.",
        "choice_id": str(held.choice(1).id),
        "text": "We kijken in december opnieuw.",
        "advice": "Durf sneller te beginnen.",
    } | changes


def test_the_chair_decides_and_everybody_sees_it(held: Sitting, client_for) -> None:
    cast = held.cast
    teacher = client_for(cast.teacher)
    page = teacher.follow(teacher.post(held.session(cast.learner), decided(held)))
    assert page.form("#decision")["statement"] == "Last netjes."
    beamer = client_for(cast.counsellor).get(f"{held.address}/beamer/{cast.learner.id}")
    for words in ("Last netjes.", "Werkt traag.", "Verder met afspraken", "Durf sneller te beginnen."):
        assert words in beamer.text
    assert client_for(cast.teacher).fragment(f"{held.address}/beamer/{cast.learner.id}")


def test_the_same_decision_twice_is_one(held: Sitting, client_for) -> None:
    teacher, data = client_for(held.cast.teacher), decided(held)
    teacher.post(held.session(held.cast.learner), data)
    teacher.post(held.session(held.cast.learner), data)
    assert held.decision(held.cast.learner).version == 2


def test_two_chairs_at_once(held: Sitting, client_for) -> None:
    cast = held.cast
    first, second = decided(held, text="Van de eerste."), decided(held, text="Van de tweede.")
    client_for(cast.teacher).post(held.session(cast.learner), first)
    page = client_for(cast.counsellor).post(held.session(cast.learner), second, 409)
    form = page.form("#decision")
    assert form["text"] == "Van de tweede." and "Van de eerste." in page.one(".fresh").get_text()
    del form["csrf_token"]
    client_for(cast.counsellor).post(held.session(cast.learner), form)
    assert held.decision(cast.learner).text == "Van de tweede."
    with transaction(), pytest.raises(Stale):
        services.decide(held.chair, held.council_id, cast.learner.id, Decide(version=1, text="Oud."))


@pytest.mark.parametrize("choice", ["01a20323-77a2-70b8-a1db-fba288ab57f1", "onzin"])
def test_a_decision_that_is_not_on_the_list(held: Sitting, client_for, choice: str) -> None:
    cast = held.cast
    page = client_for(cast.teacher).post(held.session(cast.learner), decided(held, choice_id=choice), 422)
    assert "staat niet in de lijst" in page.one("#f-choice_id-error").get_text()
    assert page.form("#decision")["text"] == "We kijken in december opnieuw."
    assert held.decision(cast.learner).decided_at is None


def test_nor_one_that_the_school_took_off(held: Sitting, client_for) -> None:
    cast = held.cast
    data = decided(held)
    with transaction():
        services.drop_choice(actor_of(cast.coordinator), held.choice(1).id)
    client_for(cast.teacher).post(held.session(cast.learner), data, 422)


def action(**changes: str) -> dict[str, str]:
    return {
        "id": str(new_id()),
        "what": "Oefent de hoeklas",
        "kind": "remediation",
        "owner_role": "learner",
        "review_on": "2026-12-18",
    } | changes


def test_actions_are_added_once_and_taken_back(held: Sitting, client_for) -> None:
    cast = held.cast
    teacher, path, data = client_for(cast.teacher), f"{held.session(cast.learner)}/actions", action()
    teacher.post(path, data)
    teacher.post(path, data)
    assert db.session.query(CouncilAction).count() == 1
    page = teacher.get(held.session(cast.learner))
    assert "Oefent de hoeklas" in page.one("#actions ul").get_text()
    other = f"{held.session(cast.other_learner)}/actions/{data['id']}/remove"
    teacher.post(other, status=404)
    teacher.post(f"{path}/{data['id']}/remove")
    teacher.post(f"{path}/{data['id']}/remove")
    assert db.session.query(CouncilAction).count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": " "}, "what"),
        ({"kind": "straf"}, "kind"),
        ({"owner_role": "guardian"}, "owner_role"),
        ({"review_on": "2026-11-19"}, "review_on"),
        ({"review_on": "2036-11-19"}, "review_on"),
        ({"review_on": ""}, "review_on"),
    ],
)
def test_what_is_wrong_with_an_action_stands_beside_it(held: Sitting, client_for, changes, field: str) -> None:
    path = f"{held.session(held.cast.learner)}/actions"
    page = client_for(held.cast.teacher).post(path, action(**changes), 422)
    assert page.one(f"#f-{field}-error")
    assert db.session.query(CouncilAction).count() == 0


def test_who_is_there_is_noted(held: Sitting, client_for) -> None:
    cast = held.cast
    teacher = client_for(cast.teacher)
    fields = teacher.get(held.session(cast.learner)).all("input[name^='presence.']")
    names = sorted({str(each["name"]) for each in fields})
    assert len(names) == 4  # teacher, counsellor, coordinator, and her own mentor
    teacher.post(f"{held.session(cast.learner)}/presence", dict.fromkeys(names, "present") | {names[0]: "excused"})
    noted = [row.presence for row in db.session.query(CouncilMember).filter(CouncilMember.presence.is_not(None))]
    assert sorted(noted) == ["excused", "present", "present", "present"]
    teacher.post(f"{held.session(cast.learner)}/presence", {names[0]: "ziek"}, 422)
    teacher.post(f"{held.session(cast.learner)}/presence", {f"presence.{new_id()}": "present"}, 404)


def test_who_does_not_sit_does_not_lead(cast: Cast, client_for) -> None:
    held = sitting(cast, members=()).open().begin()
    client_for(cast.counsellor).get(held.session(cast.learner), 403)
    client_for(cast.counsellor).get(f"{held.address}/beamer/{cast.learner.id}", 403)
    client_for(cast.counsellor).post(held.session(cast.learner), decided(held), 403)
    for person in (cast.other_teacher, cast.outsider):
        client_for(person).get(held.session(cast.learner), 404)
        client_for(person).post(held.session(cast.learner), decided(held), 404)
    for person in (cast.mentor, cast.learner, cast.guardian, cast.supervisor, cast.company_coordinator):
        client_for(person).get(held.session(cast.learner), 404)
        with transaction(), pytest.raises((NotPermitted, NotFound)):
            services.decide(actor_of(person), held.council_id, cast.learner.id, Decide(version=1))


def test_only_while_it_is_in_session(cast: Cast, client_for) -> None:
    held = sitting(cast).open()
    wish = NewAction(new_id(), "Iets", "action", "learner", date(2026, 12, 18))
    for step in (held.begin, held.end):
        with transaction(), pytest.raises(InvalidTransition):
            services.decide(held.chair, held.council_id, cast.learner.id, Decide(version=1))
        with transaction(), pytest.raises(InvalidTransition):
            services.add_action(held.chair, held.council_id, cast.learner.id, wish)
        client_for(cast.teacher).get(held.session(cast.learner), 403)
        step()
        if held.council.state == "in_session":
            client_for(cast.teacher).get(held.session(cast.learner))
            held.end()
            break
    with transaction(), pytest.raises(InvalidTransition):
        services.decide(held.chair, held.council_id, cast.learner.id, Decide(version=1))


def test_the_next_and_the_one_before(held: Sitting, client_for) -> None:
    cast = held.cast
    teacher = client_for(cast.teacher)
    first = str(teacher.get(held.address).one("main p a.btn")["href"])
    page = teacher.get(first)
    link = page.one("a[accesskey=n]")
    page = teacher.get(str(link["href"]))
    assert str(page.one("a[accesskey=p]")["href"]) == first and not page.all("a[accesskey=n]")


def test_what_was_agreed_comes_back_at_the_next_council(cast: Cast, client_for) -> None:
    before = sitting(cast, held_on=date(2026, 11, 20), contribute_until=date(2026, 11, 20)).open().begin()
    before.act(cast.learner, "Neemt elke dag een foto")
    before.end()
    held = sitting(cast).open()
    for path in (held.of(cast.learner),):
        page = client_for(cast.mentor).get(path)
        assert "Neemt elke dag een foto" in page.text and "afgesproken op 20 november 2026" in page.text
    held.begin()
    assert "afgesproken op 20 november 2026" in client_for(cast.teacher).get(held.session(cast.learner)).text
    assert "Neemt elke dag een foto" not in client_for(cast.teacher).get(held.session(cast.other_learner)).text


@pytest.mark.parametrize("size", [5, 25])
def test_the_screens_ask_eight_things_at_most(cast: Cast, client_for, count_queries, size: int) -> None:
    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
        fill_class(history, size, 1)
    held = sitting(cast).open()
    for person in (cast.mentor, cast.teacher, cast.counsellor):
        held.give(person, cast.learner, f"Van {person.given_name}.")
    held.begin()
    held.act(cast.learner)
    held.decide(cast.learner)
    teacher = client_for(cast.teacher)
    for path in (held.session(cast.learner), f"{held.address}/beamer/{cast.learner.id}"):
        teacher.get(path)
        assert len(reads(count_queries(lambda p=path: teacher.get(p)))) == 8


def test_a_late_session_still_takes_what_was_given(cast: Cast) -> None:
    held = sitting(cast).open()
    held.give(cast.mentor, cast.learner, "Op tijd.")
    with clock.freeze(datetime(2026, 11, 27, 14, 0, tzinfo=UTC)):
        held.begin()
    assert held.council.state == "in_session"


def test_a_decision_that_left_the_list_stays_chosen_where_it_was_decided(cast: Cast, client_for) -> None:
    held = sitting(cast).open().begin()
    held.decide(cast.learner)
    dropped = held.choice()
    with transaction():
        services.drop_choice(actor_of(cast.coordinator), dropped.id)
    teacher = client_for(cast.teacher)
    page = teacher.get(held.session(cast.learner))
    chosen = [str(each["value"]) for each in page.all("#decision input[type=radio][checked]")]
    version = str(page.one("#decision input[name=version]")["value"])
    teacher.post(held.session(cast.learner), {"version": version, "choice_id": chosen, "text": "Nog een zin."})
    assert held.decision(cast.learner).label == dropped.label
    other = teacher.get(held.session(cast.other_learner)).all(f"input[value='{dropped.id}']")
    assert not other
