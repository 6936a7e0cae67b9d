"""Ceilings are counted in the database: across processes, at the same moment, and for nobody by name."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from flask import Flask

from logbook.accounts.models import SignInCode, Throttle
from logbook.accounts.services import forget_old_tries, spend
from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast

HOUR = timedelta(hours=1)


def _spend(times: int, key: str = "door", limit: int = 3) -> list[bool]:
    with transaction():
        return [spend(key, limit, HOUR) for _ in range(times)]


def test_so_many_tries_and_no_more(clean: Flask) -> None:
    assert _spend(5) == [True, True, True, False, False]
    assert _spend(1, key="window") == [True]


def test_a_window_begins_anew_once_it_is_over(clean: Flask) -> None:
    _spend(4)
    with clock.freeze(FRIDAY + HOUR - timedelta(seconds=1)):
        assert _spend(1) == [False]
    with clock.freeze(FRIDAY + HOUR):
        assert _spend(4) == [True, True, True, False]


def test_tries_at_the_same_moment_all_count(clean: Flask) -> None:
    together = Barrier(8)

    def attempt(_number: int) -> bool:
        with clean.app_context(), clock.freeze(FRIDAY):
            together.wait()
            return _spend(1)[0]

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [False] * 5 + [True] * 3


def test_what_is_counted_names_nobody_and_is_forgotten(clean: Flask) -> None:
    _spend(1, key="address 192.0.2.7")
    assert "192" not in db.session.query(Throttle).one().key
    with clock.freeze(FRIDAY + HOUR), transaction():
        forget_old_tries()
    assert db.session.query(Throttle).count() == 0


def test_codes_tried_for_many_addresses_from_one_network_meet_a_ceiling(cast: Cast, client_for) -> None:
    """Spraying: another browser and another person each time, one connection."""
    statuses = []
    for number in range(210):
        client = client_for()
        client.client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{number:x}"
        answer = client.client.post(
            "/sign-in", data={"email": f"p{number}@example.org", "csrf_token": client.fresh_token()}
        )
        statuses.append(answer.status_code)
    assert statuses.count(303) == 200 and set(statuses[200:]) == {429}
    assert db.session.query(SignInCode).count() == 200
    elsewhere = client_for()
    elsewhere.post("/sign-in", {"email": cast.mentor.email})


def test_one_browser_meets_a_ceiling_however_many_codes_it_asks(cast: Cast, client_for) -> None:
    client = client_for()
    for number in range(10):
        client.post("/sign-in", {"email": f"p{number}@example.org"})
    client.post("/sign-in", {"email": "another@example.org"}, 429)
