"""Whatever is sent to whatever address, the answer is a receipt or a problem, and never that something broke."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logbook.core.ids import new_id
from logbook.entries.models import Op
from logbook.extensions import db
from tests.factories import Cast

from .phone import Phone, day, op, week_path

PhoneOf = Callable[[str], Phone]
ANY_BYTES = st.binary(max_size=200)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
KINDS = ["submit", "withdraw", "week.self_rate", "week.review", "day.status", "commitment.close"]
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def paths(cast: Cast) -> list[str]:
    """Return where deeds of each kind go."""
    return [f"/entries/{new_id()}", week_path(cast), "/days/2026-11-20", f"/commitments/{new_id()}"]


def holds(phone: Phone, path: str, body: bytes, verb: str = "PUT") -> None:
    """Send it; a phone's Answer fails on what is neither receipt nor problem."""
    answer = phone.put_bytes(f"{path}/ops/{new_id()}", body) if verb == "PUT" else phone.call(verb, path, body)
    assert answer.status < 500, (path, body)


@QUIET
@given(body=ANY_BYTES | ANY_JSON.map(lambda each: json.dumps(each).encode()))
def test_anything_at_all(cast: Cast, phone_of: PhoneOf, body: bytes) -> None:
    phone = phone_of("learner")
    for path in paths(cast):
        holds(phone, path, body)
    for path in ("/ping", "/ops/status"):
        holds(phone, path, body, "POST")


@QUIET
@given(
    kind=st.sampled_from(KINDS), words=ANY_JSON, envelope=st.dictionaries(st.text(max_size=10), ANY_JSON, max_size=2)
)
def test_any_words_in_a_good_envelope(
    cast: Cast, phone_of: PhoneOf, kind: str, words: Any, envelope: dict[str, Any]
) -> None:
    body = json.dumps(op(kind, words) | envelope).encode()
    for name in ("learner", "mentor"):
        phone = phone_of(name)
        for path in paths(cast):
            holds(phone, path, body)


@QUIET
@given(
    name=st.sampled_from(["date", "sheet_version", "stage", "header", "ratings", "measurements", "photos", "spoken"]),
    value=ANY_JSON,
)
def test_a_good_day_with_one_field_of_any_kind(cast: Cast, phone_of: PhoneOf, name: str, value: Any) -> None:
    holds(phone_of("learner"), f"/entries/{new_id()}", json.dumps(day(cast) | {"fields": {name: value}}).encode())
    sent = day(cast)
    sent["fields"][name] = value
    holds(phone_of("learner"), f"/entries/{new_id()}", json.dumps(sent).encode())


@QUIET
@given(
    name=st.sampled_from(["version", "entries", "soft_skills", "stages", "strong_points", "commitments", "agree_all"]),
    value=ANY_JSON,
)
def test_a_review_with_one_field_of_any_kind(cast: Cast, phone_of: PhoneOf, name: str, value: Any) -> None:
    words = {"version": 1, "approve": True, "entries": {}} | {name: value}
    holds(phone_of("mentor"), week_path(cast), json.dumps(op("week.review", words)).encode())


def test_what_was_refused_left_no_deed(cast: Cast, phone_of: PhoneOf) -> None:
    holds(phone_of("learner"), f"/entries/{new_id()}", b"{}")
    assert db.session.query(Op).count() == 0
