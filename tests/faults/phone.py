"""A phone with an outbox: the same rules as the one in the browser, in Python."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from logbook.core.ids import new_id
from tests.faults.answers import Action, action, document
from tests.faults.history import History, Intention
from tests.faults.pictures import is_photo
from tests.faults.store import Blob, Kept, Op, Store
from tests.faults.wire import Answer, ask

CLIENT_TIME = "2026-11-20T15:32:10+01:00"
PATIENT, PAUSE = 100, 0.1
Address = Callable[[], tuple[str, int]]


@dataclass(frozen=True)
class Owner:
    """Whose phone it is: the person, the key of the database on the phone, and the cookie of the sign-in."""

    person_id: UUID
    user_key: str
    cookie: str


@dataclass(frozen=True)
class Deed:
    """What a person does in a form, before it is an op."""

    thing: str
    url: str
    kind: str
    fields: Mapping[str, Any] | None = None
    photos: tuple[bytes, ...] = ()
    base_rev: int = 0


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


class PhoneDied(Exception):
    """The phone's battery is empty."""


class Phone:
    """One device of one person. The methods with an underscore are what the mutants get wrong."""

    def __init__(self, name: str, owner: Owner, address: Address, history: History) -> None:
        self.name, self.owner, self._address, self.history = name, owner, address, history
        self.store = Store()
        self.cookie = owner.cookie
        self.dies_in = 0

    # -- saving ----------------------------------------------------------------------------------------------------

    def save(self, deed: Deed, **about: Any) -> UUID:
        """Keep a deed on the phone; it is saved when this returns. `about` goes to the history."""
        op_id, photos = new_id(), {sha256(data): data for data in deed.photos}
        body = json.dumps(_envelope(deed, tuple(photos))).encode()
        self.history.means(
            Intention(op_id, sha256(body), self.name, self.owner.person_id, deed.kind, photos=tuple(photos), **about)
        )
        op = Op(str(op_id), 0, deed.thing, f"{deed.url}{op_id}", deed.kind, body, sha256(body), tuple(photos))
        self._keep(op, [Blob(sha, data) for sha, data in photos.items()])
        self.history.shown_saved(op_id)
        return op_id

    def _keep(self, op: Op, blobs: list[Blob]) -> None:
        with self.store.transaction() as tables:
            self._put_op(tables, op)
            self._step()
            tables.blobs |= {blob.sha: tables.blobs.get(blob.sha, blob) for blob in blobs}
            self._step()

    def _put_op(self, tables: Any, op: Op) -> None:
        tables.meta["seq"] += 1
        tables.outbox[op.op_id] = replace(op, seq=tables.meta["seq"])

    def _step(self) -> None:
        """Die here, when this is the step to die at."""
        self.dies_in -= 1
        if self.dies_in == 0:
            raise PhoneDied

    # -- sending ---------------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> list[Op]:
        """The ops that wait, in the order in which they were made."""
        return sorted(self.store.now.outbox.values(), key=lambda op: op.seq)

    def send_all(self) -> None:
        """Try what waits, once: the ops of one thing in order, those of other things whatever happens to it."""
        stuck: set[str] = set()
        for op in self.waiting:
            if op.thing not in stuck:
                done = self._send(op)
                if done is Action.STOP:
                    return
                if done in (Action.RETRY, Action.SEND_PHOTOS):
                    stuck.add(op.thing)

    def send_until_done(self) -> None:
        """Try until nothing waits that can leave, for at most some time."""
        for _ in range(PATIENT):
            if not self.store.now.outbox:
                return
            self.send_all()
            time.sleep(PAUSE)

    def _send(self, op: Op) -> Action:
        with self.store.transaction() as tables:
            tables.outbox[op.op_id] = replace(op, tries=op.tries + 1)
        photos = self._send_photos(op)
        if photos is not Action.RECEIVED:
            return photos
        answer = self.put(op)
        done = self._action(op, answer)
        self._conclude(op, answer, done)
        return done

    def _action(self, op: Op, answer: Answer) -> Action:
        return action(op, answer)

    def _conclude(self, op: Op, answer: Answer, done: Action) -> None:
        said = document(answer)
        with self.store.transaction() as tables:
            if done is Action.RECEIVED:
                tables.receipts[op.op_id] = Kept(op, said)
            elif done is Action.QUARANTINE:
                tables.quarantine[op.op_id] = op, answer.status, str(said.get("code"))
            elif done is Action.SEND_PHOTOS:
                tables.blobs |= {sha: replace(tables.blobs[sha], stored="") for sha in op.photos}
            if done in (Action.RECEIVED, Action.QUARANTINE, Action.FORGET):
                tables.outbox.pop(op.op_id, None)
        if done is Action.RECEIVED:
            self.history.shown_received(UUID(op.op_id), said)

    def _send_photos(self, op: Op) -> Action:
        for sha in op.photos:
            blob = self.store.now.blobs[sha]
            if not blob.stored and (done := self._send_photo(blob)) is not Action.RECEIVED:
                return done
        return Action.RECEIVED

    def _send_photo(self, blob: Blob) -> Action:
        place, kind = ("photos", "image/jpeg") if is_photo(blob.data) else ("media", "audio/wav")
        answer = self._ask("PUT", f"/api/v1/{place}/{blob.sha}", blob.data, kind)
        said = document(answer)
        if answer.status in (200, 201) and (said.get("sha"), said.get("stored")) == (blob.sha, True):
            with self.store.transaction() as tables:
                tables.blobs[blob.sha] = replace(blob, stored=self.store.now.meta["epoch"] or "some")
            return Action.RECEIVED
        return Action.STOP if said.get("code") in ("signed_out", "other_person") else Action.RETRY

    def put(self, op: Op) -> Answer:
        """Send an op as it is."""
        return self._ask("PUT", op.url, op.body, "application/json", X_Content_SHA256=op.sha)

    def _ask(self, method: str, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        own = {"X_Logbook": "1", "X_User_Key": self.owner.user_key, "Content_Type": kind, "Cookie": self.cookie}
        return ask(self._address(), method, path, body, **own, **headers)

    # -- the server's epoch, signing out ---------------------------------------------------------------------------

    def ping(self) -> None:
        """Ask whether the server is still the one that gave our receipts; send again what another no longer knows."""
        told = json.dumps({"waiting": len(self.store.now.outbox), "oldest": None, "store": str(new_id())}).encode()
        said = document(self._ask("POST", "/api/v1/ping", told, "application/json"))
        epoch, known = said.get("server_epoch"), self.store.now.meta["epoch"]
        if said.get("app") != "logbook" or said.get("user_key") != self.owner.user_key or epoch == known:
            return
        if not known or self._send_again():
            with self.store.transaction() as tables:
                tables.meta["epoch"] = epoch

    def _send_again(self) -> bool:
        """Put what the server does not know (any more) back in the outbox. False when it did not say."""
        kept = list(self.store.now.receipts)
        asked = json.dumps({"op_ids": kept}).encode()
        ops = document(self._ask("POST", "/api/v1/ops/status", asked, "application/json")).get("ops", {})
        if ops.keys() != set(kept):
            return False
        with self.store.transaction() as tables:
            for op_id in [op_id for op_id in kept if ops[op_id] == "unknown"]:
                tables.outbox[op_id] = tables.receipts.pop(op_id).op
            tables.blobs = {sha: replace(blob, stored="") for sha, blob in tables.blobs.items()}
        return True

    @contextmanager
    def signed_out(self, cookie: str = "") -> Any:
        """Let nobody (or somebody else, whose cookie it is) be signed in on this phone for a while."""
        self._sign_out()
        self.cookie = cookie
        yield
        self.cookie = self.owner.cookie

    def _sign_out(self) -> None:
        """Keep everything: what waits leaves when its owner is back."""


def _envelope(deed: Deed, photos: tuple[str, ...]) -> dict[str, Any]:
    envelope = {"schema": 1, "kind": deed.kind, "base_rev": deed.base_rev, "client_time": CLIENT_TIME}
    envelope["photos"] = list(photos)
    return envelope | ({"fields": dict(deed.fields)} if deed.fields is not None else {})
