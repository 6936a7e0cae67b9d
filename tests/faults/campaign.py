"""A campaign: six phones behind a line that fails, a server that is killed, until enough went wrong; then the check."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Thread

from logbook.core import clock
from tests.conftest import FRIDAY, make_app
from tests.databases import open_database
from tests.faults import chaos
from tests.faults.checker import Findings, check_twice
from tests.faults.history import History
from tests.faults.kinds import Fault, Tally
from tests.faults.lives import LearnerLife, Life, MentorLife
from tests.faults.outbox import Owner
from tests.faults.people import Reviewer, Writer
from tests.faults.phone import Phone
from tests.faults.plan import Dice
from tests.faults.proxy import Proxy
from tests.faults.school import School, found
from tests.faults.server import Server, serving

RATE = 0.65
"""The part of the requests that meets a fault on the line."""
KILL_EVERY, FAIL_EVERY = 0.9, 7.0  # seconds
EVERY_DAY = 1_000_000
TWO_PHONES = 2
REPLAYS = 40
"""How many of its received ops each phone sends once more at the end."""
Progress = Callable[[int], bool]


@dataclass(frozen=True)
class Report:
    """What a campaign came to. `waiting` ops did not get through although all was calm at the end.

    `unexpected` counts the server's errors that nobody expected: whatever the faults, there is to be no 500.
    """

    faults: dict[Fault, int]
    saved: int
    received: int
    quarantined: int
    waiting: int
    unexpected: int
    findings: Findings
    seconds: float


def run(database: str, data: Path, faults: int, seed: int, progress: Progress = lambda _done: True) -> Report:
    """Run a campaign of at least `faults` faults, each kind at least once, in the empty folder `data`.

    `progress` is told how many there were, five times a second; it returns False to make an end of it.
    """
    with ExitStack() as stack:
        url = open_database(database, data, stack)
        app = make_app(data, url, stack)
        stack.enter_context(clock.freeze(FRIDAY))
        school = found(app)
        server = stack.enter_context(serving(data, url, seed))
        return Campaign(school, server, seed).run(faults, progress)


class Campaign:
    """The phones, the line and what goes wrong."""

    def __init__(self, school: School, server: Server, seed: int) -> None:
        self.school, self.server, self.dice = school, server, Random(seed)
        self.history, self.tally, self.plan = History(), Tally(), Dice(seed, RATE)
        self.proxy = Proxy(
            server.address,
            plan=self.plan,
            tally=self.tally,
            witness=self.history.passed,
            kill=server.kill,
            seed=seed,
        )
        self.lives = [*self._learners(), self._mentor()]
        self.phones = [life.phone for life in self.lives]
        self._over = Event()

    def _learners(self) -> list[Life]:
        pairs = [(each, device) for each in self.school.learners[:TWO_PHONES] for device in range(TWO_PHONES)]
        pairs += [(each, 0) for each in self.school.learners[TWO_PHONES:]]
        lives: list[Life] = []
        for place, (learner, device) in enumerate(pairs):
            phone = self._phone(f"learner {place} phone {device}", learner.owner)
            lives.append(LearnerLife(Writer(learner, phone, self._own_dice()), self.tally, self.school))
        return lives

    def _mentor(self) -> Life:
        phone = self._phone("mentor", self.school.mentor)
        return MentorLife(Reviewer(self.school.app, phone, self._own_dice()), self.school)

    def _phone(self, name: str, owner: Owner) -> Phone:
        return Phone(name, owner, lambda: self.proxy.address, self.history)

    def _own_dice(self) -> Random:
        return Random(self.dice.random())

    def run(self, faults: int, progress: Progress) -> Report:
        """Let everybody live until enough went wrong, then let all arrive, and check."""
        began = time.monotonic()
        threads = [self._thread(life.live) for life in self.lives]
        threads += [self._thread(self._break_things), self._thread(self._work_at_school)]
        try:
            while progress(self.tally.total) and not self._enough(faults):
                time.sleep(0.2)
        finally:
            self._over.set()
            self.plan.calm = True
            for thread in threads:
                thread.join()
        self._arrive()
        findings = check_twice(self.school.app, self.history, self.phones, self._repeat)
        self.proxy.close()
        return self._report(findings, time.monotonic() - began)

    def _enough(self, faults: int) -> bool:
        return self.tally.total >= faults and all(self.tally.counts.values())

    def _thread(self, live: Callable[[Event], None]) -> Thread:
        thread = Thread(target=live, args=(self._over,), daemon=True)
        thread.start()
        return thread

    def _break_things(self, over: Event) -> None:
        failed = time.monotonic()
        while not over.wait(self.dice.uniform(0.2, 2 * KILL_EVERY)):
            if self.server.kill():
                self.tally.add(Fault.KILLED)
            if time.monotonic() - failed > FAIL_EVERY:
                failed = time.monotonic()
                if chaos.fail_database(self.school.app):
                    self.tally.add(Fault.DATABASE)

    def _work_at_school(self, over: Event) -> None:
        people = chaos.Bystanders(self.school, self.history, self._own_dice())
        with clock.freeze(FRIDAY):
            while not over.wait(0.4):
                people.dice.choice([people.look, people.reopen, people.take_up])()
            people.look(EVERY_DAY)

    def _arrive(self) -> None:
        """Let what was kept back arrive, then what waits."""
        self.proxy.settle()
        for phone in self.phones:
            phone.send_until_done()

    def _repeat(self) -> None:
        """Send some of what was received once more."""
        for phone in self.phones:
            kept = [each.op for each in phone.store.now.receipts.values()]
            for op in self.dice.sample(kept, min(REPLAYS, len(kept))):
                phone.put(op)

    def _report(self, findings: Findings, seconds: float) -> Report:
        tables = [phone.store.now for phone in self.phones]
        return Report(
            faults=self.tally.counts,
            saved=len(self.history.saved),
            received=len(self.history.told),
            quarantined=sum(len(each.quarantine) for each in tables),
            waiting=sum(len(each.outbox) for each in tables),
            unexpected=self.server.unexpected(),
            findings=findings,
            seconds=seconds,
        )
