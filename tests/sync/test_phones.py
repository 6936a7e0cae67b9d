"""What a phone says of itself, what it is told, and what became of what it sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from logbook import cli
from logbook.accounts.models import SignInSession
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.factories import Cast

from .phone import Phone, day

PhoneOf = Callable[[str], Phone]
OLDEST = "2026-11-17T08:00:00+01:00"


def session_of(person: object) -> SignInSession:
    """Return a person's only session."""
    db.session.rollback()
    return db.session.query(SignInSession).filter_by(person_id=person.id).one()  # type: ignore[attr-defined]


def losses() -> int:
    """Return how many losses were noted."""
    return db.session.query(Event).filter_by(deed="phone_lost_store").count()


def test_it_is_told_who_we_are_and_whose_it_is(cast: Cast, phone_of: PhoneOf) -> None:
    phone = phone_of("learner")
    answer = phone.ping()
    assert (answer["app"], answer["user_key"], answer["lost"]) == ("logbook", phone.key, 0)
    assert (answer["min_client"], answer["schemas"]) == (1, [1])
    assert answer["server_epoch"] == phone_of("mentor").ping()["server_epoch"]


def test_another_epoch_begins_when_a_backup_was_restored(
    clean: Flask, cast: Cast, phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_of("learner")
    before = phone.ping()["server_epoch"]
    monkeypatch.setattr(cli, "create_app", lambda: clean)
    done = CliRunner().invoke(cli.main, ["db", "restored"])
    assert done.exit_code == 0 and "send the rest again" in done.output
    assert phone.ping()["server_epoch"] != before


def test_what_waits_is_noted_with_the_sign_in(cast: Cast, phone_of: PhoneOf) -> None:
    phone_of("learner").ping(4, OLDEST)
    session = session_of(cast.learner)
    assert session.waiting == 4 and session.waiting_told_at == FRIDAY
    assert session.waiting_since and session.waiting_since.isoformat() == "2026-11-17T07:00:00+00:00"


def test_a_ping_that_tells_nothing_new_writes_nothing(
    cast: Cast, phone_of: PhoneOf, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    phone, store = phone_of("learner"), new_id()
    for waiting, oldest in ((0, None), (4, OLDEST)):
        phone.ping(waiting, oldest, store)
        sent = count_queries(lambda waiting=waiting, oldest=oldest: phone.ping(waiting, oldest, store))  # type: ignore[misc]
        assert [each for each in sent if not each.startswith("SELECT") or "FOR UPDATE" in each] == []
    with clock.freeze(FRIDAY + timedelta(hours=2)):
        phone.ping(4, OLDEST, store)
    assert session_of(cast.learner).waiting_told_at == FRIDAY + timedelta(hours=2)


def test_a_phone_that_lost_what_waited_is_told_once(cast: Cast, phone_of: PhoneOf) -> None:
    phone, store = phone_of("learner"), new_id()
    phone.ping(4, OLDEST)
    assert [phone.ping(0, None, store)["lost"] for _ in range(3)] == [4, 0, 0]
    assert losses() == 1 and session_of(cast.learner).waiting == 0
    assert phone.ping(0, None, new_id())["lost"] == 0  # nothing waited: nothing was lost


def test_a_phone_that_sent_all_lost_nothing(cast: Cast, phone_of: PhoneOf) -> None:
    phone, store = phone_of("learner"), new_id()
    phone.ping(4, OLDEST, store)
    phone.ping(0, None, store)
    assert phone.ping(2, OLDEST, new_id())["lost"] == losses() == 0


@pytest.mark.parametrize(
    "sent",
    [{}, {"waiting": -1}, {"waiting": 10**9}, {"waiting": "x"}, {"oldest": "then"}, {"store": "x"}, {"more": 1}],
)
def test_a_ping_that_says_something_strange(cast: Cast, phone_of: PhoneOf, sent: dict[str, object]) -> None:
    good = {"waiting": 1, "oldest": OLDEST, "store": str(new_id())}
    assert phone_of("learner").post("/ping", good | sent if sent else {}, 422).code == "invalid"


def test_it_learns_what_became_of_its_deeds_and_of_nobody_elses(cast: Cast, phone_of: PhoneOf) -> None:
    phone, op_id, unknown = phone_of("learner"), new_id(), new_id()
    receipt = phone.send(f"/entries/{new_id()}", day(cast), op_id=op_id)
    asked = {"op_ids": [str(op_id), str(unknown)]}
    assert phone.post("/ops/status", asked)["ops"] == {str(op_id): receipt.json, str(unknown): "unknown"}
    assert phone_of("other_learner").post("/ops/status", asked)["ops"] == dict.fromkeys(asked["op_ids"], "unknown")


@pytest.mark.parametrize(
    "asked",
    [{}, {"op_ids": ["x"]}, {"op_ids": "x"}, {"op_ids": [str(new_id())] * 201}],
    ids=["nothing", "no id", "no list", "too many"],
)
def test_it_asks_something_strange(cast: Cast, phone_of: PhoneOf, asked: object) -> None:
    assert phone_of("learner").post("/ops/status", asked, 422).code == "invalid"
