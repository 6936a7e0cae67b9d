"""A deed after the response neither breaks the answer nor the next request."""

import logging
from datetime import timedelta

import pytest

from logbook.accounts import services
from logbook.accounts.models import SignInSession
from logbook.core import clock
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast

LATER = FRIDAY + timedelta(hours=2)


def _last_use() -> object:
    db.session.expire_all()
    return db.session.query(SignInSession).one().last_use_at


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_use_of_a_session_is_noted_after_reading_and_after_writing(cast: Cast, client_for, method: str) -> None:
    client = client_for(cast.learner)
    with clock.freeze(LATER):
        client.get("/me") if method == "get" else client.post("/me/display", {"language": "fr"})
    assert _last_use() == LATER


def test_its_failure_is_logged_and_reaches_nobody(cast: Cast, client_for, monkeypatch, caplog) -> None:
    def fail(_session_id: object) -> None:
        raise RuntimeError("the disk is full")

    client = client_for(cast.learner)
    with monkeypatch.context() as broken, clock.freeze(LATER), caplog.at_level(logging.ERROR):
        broken.setattr(services, "touch_session", fail)
        client.get("/me")
    assert "the disk is full" in caplog.text
    with clock.freeze(LATER):
        client.get("/me")
    assert _last_use() == LATER
