"""A phone that sends what waits: the same rules as the one in the browser, in Python."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from logbook.core.ids import new_id
from tests.faults.answers import Action, action, document, photo_action
from tests.faults.history import History
from tests.faults.outbox import Outbox, Owner
from tests.faults.pictures import is_photo
from tests.faults.store import Blob, Kept, Op
from tests.faults.wire import Answer, ask

ROUNDS, PAUSE = 100, 0.1
Address = Callable[[], tuple[str, int]]


class Phone(Outbox):
    """One device of one person, with the way to the school that `address` gives."""

    def __init__(self, name: str, owner: Owner, address: Address, history: History) -> None:
        super().__init__(name, owner, history)
        self._address = address

    def send_all(self) -> None:
        """Try what waits, once: the ops of one thing in order, those of other things whatever happens to it."""
        stuck = self.damaged_things
        for op in self.waiting:
            if op.thing not in stuck:
                done = self.send(op)
                if done is Action.STOP:
                    return
                if done in (Action.RETRY, Action.SEND_PHOTOS):
                    stuck.add(op.thing)
                stuck |= self.damaged_things

    def send_until_done(self, rounds: int = ROUNDS, pause: float = PAUSE) -> None:
        """Try until nothing waits, `rounds` times at most."""
        for _ in range(rounds):
            self.try_damaged_again()
            if not self.store.now.outbox:
                return
            self.send_all()
            time.sleep(pause)

    def send(self, op: Op) -> Action:
        """Send one op with its photos, and keep what became of it."""
        with self.store.transaction() as tables:
            tables.outbox[op.op_id] = op = replace(op, tries=op.tries + 1)
        for sha in op.photos:
            done = self._send_photo(self.store.now.blobs.get(sha))
            if done is not Action.RECEIVED:
                return done
        answer = self.put(op)
        done = self._action(op, answer)
        self._conclude(op, answer, done)
        return done

    def _action(self, op: Op, answer: Answer) -> Action:
        return action(op, answer)

    def _conclude(self, op: Op, answer: Answer, done: Action) -> None:
        said = document(answer)
        with self.store.transaction() as tables:
            if done in (Action.RECEIVED, Action.QUARANTINE, Action.FORGET):
                tables.outbox.pop(op.op_id, None)
            elif answer.status == 400:
                tables.outbox[op.op_id] = replace(op, refused=op.refused + 1)
            if done is Action.RECEIVED:
                tables.receipts[op.op_id] = Kept(op, said)
            elif done is Action.QUARANTINE:
                tables.quarantine[op.op_id] = op, answer.status, str(said.get("code"))
            elif done is Action.SEND_PHOTOS:
                tables.blobs |= {sha: replace(tables.blobs[sha], stored=False) for sha in op.photos}
        if done is Action.RECEIVED:
            self.history.shown_received(UUID(op.op_id), said)

    def _send_photo(self, blob: Blob | None) -> Action:
        if blob is None or blob.stored:
            return Action.RECEIVED if blob else Action.RETRY
        place, kind = ("photos", "image/jpeg") if is_photo(blob.data) else ("media", "audio/wav")
        done = photo_action(blob.sha, self._ask("PUT", f"/api/v1/{place}/{blob.sha}", blob.data, kind))
        if done is Action.RECEIVED:
            with self.store.transaction() as tables:
                tables.blobs[blob.sha] = replace(blob, stored=True)
        return done

    def put(self, op: Op) -> Answer:
        """Send an op as it is."""
        return self._ask("PUT", op.url, op.body, "application/json", X_Content_SHA256=op.sha)

    def ask_day(self, entry_id: UUID) -> dict[str, Any]:
        """Ask how an entry stands."""
        return document(self._ask("GET", f"/api/v1/entries/{entry_id}", b"", "application/json"))

    def _ask(self, method: str, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        own = {"X_Logbook": "1", "X_User_Key": self.owner.user_key, "Content_Type": kind, "Cookie": self.cookie}
        return ask(self._address(), method, path, body, **own, **headers)

    def ping(self) -> None:
        """Ask whether the server is still the one that gave our receipts; send again what another does not know."""
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
            tables.blobs = {sha: replace(blob, stored=False) for sha, blob in tables.blobs.items()}
        return True
