"""The security log tells of sign-ins and refusals: who, when, from where; never a word, a path or a secret."""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.accounts.mailbox import newest_code
from tests.factories import Cast, actor_of
from tests.pages import PageClient

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Lines:
    """Return a function that gives the lines so far, each read as JSON."""
    caplog.set_level(logging.INFO, logger="logbook.security")
    return lambda: [json.loads(each.getMessage()) for each in caplog.records if each.name == "logbook.security"]


def test_a_sign_in_and_a_failed_one_are_told(cast: Cast, client_for: Any, clean: Flask, lines: Lines) -> None:
    client = client_for()
    client.post("/sign-in", {"email": cast.mentor.email})
    code = newest_code(clean)
    client.post("/sign-in/code", {"code": "000000" if code != "000000" else "111111"}, status=422)
    client.post("/sign-in/code", {"code": code})
    failed, done = (each for each in lines() if each["endpoint"] == "accounts.use_code")
    assert (failed["what"], failed["status"], "person" in failed) == ("sign_in_failed", 422, False)
    assert (done["what"], done["person"], done["from"]) == ("sign_in", str(cast.mentor.id), "127.0.0.1")
    assert datetime.fromisoformat(done["at"]).utcoffset() == timedelta(0)


def test_what_is_refused_names_who_asked(cast: Cast, client_for: Any, lines: Lines) -> None:
    learner: PageClient = client_for(cast.learner)
    learner.get("/people", 404)
    learner.post("/me/display", {"csrf_token": "wrong"}, status=400)
    learner.post("/me/display", {"language": "xx"}, status=422)
    told = [(each["what"], each["status"]) for each in lines()]
    assert told == [("refused", 404), ("refused", 400), ("invalid", 422)]
    assert {(each["person"], each["role"]) for each in lines()} == {(str(cast.learner.id), "learner")}
    assert {each["school"] for each in lines()} == {str(actor_of(cast.learner).school_id)}


def test_nothing_that_a_sender_chose_is_in_it(clean: Flask, client_for: Any, lines: Lines) -> None:
    client = client_for().client
    secret = "k" * 43
    client.get(f"/calendar/{secret}.ics", headers={"User-Agent": "evil\tagent"})
    client.post("/sign-in/code", data={"code": "123456\n{}", "csrf_token": "evil"})
    text = json.dumps(lines())
    assert lines() and "evil" not in text and secret not in text and "123456" not in text
