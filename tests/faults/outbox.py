"""What a phone keeps: an op is saved with its photos in one transaction, and stays until the school has it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from logbook.core.ids import new_id
from tests.faults.history import History, Intention
from tests.faults.store import Blob, Op, Store, Tables

DAMAGED = 400
CLIENT_TIME = "2026-11-20T15:32:10+01:00"


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

    def body(self, photos: list[str]) -> bytes:
        """Return what is sent of it."""
        envelope = {"schema": 1, "kind": self.kind, "base_rev": self.base_rev, "client_time": CLIENT_TIME}
        fields = {"fields": dict(self.fields)} if self.fields is not None else {}
        return json.dumps(envelope | {"photos": photos} | fields).encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


class PhoneDied(Exception):
    """The phone's battery is empty."""


class Outbox:
    """The outbox of one person on one device. The methods with an underscore are what the mutants get wrong."""

    def __init__(self, name: str, owner: Owner, history: History) -> None:
        self.name, self.owner, self.history = name, owner, history
        self.store = Store()
        self.cookie = owner.cookie
        self.dies_in = 0

    def save(self, deed: Deed, **about: Any) -> UUID:
        """Keep a deed on the phone; it is saved when this returns. `about` goes to the history."""
        op_id, photos = new_id(), {sha256(data): data for data in deed.photos}
        body, fields = deed.body(list(photos)), dict(deed.fields or {})
        meant = Intention(op_id, sha256(body), self.name, self.owner.person_id, deed.kind, fields, tuple(photos))
        self.history.means(replace(meant, **about))
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

    def _put_op(self, tables: Tables, op: Op) -> None:
        tables.meta["seq"] += 1
        tables.outbox[op.op_id] = replace(op, seq=tables.meta["seq"])

    def _step(self) -> None:
        """Die here, when this is the step to die at."""
        self.dies_in -= 1
        if self.dies_in == 0:
            raise PhoneDied

    @property
    def waiting(self) -> list[Op]:
        """The ops that wait, in the order in which they were made."""
        return sorted(self.store.now.outbox.values(), key=lambda op: op.seq)

    @property
    def damaged_things(self) -> set[str]:
        """The things of which an op was damaged too often: what came after it waits too, for its person.

        Whoever has an op refused for its content or its state gives it up at once, so that nothing waits behind it.
        """
        return {op.thing for op, status, _code in self.store.now.quarantine.values() if status == DAMAGED}

    def try_damaged_again(self) -> None:
        """Put back what was damaged on the line too often: its person pressed the button that the phone shows."""
        with self.store.transaction() as tables:
            for op, status, _code in list(tables.quarantine.values()):
                if status == DAMAGED:
                    tables.outbox[op.op_id] = replace(op, refused=0)
                    del tables.quarantine[op.op_id]

    @contextmanager
    def signed_out(self, cookie: str = "") -> Iterator[None]:
        """Let nobody (or somebody else, whose cookie it is) be signed in on this phone for a while."""
        self._sign_out()
        self.cookie = cookie
        yield
        self.cookie = self.owner.cookie

    def _sign_out(self) -> None:
        """Keep everything: what waits leaves when its owner is back."""
