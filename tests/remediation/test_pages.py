"""The pages in the browser's eyes: what is shown, what is refused beside its field, what is kept of what was typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from logbook.accounts.models import Look
from logbook.extensions import db
from logbook.remediation.models import Lesson
from tests.factories import WELDING, Cast
from tests.insight.history import TODAY, History
from tests.pages import Page, PageClient
from tests.remediation.work import CRACK, NO, UNDERCUT, YES, make, rounds, tick

ClientFor = Callable[..., PageClient]


def needs_url(cast: Cast, tail: str = "") -> str:
    return f"/classes/{cast.group.id}/remediation{tail}"


def test_the_class_leads_there_and_the_page_says_who_and_why(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    entries = rounds(history, [YES, NO, NO])
    client = client_for(cast.teacher)
    assert client.get(f"/classes/{cast.group.id}").one(f'a[href="{needs_url(cast)}"]')
    page = client.get(needs_url(cast))
    assert "Lotte Proefpersoon" in page.text
    assert "2 van de laatste 3 keer nog niet" in page.text
    assert page.all(f'a[href="/entries/{entries[-1]}"]')
    assert "Otto" not in page.text


def test_an_empty_class_says_so(cast: Cast, client_for: ClientFor) -> None:
    assert "Nog niets te tonen" in client_for(cast.teacher).get(needs_url(cast)).text


@pytest.mark.parametrize("tail", ["?kind=remediation", "?kind=deepening", f"?sheet={WELDING}", "?sheet=nothing"])
def test_filters(history: History, client_for: ClientFor, tail: str) -> None:
    rounds(history, [NO, NO])
    page = client_for(history.cast.teacher).get(needs_url(history.cast, tail))
    assert ("Lotte" in page.text) == (tail in ("?kind=remediation", f"?sheet={WELDING}"))


def test_an_unknown_kind_is_told(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.teacher).get(needs_url(cast, "?kind=ranking"), 422)


def test_the_learner_who_is_named_is_told_who_looked(history: History, client_for: ClientFor) -> None:
    rounds(history, [NO, NO])
    client_for(history.cast.teacher).get(needs_url(history.cast))
    looks = db.session.query(Look).all()
    assert [(each.learner_id, each.what) for each in looks] == [(history.cast.learner.id, "class")]


def proposal(history: History, client: PageClient) -> Page:
    rounds(history, [NO, NO])
    link = client.get(needs_url(history.cast)).one('a[href*="/lessons/new"]')["href"]
    return client.get(str(link))


def filled(page: Page, selector: str = "#lesson-form") -> dict[str, Any]:
    """Return what a browser would post, but for the token, which the client adds anew."""
    return {name: value for name, value in page.form(selector).items() if name != "csrf_token"}


def boxes(page: Page, name: str) -> list[str]:
    return [str(each["value"]) for each in page.all(f'input[name="{name}"][checked]')]


def test_a_proposal_becomes_a_lesson(history: History, client_for: ClientFor) -> None:
    cast, client = history.cast, client_for(history.cast.teacher)
    page = proposal(history, client)
    assert boxes(page, "learners[]") == [str(cast.learner.id)]
    assert boxes(page, "criteria[]") == [CRACK]
    data = filled(page) | {"title": "Scheuren", "date": TODAY.isoformat(), "plan": "Eerst kijken."}
    done = client.post(f"/classes/{cast.group.id}/lessons", data)
    shown = client.follow(done)
    assert shown.h1 == "Scheuren"
    assert "Eerst kijken." in shown.text
    again = client.post(f"/classes/{cast.group.id}/lessons", data)
    assert again.location == done.location
    assert db.session.query(Lesson).count() == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    history: History, client_for: ClientFor
) -> None:
    cast, client = history.cast, client_for(history.cast.teacher)
    data = filled(proposal(history, client))
    data |= {"title": "Scheuren", "date": "", "plan": "Eerst kijken.", "learners[]": [], "criteria[]": [UNDERCUT]}
    page = client.post(f"/classes/{cast.group.id}/lessons", data, 422)
    assert "Kies de dag van de les." in page.text
    kept = filled(page)
    assert (kept["title"], kept["plan"], kept["lesson_id"]) == ("Scheuren", "Eerst kijken.", data["lesson_id"])
    assert boxes(page, "criteria[]") == [UNDERCUT]
    assert boxes(page, "learners[]") == []
    page = client.post(f"/classes/{cast.group.id}/lessons", data | {"date": TODAY.isoformat()}, 422)
    assert "Kies minstens één leerling." in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 121},
        {"date": "morgen"},
        {"date": "2040-01-01"},
        {"learners[]": ["nobody"]},
        {"criteria[]": ["x" * 90]},
        {"lesson_id": "7"},
        {"place": "y" * 200},
        {"plan": "z" * 1001},
        {"more": "x"},
    ],
)
def test_bad_input_is_refused(cast: Cast, client_for: ClientFor, wrong: dict[str, Any]) -> None:
    client = client_for(cast.teacher)
    url = f"/classes/{cast.group.id}/lessons/new?sheet={WELDING}&kind=remediation"
    data = filled(client.get(url)) | {"title": "Les", "date": TODAY.isoformat()}
    data |= {"criteria[]": [CRACK], "learners[]": [str(cast.learner.id)]}
    client.post(f"/classes/{cast.group.id}/lessons", data | wrong, 422)
    assert db.session.query(Lesson).count() == 0


@pytest.mark.parametrize("tail", ["", "?sheet=x&kind=remediation", f"?sheet={WELDING}&kind=both", "?kind=deepening"])
def test_a_proposal_about_nothing_is_not_found(cast: Cast, client_for: ClientFor, tail: str) -> None:
    client_for(cast.teacher).get(f"/classes/{cast.group.id}/lessons/new{tail}", 404)


@pytest.mark.parametrize("kind", ["", "ranking"])
def test_a_lesson_of_no_kind_is_not_found(cast: Cast, client_for: ClientFor, kind: str) -> None:
    client_for(cast.teacher).post(f"/classes/{cast.group.id}/lessons", {"sheet": WELDING, "kind": kind}, 404)


def test_changing_a_lesson_and_hearing_that_it_changed(cast: Cast, client_for: ClientFor) -> None:
    lesson, client = make(cast), client_for(cast.teacher)
    form = filled(client.get(f"/lessons/{lesson.id}/edit"))
    assert form["title"] == "Scheuren vermijden"
    client.post(f"/lessons/{lesson.id}", form | {"title": "Anders"})
    again = filled(client.post(f"/lessons/{lesson.id}", form | {"title": "Nog anders"}, 409))
    assert (again["title"], again["version"]) == ("Nog anders", "2")
    assert client.get(f"/lessons/{lesson.id}").h1 == "Anders"
    client.post(f"/lessons/{lesson.id}", form | {"title": ""}, 422)
    tick(cast, lesson)
    client.get(f"/lessons/{lesson.id}/edit", 409)


def test_what_was_done_and_closing(cast: Cast, client_for: ClientFor) -> None:
    lesson, client = make(cast), client_for(cast.teacher)
    form = filled(client.get(f"/lessons/{lesson.id}"), "#done-form")
    name = f"outcomes.{cast.learner.id}"
    page = client.post(f"/lessons/{lesson.id}/done", form | {f"{name}.note": "kwam later"}, 422)
    assert "Duid ook aan wat er gebeurde." in page.text
    assert page.form("#done-form")[f"{name}.note"] == "kwam later"
    client.post(f"/lessons/{lesson.id}/done", form, 422)
    client.post(f"/lessons/{lesson.id}/done", form | {f"{name}.outcome": "best"}, 422)
    client.post(f"/lessons/{lesson.id}/done", form | {"outcomes.nobody.outcome": "absent"}, 422)
    client.post(f"/lessons/{lesson.id}/close", {"version": "1"}, 409)
    done = {f"{name}.outcome": "took_part", f"{name}.note": "kwam later"}
    page = client.follow(client.post(f"/lessons/{lesson.id}/done", form | done))
    assert "nog geen nieuwe beoordeling" in page.text
    late = client.post(f"/lessons/{lesson.id}/done", form | done | {f"{name}.note": "bleef langer"}, 409)
    assert late.form("#done-form")[f"{name}.note"] == "bleef langer" and "intussen" in late.text
    page = client.follow(client.post(f"/lessons/{lesson.id}/close", {"version": "2"}))
    assert "kwam later" in page.text
    assert not page.all("#done-form")
    client.post(f"/lessons/{lesson.id}/close", {"version": "x"}, 422)


def test_dropping(cast: Cast, client_for: ClientFor) -> None:
    lesson, client = make(cast, day=TODAY + timedelta(days=1)), client_for(cast.teacher)
    assert not client.get(f"/lessons/{lesson.id}").all("#done-form")
    client.post(f"/lessons/{lesson.id}/drop", {"version": "9"}, 409)
    client.post(f"/lessons/{lesson.id}/drop", {}, 422)
    assert "De les gaat niet door." in client.follow(client.post(f"/lessons/{lesson.id}/drop", {"version": "1"})).text
    assert "gaat niet door" in client.get(f"/classes/{cast.group.id}/lessons").text


def test_learner_and_mentor_see_what_is_planned_and_never_what_was_noted(cast: Cast, client_for: ClientFor) -> None:
    make(cast, day=TODAY + timedelta(days=1), plan="Geheim plan")
    own, mentor = client_for(cast.learner), client_for(cast.mentor)
    pages = (own.get("/progress"), own.get("/extra-lessons"))
    for page in (*pages, mentor.get(f"/learners/{cast.learner.id}/progress")):
        assert "Scheuren vermijden" in page.text
        assert "Geheim plan" not in page.text
    other = client_for(cast.other_learner)
    for path in ("/progress", "/extra-lessons"):
        assert "Scheuren vermijden" not in other.get(path).text
    assert "Scheuren" not in client_for(cast.supervisor).get(f"/learners/{cast.learner.id}/progress").text


def test_a_name_is_shown_as_it_was_typed(cast: Cast, client_for: ClientFor) -> None:
    lesson = make(cast, title="<i>100% & meer</i>")
    assert client_for(cast.teacher).get(f"/lessons/{lesson.id}").h1 == "<i>100% & meer</i>"


@pytest.mark.parametrize("name", ["outcomes", "outcomes[]", "outcomes.{learner}"])
def test_words_where_a_form_has_none_are_told_beside_it(cast: Cast, client_for: ClientFor, name: str) -> None:
    lesson = make(cast)
    sent = {"version": "1", name.format(learner=cast.learner.id): "x"}
    assert "Wat gebeurde er?" in client_for(cast.teacher).post(f"/lessons/{lesson.id}/done", sent, 422).text
