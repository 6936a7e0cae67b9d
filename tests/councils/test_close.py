"""Closing: files that stand for good, commitments that come back, minutes, additions, and the learner's own words."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from logbook.accounts.models import Look, School
from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, Rejected
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import ActionState, CouncilAddendum, CouncilSeal
from logbook.councils.services import Decide, NewAction
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState
from logbook.reviews.services import close_commitment
from logbook.training.models import ClassMember, PlacementMember
from tests.factories import Cast, actor_of
from tests.insight.history import history_of

from .sittings import TODAY, Sitting, plan_wish, say, sitting


@pytest.fixture
def held(cast: Cast) -> Sitting:
    found = sitting(cast).open()
    found.give(cast.mentor, cast.learner, "Van de mentor.")
    found.give(cast.teacher, cast.learner, "Van de leraar.")
    found.begin()
    found.decide(cast.learner, text="Toelichting.", advice="Durf sneller te beginnen.")
    found.act(cast.learner, "Oefent de hoeklas")
    found.act(cast.learner, "Belt het bedrijf", owner_role="coordinator")
    return found.end()


def test_a_closed_file_holds_what_was_said_and_its_hash(held: Sitting) -> None:
    file = held.file(held.cast.learner)
    assert file.content and file.sha256 == hashlib.sha256(file.content.encode()).hexdigest()
    meeting = json.loads(file.content)["meeting"]
    assert [each["text"] for each in meeting["statements"]] == ["Van de mentor.", "Van de leraar."]
    assert meeting["decision"] == {
        "label": "Goede voortgang, verder zo",
        "text": "Toelichting.",
        "advice": "Durf sneller te beginnen.",
    }
    assert [each["what"] for each in meeting["actions"]] == ["Oefent de hoeklas", "Belt het bedrijf"]
    assert {each["name"] for each in meeting["members"]} == {
        f"{name} Proefpersoon" for name in ("Tess", "Cas", "Cleo", "Piet")
    }
    seal = db.session.get_one(CouncilSeal, file.id)
    assert seal.sha256 == file.sha256 and seal.erased_at is None


def test_nothing_of_another_learner_is_in_a_file(held: Sitting) -> None:
    for one, other in ((held.cast.learner, held.cast.other_learner), (held.cast.other_learner, held.cast.learner)):
        content = held.file(one).content or ""
        assert other.given_name not in content and str(other.id) not in content


def test_closing_twice_is_one_and_needs_a_session(held: Sitting) -> None:
    held.end()
    assert db.session.query(Event).filter_by(deed="close_council").count() == 1
    other = sitting(held.cast, held_on=date(2026, 11, 30)).open()
    with transaction(), pytest.raises(InvalidTransition):
        services.close_council(other.chair, other.council_id)
    with transaction(), pytest.raises(InvalidTransition):
        services.start_session(held.chair, held.council_id)
    with transaction(), pytest.raises(NotPermitted):
        services.close_council(actor_of(held.cast.mentor), held.council_id)


def test_what_the_learner_does_becomes_a_commitment_and_comes_back(held: Sitting, client_for) -> None:
    cast = held.cast
    row = db.session.query(Commitment).one()
    assert (row.text, row.owner_role, row.due_on) == ("Oefent de hoeklas", "learner", date(2026, 12, 18))
    assert "Oefent de hoeklas" in client_for(cast.learner).get("/week").text
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/council/actions")
    assert "Oefent de hoeklas" in page.text and "Belt het bedrijf" in page.text
    assert "Oefent de hoeklas" in client_for(cast.teacher).get("/councils").text
    with transaction():
        close_commitment(actor_of(cast.learner), row.id, CommitmentState.DONE)
    page = client_for(cast.teacher).get(f"/classes/{cast.group.id}/council/actions")
    assert "Oefent de hoeklas" not in page.text
    form = page.all("main form")[0]
    client_for(cast.teacher).post(str(form["action"]), {"deed": "done"})
    client_for(cast.teacher).post(str(form["action"]), {"deed": "done"})
    client_for(cast.teacher).post(str(form["action"]), {"deed": "weg"}, 422)
    assert "Alles is gedaan" in client_for(cast.teacher).get(f"/classes/{cast.group.id}/council/actions").text
    with transaction(), pytest.raises(NotFound):
        services.close_action(actor_of(cast.outsider), new_id(), ActionState.DONE)


def test_an_addition_stands_beside_the_file(held: Sitting, client_for) -> None:
    cast = held.cast
    path, before = f"{held.address}/minutes/{cast.learner.id}", held.file(cast.learner).content
    data = {"id": str(new_id()), "text": "De proefles was op 3 december."}
    for person in (cast.mentor, cast.coordinator):
        client = client_for(person)
        page = client.follow(client.post(path, data | {"id": str(new_id())}))
        assert "De proefles was op 3 december." in page.text and person.name in page.text
    teacher = client_for(cast.teacher)
    teacher.post(path, data)
    teacher.post(path, data)
    assert db.session.query(CouncilAddendum).count() == 3
    teacher.post(path, {"id": str(new_id()), "text": " "}, 422)
    teacher.post(f"{held.address}/minutes/{cast.other_learner.id}", data, 409)
    assert held.file(cast.learner).content == before
    open_one = sitting(cast, held_on=date(2026, 11, 30)).open()
    with transaction(), pytest.raises(InvalidTransition):
        services.add_addendum(held.chair, open_one.council_id, cast.learner.id, new_id(), "x")


def test_the_minutes_are_for_staff_and_a_mentors_own_learner(held: Sitting, client_for) -> None:
    cast = held.cast
    for person in (cast.teacher, cast.counsellor, cast.coordinator):
        text = client_for(person).get(f"{held.address}/minutes").text
        assert "Van de mentor." in text and "Otto Proefpersoon" in text
    text = client_for(cast.mentor).get(f"{held.address}/minutes").text
    assert "Van de leraar." in text and "Otto" not in text
    client_for(cast.mentor).get(f"{held.address}/minutes/{cast.other_learner.id}", 404)
    text = client_for(cast.other_mentor).get(f"{held.address}/minutes").text
    assert "Van de leraar." not in text and "Lotte" not in text
    for person in (cast.learner, cast.guardian, cast.supervisor, cast.outsider, cast.other_teacher):
        client_for(person).get(f"{held.address}/minutes", 404)
    open_one = sitting(cast, held_on=date(2026, 11, 30)).open()
    client_for(cast.teacher).get(f"{open_one.address}/minutes", 404)


def test_the_learner_reads_it_in_plain_words(held: Sitting, client_for) -> None:
    cast = held.cast
    path = f"/learners/{cast.learner.id}/councils"
    text = client_for(cast.learner).get(path).text
    for words in ("Goede voortgang, verder zo", "Durf sneller te beginnen.", "Oefent de hoeklas"):
        assert words in text
    assert "Van de mentor." not in text and "Toelichting." not in text
    client_for(cast.other_learner).get(path, 404)
    client_for(cast.teacher).get(path, 404)


def test_a_guardian_reads_it_where_the_school_lets_guardians_read(held: Sitting, client_for) -> None:
    cast = held.cast
    path = f"/learners/{cast.learner.id}/councils"
    client_for(cast.guardian).get(path, 404)
    with transaction():
        db.session.get_one(School, cast.school.id).guardians_read = True
    assert "Durf sneller te beginnen." in client_for(cast.guardian).get(path).text
    client_for(cast.guardian).get(f"/learners/{cast.other_learner.id}/councils", 404)
    client_for(cast.guardian).get(f"{held.address}/minutes", 404)


def _deeds(held: Sitting, dice: Random):  # noqa: C901  # one list of everything that can be done afterwards
    """Return fifty later deeds of every kind, by services, in an order that the dice give."""
    cast, council, chair = held.cast, held.council_id, held.chair
    history = history_of(cast)
    learner, mentor = cast.learner, actor_of(cast.mentor)

    def refused(deed, *errors):
        def run():
            with pytest.raises(errors):
                deed()

        return run

    def end(model, person):
        def run():
            for row in db.session.query(model).filter_by(person_id=person.id, until_date=None):
                row.until_date = TODAY + timedelta(days=200)

        return run

    def work():
        day = TODAY - timedelta(days=dice.randrange(1, 60))
        history.submit(learner, cast.placement, day)

    def name():
        learner.given_name = dice.choice(["Lotte", "Lotje", "Lot"])

    def choice():
        services.add_choice(actor_of(cast.coordinator), f"Keuze {new_id().hex[-8:]}")

    def add():
        services.add_addendum(dice.choice([chair, mentor]), council, learner.id, new_id(), "Nog iets.")

    def action():
        for row in held_actions():
            services.close_action(chair, row, dice.choice([ActionState.DONE, ActionState.OPEN]))

    def held_actions():
        from logbook.councils.models import CouncilAction

        return [row.id for row in db.session.query(CouncilAction) if row.commitment_id is None]

    def later():
        wish = plan_wish(cast, held_on=TODAY + timedelta(days=dice.randrange(20, 300)), last=TODAY)
        services.plan_council(chair, cast.group.id, wish)

    late = (InvalidTransition, Rejected)
    deeds = [
        work,
        name,
        choice,
        add,
        action,
        refused(lambda: services.give_statement(mentor, council, learner.id, say("Later.")), *late),
        refused(lambda: services.decide(chair, council, learner.id, Decide(version=2, text="Later.")), *late),
        refused(
            lambda: services.add_action(
                chair, council, learner.id, NewAction(new_id(), "Later", "action", "learner", date(2026, 12, 18))
            ),
            *late,
        ),
        refused(lambda: services.note_presence(chair, council, {}), *late),
        refused(lambda: services.change_council(chair, council, 4, plan_wish(cast)), *late),
        refused(lambda: services.start_session(chair, council), *late),
        refused(lambda: services.open_council(chair, council), *late),
        lambda: services.close_council(chair, council),
        lambda: services.open_statements(mentor, council, learner.id),
        end(PlacementMember, cast.other_mentor),
        end(ClassMember, cast.other_learner),
        later,
    ]
    some = [dice.choice(deeds) for _ in range(50 - len(deeds))] + deeds
    dice.shuffle(some)
    return some


def test_fifty_later_deeds_change_no_byte(held: Sitting) -> None:
    cast = held.cast
    people = (cast.learner, cast.other_learner)
    before = [(held.file(each).content, held.file(each).sha256, held.file(each).frozen_at) for each in people]
    moment = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    for number, deed in enumerate(_deeds(held, Random(5))):
        with clock.freeze(moment + timedelta(minutes=number)), transaction():
            try:
                deed()
            except Rejected as error:  # two councils on a day that the dice gave twice
                assert "held_on" in error.errors
    after = [(held.file(each).content, held.file(each).sha256, held.file(each).frozen_at) for each in people]
    assert after == before
    for content, sha, _ in after:
        assert hashlib.sha256((content or "").encode()).hexdigest() == sha


def test_who_reads_what_is_still_to_be_done_is_told(cast: Cast, client_for) -> None:
    held = sitting(cast).open().begin()
    held.act(cast.learner)
    held.end()
    before = db.session.query(Look).filter_by(learner_id=cast.learner.id).count()
    assert "Oefent de hoeklas" in client_for(cast.counsellor).get("/councils").text
    assert db.session.query(Look).filter_by(learner_id=cast.learner.id).count() == before + 1
