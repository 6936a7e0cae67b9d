"""The pages about privacy, as a learner, a guardian, a coordinator, and as somebody who has no business there."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from logbook.accounts.models import Looked, Person, School
from logbook.accounts.services import note_look
from logbook.core import clock
from logbook.core.mail import Mail
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.extensions import db
from logbook.notices.services import render_mail
from logbook.privacy.models import Correction, Erasure, LegalHold, RetentionRule
from logbook.privacy.services.run_erasure import run_erasure
from tests.conftest import FRIDAY
from tests.entries.work import submit
from tests.factories import Cast, make_person
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


# Who looked


def test_the_learner_reads_who_looked_at_what(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        note_look(cast.actor("teacher"), cast.learner.id, Looked.ENTRY)
        note_look(cast.actor("mentor"), cast.learner.id, Looked.ALONG)
        note_look(cast.actor("other_mentor"), cast.other_learner.id)
    text = client_for(cast.learner).get("/me/looks").text
    assert "Tess Proefpersoon" in text and "een dag" in text and "Leraar" in text
    assert "Piet Proefpersoon" in text and "misschien niet gelezen" in text
    assert "Mia" not in text


def test_it_is_linked_from_me_and_today(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    with transaction():
        note_look(cast.actor("teacher"), cast.learner.id)
    assert learner.get("/me").one("a[href='/me/looks']")
    assert learner.get("/today").one("a[href='/me/looks']")
    assert client_for(cast.mentor).get("/me").one("a[href='/privacy']")


def test_the_looks_come_in_pages_with_as_many_queries(
    cast: Cast, client_for: ClientFor, count_queries: Callable[..., list[str]]
) -> None:
    learner = client_for(cast.learner)
    _looks(cast, 1)
    few = count_queries(lambda: learner.get("/me/looks"))
    _looks(cast, 23)
    many = count_queries(lambda: learner.get("/me/looks"))
    assert len(many) <= len(few) <= 4
    first, second = learner.get("/me/looks"), learner.get("/me/looks?page=2")
    assert first.one("a[rel=next]")["href"] == "/me/looks?page=2"
    assert second.one("a[rel=prev]") and len(second.soup.select("main ul.list li")) == 6


def _looks(cast: Cast, days: int) -> None:
    """Let the teacher open two things on each of so many days."""
    for day in range(days):
        with clock.freeze(FRIDAY - timedelta(days=day)), transaction():
            note_look(cast.actor("teacher"), cast.learner.id, Looked.WEEK)
            note_look(cast.actor("teacher"), cast.learner.id, Looked.ENTRY)


def test_what_an_account_saw_between_two_days(cast: Cast, client_for: ClientFor) -> None:
    for days in (2, 9, 40):
        with clock.freeze(FRIDAY - timedelta(days=days)), transaction():
            note_look(cast.actor("teacher"), cast.learner.id, Looked.WEEK)
            note_look(cast.actor("mentor"), cast.learner.id, Looked.WEEK)
    coordinator, base = client_for(cast.coordinator), f"/people/{cast.teacher.id}"
    assert len(coordinator.get(f"{base}/seen").soup.select("main ul.list li")) == 2, "the last thirty days"
    whole = coordinator.get(f"{base}/seen?first=2026-10-01&last=2026-11-20")
    assert len(whole.soup.select("main ul.list li")) == 3 and "Lotte" in whole.text
    one = coordinator.get(f"{base}/seen?first=2026-11-18&last=2026-11-18")
    assert len(one.soup.select("main ul.list li")) == 1
    lines = _csv(coordinator, f"{base}/seen.csv?first=2026-10-01&last=2026-11-20")
    assert [line[1:] for line in lines[1:]] == [["Tess Proefpersoon", "teacher", "een week", "Lotte Proefpersoon"]] * 3


@pytest.mark.parametrize(
    "span", ["first=x&last=y", "first=2026-11-20&last=2026-11-01", "first=0001-01-01", "last=9999-12-31", "first=1e999"]
)
def test_a_span_that_cannot_be_read_is_told(cast: Cast, client_for: ClientFor, span: str) -> None:
    page = client_for(cast.coordinator).get(f"/people/{cast.teacher.id}/seen?{span}", 422)
    assert page.one("#errors")
    client_for(cast.coordinator).client.get(f"/people/{cast.teacher.id}/seen.csv?{span}")


def _csv(client: PageClient, path: str) -> list[list[str]]:
    db.session.commit()
    with client.app.app_context():
        answer = client.client.get(path, buffered=True)
    assert answer.status_code == 200 and answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_a_name_is_no_formula_in_the_file(cast: Cast, client_for: ClientFor, name: str) -> None:
    with transaction():
        db.session.get_one(Person, cast.teacher.id).given_name = name
        note_look(cast.actor("teacher"), cast.learner.id)
    line = _csv(client_for(cast.coordinator), f"/people/{cast.learner.id}/looks.csv")[1]
    assert line[1].startswith(f"'{name}")


# Corrections


def test_a_learner_asks_and_the_coordinator_answers(cast: Cast, client_for: ClientFor) -> None:
    learner, coordinator = client_for(cast.learner), client_for(cast.coordinator)
    path = f"/learners/{cast.learner.id}/corrections"
    page = learner.post(path, {"about": "Mijn geboortedatum", "words": "Ik ben van 4 maart."})
    assert "wacht op antwoord" in learner.follow(page).text
    mail = db.session.query(Mail).one()
    assert mail.recipient == cast.coordinator.email and "4 maart" not in str(mail.context)
    assert "/school/corrections/" in render_mail(mail).get_content()
    line = coordinator.get("/school/corrections")
    assert "Lotte Proefpersoon" in line.text
    question = line.one("main a.row")["href"]
    assert "Ik ben van 4 maart." in coordinator.get(str(question)).text
    coordinator.post(str(question), {"state": "done", "answer": "Rechtgezet, dank je."})
    seen = learner.get(path).text
    assert "verbeterd" in seen and "Rechtgezet, dank je." in seen and "Cleo" in seen
    coordinator.post(str(question), {"state": "refused", "answer": "Nee"}, 409)


def test_what_is_missing_is_said_and_what_was_typed_stays(cast: Cast, client_for: ClientFor) -> None:
    path = f"/learners/{cast.learner.id}/corrections"
    page = client_for(cast.learner).post(path, {"about": "Mijn naam"}, 422)
    assert page.one("[name=about]")["value"] == "Mijn naam" and page.one("#f-words-error")
    long = client_for(cast.learner).post(path, {"about": "x" * 121, "words": "y" * 1001}, 422)
    assert long.one("#f-about-error") and long.one("#f-words-error")


def test_ten_questions_wait_at_most(cast: Cast, client_for: ClientFor) -> None:
    learner, path = client_for(cast.learner), f"/learners/{cast.learner.id}/corrections"
    for _ in range(10):
        learner.post(path, {"about": "a", "words": "b"})
    assert learner.post(path, {"about": "a", "words": "b"}, 422).one("#f-words-error")
    assert db.session.query(Correction).count() == 10


def test_a_question_is_taken_back_by_who_asked_only(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    learner.post(f"/learners/{cast.learner.id}/corrections", {"about": "a", "words": "b"})
    path = f"/corrections/{db.session.query(Correction).one().id}/take-back"
    client_for(cast.other_learner).post(path, status=404)
    client_for(cast.guardian).post(path, status=404)
    assert "teruggenomen" in learner.follow(learner.post(path)).text
    learner.post(path, status=409)


def test_a_guardian_asks_for_a_child_until_it_is_eighteen(cast: Cast, client_for: ClientFor) -> None:
    guardian, path = client_for(cast.guardian), f"/learners/{cast.learner.id}/corrections"
    guardian.post(path, {"about": "a", "words": "b"})
    assert "Greet" in client_for(cast.learner).get(path).text, "the learner sees what is asked about her"
    guardian.get(f"/learners/{cast.other_learner.id}/corrections", 404)
    with transaction():
        db.session.get_one(Person, cast.learner.id).born_on = FRIDAY.date().replace(year=2008)
    guardian.get(path, 404)
    guardian.post(path, {"about": "a", "words": "b"}, 404)


# Holds and erasures


def test_a_coordinator_holds_erases_and_watches(cast: Cast, client_for: ClientFor) -> None:
    submit(cast)
    coordinator, base = client_for(cast.coordinator), f"/people/{cast.learner.id}"
    coordinator.post(f"{base}/hold", {"reason": "Een klacht"})
    assert "Een klacht" in coordinator.get(f"{base}/privacy").text
    assert "Wissen kan nu niet" in coordinator.get(f"{base}/erase").text
    blocked = {"scope": "person", "ground": "request", "name": "Lotte Proefpersoon"}
    coordinator.post(f"{base}/erase", blocked, 422)
    coordinator.post(f"{base}/lift", {"reason": "Klacht ingetrokken"})
    assert "Klacht ingetrokken" in coordinator.get(f"{base}/privacy").text
    preview = coordinator.get(f"{base}/erase?scope=person&ground=request")
    assert "Dit gaat weg" in preview.text and "lege plek" in preview.text and "klassenraad" in preview.text
    assert db.session.query(Erasure).count() == 0
    wrong = coordinator.post(f"{base}/erase", blocked | {"name": "Lotje"}, 422)
    assert wrong.one("#f-name-error") and wrong.one("[name=name]")["value"] == "Lotje"
    asked = coordinator.post(f"{base}/erase", blocked)
    assert coordinator.follow(asked).one("progress")
    run_erasure(db.session.query(Erasure).one().id)
    assert "Alles is gewist" in coordinator.fragment(asked.location).text
    assert "Gewiste persoon" in coordinator.get("/school/erasures").text
    assert db.session.query(Entry).count() == 0


def test_it_can_be_stopped(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    form = {"scope": "logbook", "ground": "left", "name": "lotte  PROEFPERSOON"}
    asked = coordinator.post(f"/people/{cast.learner.id}/erase", form)
    assert "gestopt" in coordinator.follow(coordinator.post(f"{asked.location}/stop")).text
    coordinator.post(f"{asked.location}/stop", status=409)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"scope": "x", "ground": "request", "name": "Lotte Proefpersoon"},
        {"scope": "person", "ground": "x", "name": "Lotte Proefpersoon"},
        {"scope": "person", "ground": "request"},
        {"scope": "person", "ground": "request", "name": "Lotte Proefpersoon", "school_id": "x"},
    ],
)
def test_a_form_that_says_something_else_erases_nothing(
    cast: Cast, client_for: ClientFor, form: dict[str, str]
) -> None:
    client_for(cast.coordinator).post(f"/people/{cast.learner.id}/erase", form, 422)
    assert db.session.query(Erasure).count() == 0


def test_somebody_unknown_or_of_another_school_is_not_found(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        nobody = make_person("Nora")
    coordinator = client_for(cast.coordinator)
    for person in (nobody, cast.foreign_learner, cast.outsider):
        for page in ("privacy", "looks", "looks.csv", "seen", "seen.csv", "erase"):
            coordinator.get(f"/people/{person.id}/{page}", 404)
        coordinator.post(f"/people/{person.id}/hold", {"reason": "x"}, 404)
    assert db.session.query(LegalHold).count() == 0


# Periods and the page for pupils


def test_a_coordinator_sets_a_period(cast: Cast, client_for: ClientFor) -> None:
    coordinator = client_for(cast.coordinator)
    assert "50 jaar" in coordinator.get("/school/periods").text
    assert coordinator.get("/school/periods/rejected").form("main form")["amount"] == "90"
    decided = {"amount": "30", "unit": "days", "source": "Beslissing van 3 november", "source_on": "2026-11-03"}
    coordinator.post("/school/periods/rejected", decided)
    text = coordinator.get("/school/periods").text
    assert "30 dagen" in text and "Beslissing van 3 november" in text
    assert db.session.query(RetentionRule).one().school_id == cast.school.id
    coordinator.get("/school/periods/nothing", 404)


@pytest.mark.parametrize("amount", ["", "-1", "x", "9" * 400, "4000", "1.5", "0"])
def test_a_period_that_is_none_is_told(cast: Cast, client_for: ClientFor, amount: str) -> None:
    form = {"amount": amount, "unit": "days", "source": "x", "source_on": "2026-11-03"}
    page = client_for(cast.coordinator).post("/school/periods/rejected", form, 422)
    assert page.one("#f-amount-error")
    assert db.session.query(RetentionRule).count() == 0


def test_the_page_for_pupils_is_open_and_names_the_contact(cast: Cast, client_for: ClientFor) -> None:
    with transaction():
        db.session.get_one(School, cast.school.id).privacy_contact = "Ann Aanspreek, privacy@school.example"
    assert "Ann Aanspreek" not in client_for().get("/privacy").text
    assert "Ann Aanspreek, privacy@school.example" in client_for(cast.learner).get("/privacy").text
    assert client_for().get("/sign-in").one("a[href='/privacy']")


def test_the_page_for_pupils_has_short_sentences(clean: Flask, client_for: ClientFor) -> None:
    """Plain words for sixteen: twelve words in a sentence on average, none over thirty."""
    said = client_for().get("/privacy").soup.select("main p, main li")
    sentences = [part.split() for each in said for part in each.get_text(" ").split(". ") if part.strip()]
    assert max(map(len, sentences)) <= 30
    assert sum(map(len, sentences)) / len(sentences) <= 12
