"""Ten outboxes and servers that are wrong in one way each. The checker has to catch every one."""

from dataclasses import dataclass, replace

from logbook.core.ids import new_id
from tests.faults import scenes, server_mutants
from tests.faults.answers import Action
from tests.faults.phone import Phone
from tests.faults.scenes import Scene
from tests.faults.store import Blob, Op, Store
from tests.faults.wire import Answer


class NaivePost(Phone):
    """Makes a new id at each try."""

    def put(self, op: Op) -> Answer:
        """Send the op as another one; believe the answer."""
        fresh = str(new_id())
        answer = super().put(replace(op, op_id=fresh, url=op.url.replace(op.op_id, fresh)))
        return replace(answer, body=answer.body.replace(fresh.encode(), op.op_id.encode()))


class DeletesBeforeSending(Phone):
    """Takes the op out of the queue before it is sent, as a well-known library does."""

    def send(self, op: Op) -> Action:
        """Send what is no longer kept."""
        with self.store.transaction() as tables:
            del tables.outbox[op.op_id]
        answer = self.put(op)
        done = self._action(op, answer)
        self._conclude(op, replace(answer, status=answer.status if done is Action.RECEIVED else 0), done)
        return done


class AcceptsAny200(Phone):
    """Takes every 200 for a receipt."""

    def _action(self, op: Op, answer: Answer) -> Action:
        return Action.RECEIVED if answer.status in (200, 201) else super()._action(op, answer)


class PhotosInASecondTransaction(Phone):
    """Saves the words first and then the photos."""

    def _keep(self, op: Op, blobs: list[Blob]) -> None:
        with self.store.transaction() as tables:
            self._put_op(tables, op)
        self._step()
        with self.store.transaction() as tables:
            tables.blobs |= {blob.sha: blob for blob in blobs}
        self._step()


class GivesUp(Phone):
    """Forgets what could not be sent for a while."""

    TRIES = 3

    def send(self, op: Op) -> Action:
        """Send, and forget after some tries."""
        done = super().send(op)
        if op.tries >= self.TRIES:
            with self.store.transaction() as tables:
                tables.outbox.pop(op.op_id, None)
        return done


class PurgesOnSignOut(Phone):
    """Clears the phone when its owner signs out."""

    def _sign_out(self) -> None:
        self.store = Store()


@dataclass(frozen=True)
class Mutant:
    """What is wrong, in the phone or (by a switch) in the server; in which scene it shows, against which invariants."""

    name: str
    scene: Scene
    caught_by: frozenset[str]
    phone: type[Phone] = Phone
    switch: str = ""


RECEIVED, SAVED, UNMEANT = "received_exists_once", "saved_is_somewhere", "nothing_unmeant"
EVENTS, APPROVED, PHOTOS = "one_event_each", "approved_stays", "photos_match"

MUTANTS = (
    Mutant("a new id at each try", scenes.bad_line, frozenset({UNMEANT}), NaivePost),
    Mutant("deletes before sending", scenes.bad_line, frozenset({SAVED}), DeletesBeforeSending),
    Mutant("accepts any 200", scenes.bad_line, frozenset({RECEIVED, SAVED}), AcceptsAny200),
    Mutant("does not check the hash", scenes.damaged, frozenset({UNMEANT}), switch=server_mutants.NO_SHA_CHECK),
    Mutant(
        "the op in a transaction of its own",
        scenes.dying_server,
        frozenset({RECEIVED}),
        switch=server_mutants.TWO_TRANSACTIONS,
    ),
    Mutant(
        "reads before it locks",
        scenes.races,
        frozenset({EVENTS, APPROVED}),
        switch=server_mutants.READ_THEN_WRITE,
    ),
    Mutant("photos in a second transaction", scenes.dying_phone, frozenset({PHOTOS}), PhotosInASecondTransaction),
    Mutant("gives up after a while", scenes.bad_line, frozenset({SAVED}), GivesUp),
    Mutant("purges on sign-out", scenes.signing_out, frozenset({SAVED}), PurgesOnSignOut),
    Mutant("refuses by state", scenes.after_the_approval, frozenset({SAVED}), switch=server_mutants.REFUSES),
)
SCENES = tuple(dict.fromkeys(mutant.scene for mutant in MUTANTS))
