"""A portfolio of a whole year, asked for as a page does and made as the worker does: what it takes, how large it is."""

import re
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from flask import Flask

from logbook.core.actor import Actor
from tests.paper.pdfs import sheets_of

from .caller import Browser, call

NAME = "portfolio of a year on paper (learner)"
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What one took: CPU seconds, sheets of paper, bytes.

    `grown` is how many megabytes it took at its height above what the process had; None where that cannot be read.
    """

    seconds: float
    sheets: int
    size: int
    peak: float | None
    grown: float | None


def print_portfolio(app: Flask, learner: Actor, browser: Browser) -> Portfolio:
    """Ask for the portfolio, make it, and fetch it."""
    asked = call(app, browser.post(f"/paper/learners/{learner.person_id}", {}))
    if asked.status != 303:
        raise LookupError(f"the portfolio cannot be asked for: {asked.status}")
    before, start = _from_here(), process_time()
    with app.app_context():
        queue = app.extensions["logbook_queue"]
        while task := queue.dequeue():
            queue.execute(task)
    seconds, peak = process_time() - start, _megabytes("VmHWM")
    made = call(app, browser.get(f"{asked.headers['Location']}/file", compressed=False))
    if made.status != 200:
        raise LookupError(f"the portfolio was not made: {made.status}")
    grown = None if before is None or peak is None else peak - before
    return Portfolio(seconds, sheets_of(made.body), len(made.body), peak, grown)


def _from_here() -> float | None:
    """Let the system forget how large the process ever was, and return how large it is now."""
    try:
        _FORGET.write_text("5")
    except OSError:
        return None
    return _megabytes("VmRSS")


def _megabytes(line: str) -> float | None:
    found = re.search(rf"^{line}:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE) if _STATUS.exists() else None
    return int(found[1]) / 1024 if found else None
