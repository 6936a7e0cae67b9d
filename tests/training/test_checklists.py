"""The start list and the welcome: who ticks what, what is kept of it, and taking a tick back."""

from collections.abc import Callable

import pytest

from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.training.models import ChecklistTick, checklists
from logbook.training.models.checklists import SCHOOL, WORKPLACE
from logbook.training.services import tick_item
from tests.factories import Cast
from tests.pages import PageClient


def test_every_point_is_in_three_languages_and_somebodys() -> None:
    items = [item for each in checklists() for item in each.items]
    assert [each.id for each in checklists()] == ["start", "first_day", "first_weeks"]
    assert len({item.id for item in items}) == len(items) >= 25
    for item in items:
        assert set(item.text) == {"nl", "en", "fr"} and all(item.text.values())
        assert item.by and set(item.by) <= {SCHOOL, WORKPLACE}
        assert len(item.id) <= 24  # an event names it


def path(cast: Cast, item: str = "") -> str:
    """Return the address of the placement's lists, or of one point."""
    return f"/placements/{cast.placement_id}/checklists{'/' + item if item else ''}"


def test_a_mentor_ticks_the_welcome_and_takes_it_back(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.mentor)
    client.post(path(cast, "welcome"), {"done": "1"})
    assert "Piet Proefpersoon, Mentor, vandaag" in client.get(path(cast)).text
    client.post(path(cast, "welcome"))
    client.post(path(cast, "welcome"))  # there is nothing to take back any more
    assert db.session.query(ChecklistTick).count() == 0
    deeds = [event.deed for event in db.session.query(Event).order_by(Event.id) if "tick" in event.deed]
    assert deeds == ["tick", "untick"]


def test_the_experienced_worker_is_named(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.mentor)
    client.post(path(cast, "experienced"), {"done": "1"}, 422)
    client.post(path(cast, "experienced"), {"done": "1", "note": "x" * 301}, 422)
    client.post(path(cast, "experienced"), {"done": "1", "note": "Jos, lasser sinds 1998"})
    assert "Jos, lasser sinds 1998" in client_for(cast.learner).get(path(cast)).text


@pytest.mark.parametrize(
    ("who", "item", "status"),
    [
        ("teacher", "intake", 303),
        ("teacher", "welcome", 403),
        ("mentor", "intake", 403),
        ("mentor", "expectations", 303),
        ("coordinator", "welcome", 303),
        ("learner", "welcome", 404),
        ("other_mentor", "welcome", 404),
        ("outsider", "intake", 404),
        ("mentor", "bestaat_niet", 404),
        ("mentor", "insurance_school", 404),  # of an SAO, and this is an OAO
    ],
)
def test_each_side_ticks_its_own(
    cast: Cast, client_for: Callable[..., PageClient], who: str, item: str, status: int
) -> None:
    client_for(getattr(cast, who)).post(path(cast, item), {"done": "1"}, status)
    assert db.session.query(ChecklistTick).count() == (status == 303)


def test_an_agreement_shows_its_own_points(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    text = client_for(cast.coordinator).get(path(cast)).text
    assert "arbeidsongevallen" in text and "burgerlijke aansprakelijkheid" not in text


def test_two_who_tick_at_once_are_both_content(cast: Cast) -> None:
    for who in ("mentor", "supervisor"):
        with transaction():
            tick_item(cast.actor(who), cast.placement_id, "welcome")
    assert db.session.query(ChecklistTick).one().ticked_by == cast.supervisor.id
