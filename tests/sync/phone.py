"""A phone in tests: it sends exactly the bytes that it kept, and looks at every answer as the outbox does."""

import hashlib
import json
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from logbook.accounts.models import Person
from logbook.core.ids import new_id
from logbook.core.weeks import iso_week
from logbook.extensions import db
from tests.entries.work import RATINGS, THIS_WEEK, TODAY
from tests.factories import WELDING, Cast, actor_of
from tests.pages import PageClient

PROBLEM, JSON = "application/problem+json", "application/json"
HEAD = {"X-Logbook": "1", "Sec-Fetch-Site": "same-origin"}
MADE_AT = "2026-11-20T15:30:00+01:00"


class Answer:
    """What came back, checked: JSON always, never kept by anybody between us, never a redirect."""

    def __init__(self, response: Any) -> None:
        self.response, self.status, self.headers = response, response.status_code, response.headers
        kind = response.headers["Content-Type"]
        assert kind == (JSON if self.status < 300 else PROBLEM), (self.status, kind)
        assert response.headers["Cache-Control"] == "no-store"
        assert not 300 <= self.status < 400
        self.json: dict[str, Any] = json.loads(response.get_data())

    @property
    def code(self) -> str:
        """What the phone acts on."""
        return str(self.json["code"])

    def __getitem__(self, name: str) -> Any:
        return self.json[name]


class Phone:
    """A phone that one person is signed in on."""

    def __init__(self, client: PageClient, person: Person | None) -> None:
        self.client: FlaskClient = client.client
        self.app = client.app
        self.key = str(actor_of(person).membership_id) if person else str(new_id())

    def call(self, method: str, path: str, body: bytes = b"", **headers: str | None) -> Answer:
        """Send a call with the headers of every call, but for those that `headers` (X_User_Key=…) change or drop."""
        db.session.commit()  # the test's own session must not hold the write lock while the request runs
        given = HEAD | {"X-User-Key": self.key, "Content-Type": JSON}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}  # type: ignore[dict-item]
        kept = {name: value for name, value in given.items() if value is not None}
        with self.app.app_context():
            response = self.client.open(f"/api/v1{path}", method=method, data=body, headers=kept, buffered=True)
        return Answer(response)

    def get(self, path: str, status: int = 200) -> Answer:
        """Ask for something, expecting `status`."""
        return _expected(self.call("GET", path), status)

    def post(self, path: str, sent: Any, status: int = 200) -> Answer:
        """Post JSON, expecting `status`."""
        return _expected(self.call("POST", path, json.dumps(sent).encode()), status)

    def put_bytes(self, path: str, body: bytes, **headers: str | None) -> Answer:
        """Send a deed's bytes with their hash."""
        return self.call("PUT", path, body, **{"X-Content-SHA256": hashlib.sha256(body).hexdigest()} | headers)

    def send(self, path: str, sent: Any, status: int = 201, op_id: UUID | None = None) -> Answer:
        """Send a deed as JSON, expecting `status`."""
        answer = self.put_bytes(f"{path}/ops/{op_id or new_id()}", json.dumps(sent).encode())
        return _expected(answer, status)

    def ping(self, waiting: int = 0, oldest: str | None = None, store: UUID | None = None) -> Answer:
        """Tell what waits."""
        return self.post("/ping", {"waiting": waiting, "oldest": oldest, "store": str(store or new_id())})


def _expected(answer: Answer, status: int) -> Answer:
    assert answer.status == status, (answer.status, answer.json)
    return answer


def op(kind: str, words: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a deed's envelope."""
    return {"schema": 1, "kind": kind, "base_rev": 0, "client_time": MADE_AT, "photos": [], "fields": words} | changes


def words(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Return what the form of a day holds, typed as people type it."""
    fields = {
        "date": TODAY.isoformat(),
        "sheet": WELDING,
        "sheet_version": "1",
        "stage": "coaching",
        "placement_id": str(cast.placement_id),
        "header": {"process_used": "135", "working_times": {"minutes": "210"}, "visual_check_done": "true"},
        "measurements": {"throat_thickness": {"nominal": "4", "measured": "4,2"}},
        "ratings": dict(RATINGS),
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def day(cast: Cast, base_rev: int = 0, envelope: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return the deed of handing in a day."""
    return op("submit", words(cast, **changes), base_rev=base_rev) | (envelope or {})


def week_path(cast: Cast) -> str:
    """Return where deeds on this week go."""
    return f"/weeks/{cast.placement_id}/{iso_week(THIS_WEEK)}"
