"""How somebody likes to read: kept for the person, on every page, undone by leaving it open."""

from collections.abc import Callable

import pytest

from logbook.accounts.models import Person
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.extensions import db
from tests.factories import WELDING, Cast
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]
LARGE = {"language": "nl", "large_print": "true"}
EASY = {"language": "nl", "easy_mode": "true"}


def form_path() -> str:
    """Return the address of a new entry."""
    return f"/entries/{new_id()}?sheet={WELDING}&date=2026-11-20"


def test_large_print_is_on_every_page_of_that_person_alone(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    learner.post("/me/display", LARGE)
    for path in ("/me", "/today", form_path(), "/sheets"):
        assert learner.get(path).one("html")["data-print"] == "large"
    assert learner.get("/nothing", 404).one("html")["data-print"] == "large"
    assert not client_for(cast.mentor).get("/me").one("html").has_attr("data-print")
    assert not client_for().get("/sign-in").one("html").has_attr("data-print")


def test_easy_mode_changes_how_the_form_is_shown_and_not_what_it_asks(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    asked = set(learner.get(form_path()).form("#entry-form"))
    learner.post("/me/display", EASY)
    page = learner.get(form_path())
    assert page.one("html").has_attr("data-easy") and "easy-mode" in page.one("body")["data-modules"].split()
    assert set(page.form("#entry-form")) == asked
    assert page.one("template[data-easy-bar]")


def test_what_is_left_open_is_off_again(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    learner.post("/me/display", LARGE | EASY)
    page = learner.get("/me")
    assert page.form("form[action='/me/display']").keys() >= {"large_print", "easy_mode"}
    learner.post("/me/display", {"language": "fr", "theme": "dark"})
    person = db.session.get_one(Person, cast.learner.id, populate_existing=True)
    assert (person.language, person.theme, person.large_print, person.easy_mode) == ("fr", "dark", False, False)
    assert not learner.get("/me").one("html").has_attr("data-print")


def test_the_same_again_is_no_news(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    for _ in range(2):
        learner.post("/me/display", LARGE)
    assert db.session.query(Event).filter_by(deed="choose_display").count() == 1


@pytest.mark.parametrize("wrong", [{"large_print": "perhaps"}, {"easy_mode": "groot"}, {"language": "de"}])
def test_what_is_no_choice_is_refused(cast: Cast, client_for: ClientFor, wrong: dict[str, str]) -> None:
    learner = client_for(cast.learner)
    learner.post("/me/display", LARGE | wrong, 422)
    assert not db.session.get_one(Person, cast.learner.id, populate_existing=True).large_print


def test_parts_that_can_be_read_aloud_are_named_and_there(cast: Cast, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    paths = (form_path(), f"/sheets/{WELDING}", f"/sheets/{WELDING}/criteria/crack_free", "/stages/coaching")
    for path in paths:
        page = learner.get(path)
        buttons = page.all("button[data-aloud]")
        assert buttons
        for button in buttons:
            assert page.one(f"#{button['data-aloud']}") and str(button["aria-label"]).startswith("Lees voor: ")
            assert button["data-none"]
