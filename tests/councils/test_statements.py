"""Opening statements: given before the others' are read, by who sits, in time; and secret until then."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import url_for

from logbook.accounts.models import Look
from logbook.core import clock
from logbook.core.errors import InvalidTransition, NotFound, NotPermitted, Rejected, Stale
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.councils import services
from logbook.councils.models import OpeningStatement
from logbook.councils.queries.document import live_documents
from logbook.councils.queries.frozen import frozen_documents
from logbook.councils.queries.meeting import meetings_of
from logbook.councils.queries.member_document import member_document
from logbook.extensions import db
from logbook.training.models import ClassMember, PlacementMember
from tests.factories import Cast, actor_of
from tests.insight.grid import reads
from tests.insight.history import fill_class, history_of
from tests.pages import PageClient

from .sittings import TODAY, Sitting, say, sitting

SECRET = "Zilverreiger"
LATE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.fixture
def held(cast: Cast) -> Sitting:
    return sitting(cast).open()


def typed(**changes: object) -> dict[str, object]:
    return {"id": str(new_id()), "version": "0", "text": "Last netjes, durft te vragen."} | changes


def test_a_mentor_gives_one_from_the_mailed_page(held: Sitting, client_for) -> None:
    cast = held.cast
    mentor = client_for(cast.mentor)
    page = mentor.get(held.address)
    assert "Lotte Proefpersoon" in page.text and "Otto" not in page.text and "Leden" not in page.text
    mentor.post(held.of(cast.learner), typed())
    page = mentor.get(held.of(cast.learner))
    assert page.form("#statement")["text"] == "Last netjes, durft te vragen."
    mentor.get(held.of(cast.other_learner), 404)
    mentor.post(held.of(cast.other_learner), typed(), 404)


def test_the_address_in_the_mail_asks_who_it_is_and_then_leads_there(held: Sitting, client_for) -> None:
    asked = client_for(None).get(held.address, 303)
    assert "next=" in asked.location and str(held.council_id) in asked.location


def test_evidence_is_the_own_work_with_this_learner(cast: Cast, client_for) -> None:
    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
        history.weeks_of(cast.other_learner, cast.other_placement, cast.other_mentor, 2)
    held = sitting(cast).open()
    mentor = client_for(cast.mentor)
    boxes = mentor.get(held.of(cast.learner)).all("input[name='evidence[]']")
    assert boxes
    mentor.post(held.of(cast.learner), typed(**{"evidence[]": [str(each["value"]) for each in boxes[:2]]}))
    row = db.session.query(OpeningStatement).one()
    assert [each["key"] for each in row.evidence] == [each["value"] for each in boxes[:2]]
    held.give(cast.counsellor, cast.learner, "Komt op tijd.")
    held.reveal(cast.counsellor, cast.learner)
    links = client_for(cast.counsellor).get(held.of(cast.learner)).all(".spoken .chips a")
    assert len(links) == 2
    foreign = client_for(cast.other_mentor).get(held.of(cast.other_learner)).all("input[name='evidence[]']")
    page = mentor.post(held.of(cast.learner), typed(**{"evidence[]": [str(foreign[0]["value"])]}), 422)
    assert "Dit bewijs kennen we niet" in page.text


def test_changed_until_the_others_are_read_and_not_after(held: Sitting, client_for) -> None:
    cast = held.cast
    held.give(cast.mentor, cast.learner, "Mijn woord.")
    teacher = client_for(cast.teacher)
    teacher.post(held.of(cast.learner), typed(text="Eerst dit."))
    page = teacher.get(held.of(cast.learner))
    assert "Mijn woord." not in page.text and "1 gegeven tot nu" in page.text
    teacher.post(held.of(cast.learner), page.form("#statement") | {"text": "Dan dit."})
    teacher.post(f"{held.of(cast.learner)}/others")
    page = teacher.get(held.of(cast.learner))
    assert "Mijn woord." in page.text and "Dan dit." in page.text and not page.all("#statement")
    page = teacher.post(held.of(cast.learner), typed(text="Toch anders."), 422)
    assert "staat daarom vast" in page.text and page.form("#statement")["text"] == "Toch anders."


def test_the_same_twice_is_one_and_another_device_is_told(held: Sitting, client_for) -> None:
    cast = held.cast
    teacher, data = client_for(cast.teacher), typed()
    teacher.post(held.of(cast.learner), data)
    teacher.post(held.of(cast.learner), data)
    assert db.session.query(OpeningStatement).count() == 1
    page = teacher.post(held.of(cast.learner), data | {"text": "Op mijn andere toestel."}, 409)
    assert page.form("#statement")["text"] == "Op mijn andere toestel."
    with transaction(), pytest.raises(Stale):
        services.give_statement(held.chair, held.council_id, cast.learner.id, say("Nog anders."))


def test_nobody_reads_the_others_without_an_own_one(held: Sitting) -> None:
    with transaction(), pytest.raises(InvalidTransition):
        services.open_statements(held.chair, held.council_id, held.cast.learner.id)


def test_after_the_deadline_what_was_typed_stays_and_the_chair_can_give_more_time(held: Sitting, client_for) -> None:
    cast = held.cast
    mentor = client_for(cast.mentor)
    with clock.freeze(LATE):
        page = client_for(cast.mentor).post(held.of(cast.learner), typed(text="Een minuut te laat."), 422)
        assert "is voorbij" in page.text and page.form("#statement")["text"] == "Een minuut te laat."
        assert "is voorbij" in client_for(cast.mentor).get(held.of(cast.learner)).text
        plan = client_for(cast.teacher).get(f"{held.address}/change")
        chosen = [str(each["value"]) for each in plan.all("fieldset input[checked]")]
        more = plan.form("main form") | {"contribute_until": "2026-11-27", "members[]": chosen}
        del more["csrf_token"]
        client_for(cast.teacher).post(f"{held.address}/change", more)
        client_for(cast.mentor).post(held.of(cast.learner), typed(text="Een minuut te laat."))
    assert mentor.get(held.of(cast.learner)).form("#statement")["text"] == "Een minuut te laat."


def test_none_before_it_is_open_and_none_in_session(cast: Cast) -> None:
    held = sitting(cast)
    with transaction(), pytest.raises(Rejected):
        services.give_statement(held.chair, held.council_id, cast.learner.id, say())
    held.open().begin()
    with transaction(), pytest.raises(Rejected):
        services.give_statement(held.chair, held.council_id, cast.learner.id, say())


def test_who_does_not_sit_says_nothing(cast: Cast, client_for) -> None:
    members = tuple(f"mentor:{person.id}" for person in (cast.mentor, cast.other_mentor))
    held = sitting(cast, members=members).open()
    for person in (cast.counsellor, cast.coordinator):
        client_for(person).post(held.of(cast.learner), typed(), 403)
        with transaction(), pytest.raises(NotPermitted):
            services.give_statement(actor_of(person), held.council_id, cast.learner.id, say())
    for person in (cast.supervisor, cast.outsider, cast.guardian, cast.learner, cast.other_teacher):
        with transaction(), pytest.raises(NotFound):
            services.give_statement(actor_of(person), held.council_id, cast.learner.id, say())


def test_a_member_who_left_is_heard_no_more_and_stays_in_the_minutes(held: Sitting, client_for) -> None:
    cast = held.cast
    held.give(cast.counsellor, cast.learner, "Voor ik vertrok.")
    held.give(cast.mentor, cast.learner, "Ook voor ik vertrok.")
    with transaction():
        for model in (ClassMember, PlacementMember):
            for person in (cast.counsellor, cast.mentor):
                for row in db.session.query(model).filter_by(person_id=person.id):
                    row.until_date = TODAY - timedelta(days=1)
    for person in (cast.counsellor, cast.mentor):
        with transaction(), pytest.raises(NotFound):
            services.give_statement(actor_of(person), held.council_id, cast.learner.id, say("Nog iets."))
    held.begin().end()
    meeting = meetings_of(held.chair, held.council_id)[cast.learner.id]
    assert {each["text"] for each in meeting["statements"]} == {"Voor ik vertrok.", "Ook voor ik vertrok."}
    left = {(each["name"], each["role"], each["present"]) for each in meeting["members"] if each["present"] == "left"}
    assert left == {("Cas Proefpersoon", "counsellor", "left"), ("Piet Proefpersoon", "mentor", "left")}


def test_what_was_said_of_who_left_the_class_is_kept(held: Sitting, client_for) -> None:
    cast = held.cast
    held.give(cast.mentor, cast.learner, "Blijft bewaard.")
    with transaction():
        row = db.session.query(ClassMember).filter_by(person_id=cast.learner.id).one()
        row.until_date = TODAY - timedelta(days=1)
    page = client_for(cast.coordinator).get(held.address)
    assert "zit niet meer in deze klas" in page.text
    held.begin().end()
    assert "Blijft bewaard." in client_for(cast.coordinator).get(f"{held.address}/minutes").text


def everything(client: PageClient, held: Sitting) -> str:
    """Return all that somebody gets from every page that takes a council, a class or a learner of it."""
    app, cast = client.app, held.cast
    known = {"council_id": held.council_id, "class_id": cast.group.id, "learner_id": cast.learner.id}
    seen = []
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        mine = [rule for rule in rules if rule.arguments and rule.arguments <= known.keys()]
        paths = [url_for(rule.endpoint, **{name: known[name] for name in rule.arguments}) for rule in mine]
    for path in [*(each for each in paths if not each.endswith(".pdf")), "/councils"]:
        db.session.commit()
        with app.app_context():
            answer = client.client.get(path, buffered=True)
        seen.append(readable(answer.get_data()))
    return "\n".join(seen)


def readable(content: bytes) -> str:
    """Return the words of a page, or of every part of a workbook."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_nobody_else_reads_it_before_the_session(held: Sitting, client_for) -> None:
    """By page, call or document: not the chair, not the coordinator, not a member who has not given the own."""
    cast = held.cast
    held.give(cast.mentor, cast.learner, SECRET)
    held.give(cast.counsellor, cast.learner, "Ook iets.")
    others = (cast.teacher, cast.coordinator, cast.other_mentor, cast.learner, cast.guardian, cast.supervisor)
    for person in (*others, cast.counsellor, cast.company_coordinator, cast.other_teacher):
        assert SECRET not in everything(client_for(person), held), person.given_name
    for person in (cast.teacher, cast.coordinator, cast.counsellor):
        actor = actor_of(person)
        assert SECRET not in str(meetings_of(actor, held.council_id))
        # what a PDF is laid out from
        assert SECRET not in str(live_documents(actor, cast.group.id))
        assert SECRET not in str(member_document(actor, held.council_id, cast.learner.id))
        with pytest.raises(NotFound):
            frozen_documents(actor, held.council_id)
    assert SECRET in everything(client_for(cast.mentor), held)
    held.reveal(cast.counsellor, cast.learner)
    assert SECRET in everything(client_for(cast.counsellor), held)
    assert SECRET not in everything(client_for(cast.teacher), held)
    held.begin()
    assert SECRET in everything(client_for(cast.teacher), held)
    for person in (cast.other_mentor, cast.learner, cast.guardian, cast.supervisor, cast.company_coordinator):
        assert SECRET not in everything(client_for(person), held), person.given_name


