"""Measuring in rounds: every case beside the yardstick in each round, so that a noisy machine hits both."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from statistics import median
from typing import Any

import brotli
from sqlalchemy import Engine, event

from .caller import Answer, Environ, call
from .cases import Case
from .cpu import Cpu

SECONDS, FEWEST, MOST, DEEDS = 0.4, 4, 20, 8
"""How long one measurement takes, about, and how many requests it has; one of deeds always has `DEEDS`."""


@dataclass
class Result:
    """What one case cost. `times` (CPU milliseconds) and `ratios` hold one of each round.

    A ratio is to the mean of the yardstick right before and right after.
    """

    case: Case
    queries: int
    commits: int
    raw: int
    sent: int
    repeats: int = DEEDS
    times: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """The median time of a request: worker and database."""
        return median(self.times)

    @property
    def ratio(self) -> float:
        """The median ratio to the yardstick."""
        return median(self.ratios)


class Meter:
    """Measures cases on one database beside one yardstick."""

    def __init__(self, cpu: Cpu, yardstick: Case) -> None:
        self._cpu, self._yardstick = cpu, yardstick

    def measure(self, cases: Iterable[Case], rounds: int) -> list[Result]:
        """Return the result of the yardstick itself and of each case."""
        results = [self._try_out(case) for case in cases]
        own = self._try_out(self._yardstick)
        before = self._spend(own)
        for _ in range(rounds):
            for result in results:
                spent, after = self._spend(result), self._spend(own)
                result.times.append(spent)
                result.ratios.append(2 * spent / (before + after))
                own.times.append(after)
                own.ratios.append(2 * after / (before + after))
                before = after
        return [own, *results]

    def _try_out(self, case: Case) -> Result:
        """Warm a case up, and count what its next request sends and gets."""
        for environ in islice(case.requests, 1 if case.writes else 3):
            _answer(case, environ)
        environ = next(case.requests)  # a deed's form is asked for here, and not counted
        with _counting() as counts:
            answer = _answer(case, environ)
        result = Result(case, counts["queries"], counts["commits"], len(_unpacked(answer)), len(answer.body))
        if not case.writes:
            result.repeats = max(FEWEST, min(MOST, int(1000 * SECONDS / self._spend(result))))
        return result

    def _spend(self, result: Result) -> float:
        """Return the CPU milliseconds of one request, as the mean of a few."""
        case = result.case
        environs = list(islice(case.requests, result.repeats))
        backends = self._cpu.backends()
        gc.collect()
        start = self._cpu.read(backends)
        for environ in environs:
            _answer(case, environ)
        return 1000 * (self._cpu.read(backends) - start) / len(environs)


def _answer(case: Case, environ: Environ) -> Answer:
    answer = call(case.app, dict(environ))
    if answer.status != case.status:
        raise RuntimeError(f"{case.name}: {answer.status} instead of {case.status}")
    return answer


def _unpacked(answer: Answer) -> bytes:
    packed = answer.body and answer.headers.get("Content-Encoding") == "br"
    return bytes(brotli.decompress(answer.body)) if packed else answer.body


@contextmanager
def _counting() -> Iterator[dict[str, int]]:
    """Count the statements and the commits inside the block."""
    counts = {"queries": 0, "commits": 0}

    def note_statement(*seen: Any) -> None:
        counts["queries"] += not seen[2].startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE"))

    def note_commit(_connection: Any) -> None:
        counts["commits"] += 1

    hooks = (("before_cursor_execute", note_statement), ("commit", note_commit))
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    try:
        yield counts
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)
