"""Saved views of a class: each person's own, at most twelve, one tap above every class."""

from collections.abc import Callable
from typing import Any

import pytest

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.desk.models import ClassFilter
from logbook.extensions import db
from tests.factories import Cast
from tests.insight.history import TODAY, History
from tests.pages import Page, PageClient

ClientFor = Callable[..., PageClient]


def path(cast: Cast) -> str:
    return f"/classes/{cast.group.id}/views"


def form(name: str = "Stil", **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "name": name, "show": "silent", "weeks": "last", "sort": "name"} | more


def chips(page: Page) -> dict[str, str]:
    """Return the saved views above the class, with their addresses."""
    found = page.all("#class-filters a")[:-3]
    return {each.get_text().strip(): str(each["href"]) for each in found}


def kept() -> list[str]:
    names = [name for (name,) in db.session.query(ClassFilter.name).order_by(ClassFilter.name)]
    db.session.commit()
    return names


def test_a_saved_view_is_one_tap_above_the_class(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.submit(cast.learner, cast.placement, TODAY)
    teacher = client_for(cast.teacher)
    teacher.post(path(cast), form())
    there = chips(teacher.get(f"/classes/{cast.group.id}"))["Stil"]
    page = teacher.get(there)
    assert page.one("select[name=week] option[selected]")["value"] == "2026-W46"
    assert [each.get_text() for each in page.all(".roster tbody th a")] == [
        "Lotte Proefpersoon",
        "Otto Proefpersoon",
    ], "last week nobody logged anything; by name"
    assert page.one("#class-filters [aria-current]").get_text().strip() == "Stil"


def test_by_name_and_by_need(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        history.commitment(cast.other_learner, cast.mentor, "Te laat", TODAY.replace(day=1))
    teacher = client_for(cast.teacher)
    page = teacher.get(f"/classes/{cast.group.id}")
    assert page.all(".roster tbody th a")[0].get_text().startswith("Otto")
    assert (
        teacher.get(f"/classes/{cast.group.id}?sort=name").all(".roster tbody th a")[0].get_text().startswith("Lotte")
    )


def test_the_form_is_filled_in_as_the_class_was_looked_at(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.teacher).get(f"{path(cast)}?show=drift&sort=name&weeks=last")
    chosen = [option["value"] for option in page.all("select option[selected]")]
    assert chosen == ["drift", "last", "name"]


def test_everybody_has_their_own(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.teacher).post(path(cast), form())
    assert chips(client_for(cast.counsellor).get(f"/classes/{cast.group.id}")) == {}
    client_for(cast.counsellor).post(path(cast), form())
    assert kept() == ["Stil", "Stil"]


def test_another_name_and_away(cast: Cast, client_for: ClientFor) -> None:
    teacher, sent = client_for(cast.teacher), form()
    teacher.post(path(cast), sent)
    teacher.post(path(cast), form("Ander"))
    one = f"{path(cast)}/{sent['id']}"
    teacher.post(f"{one}/rename", {"name": "Vorige week"})
    assert kept() == ["Ander", "Vorige week"]
    page = teacher.post(f"{one}/rename", {"name": "Ander"}, 422)
    assert "Je hebt al een weergave met deze naam." in page.one("details[open]").get_text()
    for _time in range(2):
        teacher.post(f"{one}/drop")
    assert kept() == ["Ander"]
    teacher.post(f"{one}/rename", {"name": "Weg"}, 404)


def test_somebody_elses_is_not_there(cast: Cast, client_for: ClientFor) -> None:
    sent = form()
    client_for(cast.teacher).post(path(cast), sent)
    counsellor, one = client_for(cast.counsellor), f"{path(cast)}/{sent['id']}"
    counsellor.post(f"{one}/rename", {"name": "Weg"}, 404)
    counsellor.post(f"{one}/drop", status=404)
    counsellor.post(path(cast), sent, 404)
    assert kept() == ["Stil"]


def test_sent_twice_it_is_one(cast: Cast, client_for: ClientFor) -> None:
    teacher, sent = client_for(cast.teacher), form()
    for _time in range(2):
        teacher.post(path(cast), sent)
    assert kept() == ["Stil"]


def test_twelve_is_the_most(cast: Cast, client_for: ClientFor) -> None:
    teacher = client_for(cast.teacher)
    for number in range(12):
        teacher.post(path(cast), form(f"Weergave {number:02d}"))
    page = teacher.post(path(cast), form("Te veel"), 422)
    assert len(kept()) == 12 and "Verwijder er één" in page.text


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": "x" * 41}, {"show": "alles"}, {"weeks": "next"}, {"sort": "age"}, {"id": "geen"}],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(
    cast: Cast, client_for: ClientFor, change: dict[str, str]
) -> None:
    page = client_for(cast.teacher).post(path(cast), form() | change, 422)
    assert kept() == []
    if "name" not in change:
        assert page.one("#f-name")["value"] == "Stil"


def test_a_name_is_words_and_no_markup(cast: Cast, client_for: ClientFor) -> None:
    teacher, name = client_for(cast.teacher), "<b>50 %(n)s</b>"
    teacher.post(path(cast), form(name))
    assert name in chips(teacher.get(f"/classes/{cast.group.id}"))


@pytest.mark.parametrize("who", ["other_teacher", "mentor", "learner", "outsider", "guardian"])
def test_nobody_from_outside_the_class(cast: Cast, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(cast, who))
    client.get(path(cast), 404)
    client.post(path(cast), form(), 404)
    assert kept() == []
