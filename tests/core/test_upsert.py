"""Writing a row unless it is there, on both databases."""

from datetime import timedelta

from flask import Flask

from logbook.accounts.models import SpentChallenge
from logbook.accounts.services.challenges import make_challenge, spend_challenge
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.core.upsert import insert_new


def test_a_row_is_new_once(clean: Flask) -> None:
    row = {"sha256": "0" * 64, "expires_at": clock.now() + timedelta(minutes=1)}
    for new in (True, False):
        with transaction():
            assert insert_new(SpentChallenge, row) is new


def test_a_challenge_is_spent_once(clean: Flask) -> None:
    challenge = make_challenge("sign-in", "a browser")
    for spent in (True, False):
        with transaction():
            assert spend_challenge(challenge, "sign-in", "a browser") is spent
