"""Where a test plays one scene: the running server with nobody's work in it, a line, and phones with empty stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from tests.faults.checker import Findings, check, check_twice
from tests.faults.history import History
from tests.faults.kinds import Tally
from tests.faults.outbox import Owner
from tests.faults.people import Reviewer, Writer
from tests.faults.phone import Phone
from tests.faults.plan import Script
from tests.faults.proxy import Proxy
from tests.faults.school import Learner, School, forget_work
from tests.faults.server import Server

ROUNDS, PAUSE = 25, 0.02


@dataclass(frozen=True)
class Site:
    """A server that runs for several scenes, with its school."""

    school: School
    server: Server


@dataclass
class Stage:
    """One scene's phones and what happened to them."""

    site: Site
    seed: int
    phone_class: type[Phone] = Phone
    history: History = field(default_factory=History)
    plan: Script = field(default_factory=Script)
    phones: list[Phone] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.proxy = Proxy(
            self.site.server.address,
            plan=self.plan,
            tally=Tally(),
            witness=self.history.passed,
            kill=self.site.server.kill,
            seed=self.seed,
        )
        self.dice = Random(self.seed)

    @property
    def learner(self) -> Learner:
        """The learner of the scene."""
        return self.site.school.learners[0]

    def writer(self) -> Writer:
        """Give the learner one more phone."""
        return Writer(self.learner, self._phone("learner", self.learner.owner), self.dice)

    def reviewer(self) -> Reviewer:
        """Give the mentor a phone."""
        return Reviewer(self.site.school.app, self._phone("mentor", self.site.school.mentor), self.dice)

    def _phone(self, name: str, owner: Owner) -> Phone:
        phone = self.phone_class(f"{name} {len(self.phones)}", owner, lambda: self.proxy.address, self.history)
        self.phones.append(phone)
        return phone

    def approve(self, reviewer: Reviewer) -> None:
        """Approve every week of the learner in which something waits."""
        for week in reviewer.waiting(self.learner):
            reviewer.review(self.learner, week)
        reviewer.phone.send_until_done(ROUNDS, PAUSE)

    def check(self) -> Findings:
        """Check everything as it is now."""
        return check(self.site.school.app, self.history, self.phones)

    def end(self) -> Findings:
        """Let everything arrive, each op once more, and check."""
        self.proxy.settle()
        for phone in self.phones:
            phone.send_until_done(ROUNDS, PAUSE)
        return check_twice(self.site.school.app, self.history, self.phones, self._repeat)

    def _repeat(self) -> None:
        for phone in self.phones:
            for kept in list(phone.store.now.receipts.values()):
                phone.put(kept.op)


@contextmanager
def staged(site: Site, phone_class: type[Phone] = Phone, seed: int = 1) -> Iterator[Stage]:
    """Set the stage for one scene, and clear it."""
    forget_work(site.school.app)
    for learner in site.school.learners:
        learner.entries.clear()
    stage = Stage(site, seed, phone_class)
    try:
        yield stage
    finally:
        stage.proxy.close()
        site.server.switches.clear()
