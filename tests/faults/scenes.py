"""Scenes that a right outbox and a right server survive, and that each wrong one of the mutants does not."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, Thread

from tests.faults import server_mutants
from tests.faults.answers import DAMAGED_AT_MOST
from tests.faults.kinds import Fault
from tests.faults.outbox import PhoneDied
from tests.faults.people import Reviewer, Writer
from tests.faults.stage import PAUSE, ROUNDS, Stage

Scene = Callable[[Stage], None]
LINE = (
    (Fault.DROPPED_AFTER,),
    (Fault.DROPPED_BEFORE,) * 5,
    (Fault.CAPTIVE_PORTAL, Fault.SIGN_IN_PAGE),
    (Fault.GATEWAY_TIMEOUT, Fault.CUT_ANSWER),
)
FLIPS = 8
RACES = 8


def bad_line(stage: Stage) -> None:
    """Answers that are lost, a line that is dead for a while, boxes that answer in the school's place."""
    writer = stage.writer()
    for faults in LINE:
        stage.plan.then(*faults)
        writer.write(photos=1)
        writer.phone.send_until_done(ROUNDS, PAUSE)


def damaged(stage: Stage) -> None:
    """Bytes that change on the way."""
    writer = stage.writer()
    for _ in range(FLIPS):
        stage.plan.then(Fault.BIT_FLIP)
        writer.write()
        writer.phone.send_until_done(ROUNDS, PAUSE)
    stage.plan.then(*[Fault.BIT_FLIP] * DAMAGED_AT_MOST)
    writer.withdraw(writer.write())
    for _ in range(DAMAGED_AT_MOST):
        writer.phone.send_all()
    writer.phone.send_until_done(ROUNDS, PAUSE)


def dying_phone(stage: Stage) -> None:
    """A phone that dies at each step of saving an entry with photos, and is used again."""
    writer = stage.writer()
    for step in (1, 2):
        writer.phone.dies_in = step
        with suppress(PhoneDied):
            writer.write(photos=2)
        writer.phone.dies_in = 0
        writer.write(photos=1)


def signing_out(stage: Stage) -> None:
    """Signing out with work that was not sent, a class mate on the same phone, signing in again."""
    writer, other = stage.writer(), stage.site.school.learners[1].owner
    writer.write(photos=1)
    for cookie in ("", other.cookie):
        with writer.phone.signed_out(cookie):
            writer.phone.send_all()


def after_the_approval(stage: Stage) -> None:
    """A second phone that comes with older words after the mentor approved."""
    first, second, reviewer = stage.writer(), stage.writer(), stage.reviewer()
    entry_id = first.write()
    second.change(entry_id)
    first.phone.send_until_done()
    stage.approve(reviewer)
    second.phone.send_until_done(ROUNDS, PAUSE)
    first.change(entry_id)


def dying_server(stage: Stage) -> None:
    """A server that dies right after its first commit of a deed."""
    writer = stage.writer()
    writer.phone.ping()  # what is noted of a sign-in is noted before
    writer.write()
    stage.site.server.switches.turn("after_commit", on=True)
    writer.phone.send_until_done(ROUNDS, 5 * PAUSE)


def races(stage: Stage) -> None:
    """The mentor approves while the learner takes the day back or changes it, on a server that thinks slowly."""
    stage.site.server.switches.turn(server_mutants.SLOW, on=True)
    writer, reviewer = stage.writer(), stage.reviewer()
    for number in range(RACES):
        race(stage, writer, reviewer, withdraw=bool(number % 2))


def race(stage: Stage, writer: Writer, reviewer: Reviewer, *, withdraw: bool) -> None:
    """Let the mentor approve a new day at the moment in which the learner takes it back or changes it."""
    entry_id = writer.write()
    writer.phone.send_until_done(ROUNDS, PAUSE)
    for week in reviewer.waiting(stage.learner):
        reviewer.review(stage.learner, week)
    (writer.withdraw if withdraw else writer.change)(entry_id)
    at_once(writer.phone.send_all, reviewer.phone.send_all)


def at_once(*deeds: Callable[[], None]) -> None:
    """Do things in threads that start together."""
    barrier = Barrier(len(deeds))

    def do(deed: Callable[[], None]) -> None:
        barrier.wait()
        deed()

    threads = [Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
