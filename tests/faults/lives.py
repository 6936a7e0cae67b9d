"""How the people of a campaign spend their time."""

import time
from random import Random
from threading import Event
from typing import Protocol

from tests.faults.kinds import Fault, Tally
from tests.faults.outbox import PhoneDied
from tests.faults.people import Reviewer, Writer
from tests.faults.phone import Phone
from tests.faults.school import School

MOST_WAITING = 8
LONGEST_PAUSE = 0.03  # seconds
OUT = 0.03
"""The part of the moments in which nobody, or somebody else, is signed in on the phone."""


class Life(Protocol):
    """Somebody with a phone."""

    phone: Phone

    def live(self, over: Event) -> None:
        """Do things and send them until it is over."""


class LearnerLife:
    """A learner writes, mostly without a network worth the name."""

    def __init__(self, writer: Writer, tally: Tally, school: School) -> None:
        self.writer, self.tally, self.school = writer, tally, school
        self.phone, self.dice = writer.phone, writer.dice
        self._deeds = {self._write: 10, self._change: 8, self._withdraw: 2, self._mistake: 1}
        self._deeds |= {writer.rate_week: 2, writer.say_where: 1}  # type: ignore[dict-item]

    def live(self, over: Event) -> None:
        """Do things and send them until it is over."""
        while not over.is_set():
            if len(self.phone.waiting) < MOST_WAITING:
                self._do_something()
            if self.dice.random() < OUT:
                self._lend()
            self.phone.send_all()
            self.phone.try_damaged_again()
            pause(self.dice)

    def _do_something(self) -> None:
        self.phone.dies_in = self.dice.choice([1, 2]) if self.dice.random() < OUT else 0
        try:
            self.dice.choices(list(self._deeds), list(self._deeds.values()))[0]()
        except PhoneDied:
            self.tally.add(Fault.PHONE_DIED)

    def _write(self) -> None:
        spoken, left = self.dice.random() < 0.1, self.dice.random() < 0.1
        self.writer.write(self.dice.choice([0, 0, 1, 2]), spoken=spoken, left=left)

    def _mistake(self) -> None:
        self.writer.write(wrong=True)

    def _change(self) -> None:
        if entries := self.writer.entries:
            self.writer.change(self.dice.choice(entries), self.dice.choice([0, 0, 0, 1]))

    def _withdraw(self) -> None:
        if entries := self.writer.entries:
            self.writer.withdraw(self.dice.choice(entries))

    def _lend(self) -> None:
        """Sign out, or let a class mate sign in; what waits here must neither leave nor get lost."""
        other = self.dice.choice(["", *(each.owner.cookie for each in self.school.learners)])
        with self.phone.signed_out(other):
            self.phone.send_all()


class MentorLife:
    """A mentor reviews weeks on the phone; now and then a day goes back."""

    def __init__(self, reviewer: Reviewer, school: School) -> None:
        self.reviewer, self.school = reviewer, school
        self.phone, self.dice = reviewer.phone, reviewer.dice

    def live(self, over: Event) -> None:
        """Do things and send them until it is over."""
        while not over.is_set():
            learner = self.dice.choice(self.school.learners)
            weeks = self.reviewer.waiting(learner)
            if weeks and len(self.phone.waiting) < MOST_WAITING:
                self.reviewer.review(learner, self.dice.choice(weeks), returns=0.2)
            self.phone.send_all()
            self.phone.try_damaged_again()
            pause(self.dice)


def pause(dice: Random) -> None:
    """Wait a moment: full jitter, as the phone does, on another scale."""
    time.sleep(dice.uniform(0, LONGEST_PAUSE))
