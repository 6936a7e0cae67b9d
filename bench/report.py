"""What was measured, as a table to read on a terminal."""

from collections.abc import Iterator

from .data import CLASS_SIZE
from .paper import NAME, Portfolio
from .rounds import Result

HEAD = ("", "x R", "to reach", "", "ms CPU", "queries", "commits", "bytes", "sent")
WIDTHS = (36, 6, 9, 5, 8, 8, 8, 9, 9)
STORAGE = {"sqlite": 100, "postgresql": 150}
"""Kilobytes for a learner's year to stay under, events left out."""


def table(dialect: str, results: list[Result]) -> Iterator[str]:
    """Yield the lines of a database's table."""
    yield _line(HEAD)
    for result in results:
        target = result.case.target(dialect)
        yield _line(
            (
                result.case.name,
                f"{result.ratio:.2f}",
                f"{target:.1f}" if target else "-",
                "" if target is None else "ok" if result.ratio <= target else "OVER",
                f"{result.milliseconds:.1f}",
                str(result.queries),
                str(result.commits),
                str(result.raw),
                str(result.sent),
            )
        )


def _line(cells: tuple[str, ...]) -> str:
    first, *others = cells
    return first.ljust(WIDTHS[0]) + "".join(cell.rjust(width) for cell, width in zip(others, WIDTHS[1:], strict=True))


def storage(dialect: str, year_bytes: int, event_bytes: int) -> str:
    """Return the line on the room that a learner's year takes."""
    year, events = year_bytes / CLASS_SIZE / 1000, event_bytes / CLASS_SIZE / 1000
    target = f"to reach: {STORAGE[dialect]} kB and events"
    return f"storage per learner-year: {year - events:.0f} kB and events {events:.0f} kB ({target})"


def fsyncs(name: str, often: float | None) -> str:
    """Return the line on how often a deed waits for the disk."""
    return f"fsyncs, {name}: {'not counted here' if often is None else f'{often:.2f} (to reach: 1)'}"


def portfolio(made: Portfolio) -> str:
    """Return the line on a portfolio."""
    memory = "memory not counted here"
    if made.peak is not None and made.grown is not None:
        memory = f"{made.peak:.0f} MB at its height, {made.grown:.0f} of them for it"
    targets = "to reach: 60 s for 100 pages, 500 MB"
    return f"{NAME}: {made.seconds:.1f} s CPU, {made.sheets} pages, {made.size / 1000:.0f} kB, {memory} ({targets})"