def test_the_page_asks_as_little_for_many_as_for_few(cast: Cast, client_for, count_queries) -> None:
    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    held = sitting(cast).open()
    held.give(cast.mentor, cast.learner, "Iets.")
    counts, path = [], held.of(cast.learner)
    for _ in range(2):
        for person in (cast.mentor, cast.teacher):
            client = client_for(person)
            client.get(path)
            counts.append(len(reads(count_queries(lambda c=client: c.get(path)))))
        with transaction():
            fill_class(history, 25, 2)
    assert counts[:2] == counts[2:] and max(counts) <= 8


def test_who_looked_is_told(held: Sitting, client_for) -> None:
    cast = held.cast
    client_for(cast.teacher).get(held.of(cast.learner))
    held.begin()
    client_for(cast.teacher).get(held.session(cast.learner))
    client_for(cast.mentor).get(held.of(cast.learner))
    looks = db.session.query(Look).filter_by(learner_id=cast.learner.id, what="council")
    assert {look.viewer_id for look in looks} == {cast.teacher.id, cast.mentor.id}


def test_a_mentor_reads_the_file_and_it_stands_still_in_session(held: Sitting, client_for) -> None:
    cast = held.cast
    path = f"{held.of(cast.learner)}/file"
    page = client_for(cast.mentor).get(path)
    assert page.h1 == "Lotte Proefpersoon" and "Otto" not in page.text
    client_for(cast.mentor).get(f"{held.of(cast.other_learner)}/file", 404)
    held.begin()
    with transaction():
        history_of(cast).weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    assert client_for(cast.mentor).get(path).text == page.text
    client_for(cast.outsider).get(path, 404)
