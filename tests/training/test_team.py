"""The contact card: who is around a learner, and nothing of the learner but the name."""

from collections.abc import Callable

import pytest

from logbook.core.errors import NotPermitted
from logbook.core.unit_of_work import transaction
from logbook.training.services import keep_work_phone
from tests.factories import Cast
from tests.pages import PageClient


def card(cast: Cast) -> str:
    """Return the address of the card."""
    return f"/placements/{cast.placement_id}/team"


@pytest.mark.parametrize("who", ["learner", "mentor", "supervisor", "teacher", "coordinator", "company_coordinator"])
def test_everyone_of_the_team_sees_the_grown_ups(cast: Cast, client_for: Callable[..., PageClient], who: str) -> None:
    page = client_for(getattr(cast, who)).get(card(cast))
    for name in ("Piet", "Bob", "Tess", "Cas", "Cleo"):
        assert name in page.text
    assert cast.mentor.email in page.text and cast.teacher.email in page.text
    assert "Theo" not in page.text and "Mia" not in page.text


@pytest.mark.parametrize("who", ["mentor", "supervisor", "teacher", "coordinator"])
def test_of_the_learner_only_the_name(cast: Cast, client_for: Callable[..., PageClient], who: str) -> None:
    html = client_for(getattr(cast, who)).get(card(cast)).html
    assert cast.learner.name in html
    assert cast.learner.email not in html and "2010" not in html and cast.guardian.name not in html


@pytest.mark.parametrize("who", ["other_learner", "other_mentor", "other_teacher", "outsider", "guardian"])
def test_others_do_not_find_it(cast: Cast, client_for: Callable[..., PageClient], who: str) -> None:
    client_for(getattr(cast, who)).get(card(cast), 404)


def test_a_mentor_leaves_a_number_and_takes_it_away(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client = client_for(cast.mentor)
    client.post(card(cast), {"phone": "0470 12 34 56"})
    assert "0470 12 34 56" in client_for(cast.learner).get(card(cast)).text
    client.post(card(cast), {"phone": "bel me maar\r\nBcc: x"}, 422)
    client.post(card(cast), {})
    assert "0470" not in client_for(cast.learner).get(card(cast)).text


def test_no_number_of_a_learner_is_kept(cast: Cast, client_for: Callable[..., PageClient]) -> None:
    client_for(cast.learner).post(card(cast), {"phone": "0470 12 34 56"}, 404)
    with pytest.raises(NotPermitted), transaction():
        keep_work_phone(cast.actor("learner"), "0470 12 34 56")
