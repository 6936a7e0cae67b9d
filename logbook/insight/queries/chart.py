"""Numbers to places on a drawing: pure. What is drawn with them stands in `templates/macros/charts.html`.

A drawing needs no colour: direction is told by side and by hatching, who by shape, changes by dashes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from logbook.core.weeks import monday, week_number

from .calibration import Calibration

LEAN = 160
"""How wide the bar of a calibration is: all pairs one way fill half of it."""
HATCH = 4
PAIRS = 40
"""How many of the latest pairs are drawn one by one."""
PAIR = 5


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


class Spot(NamedTuple):
    """A mark in the shape of who said it: `learner`, `mentor`, `teacher`; or a `dot`."""

    x: float
    y: float
    shape: str


class Word(NamedTuple):
    """A text at a place."""

    x: float
    y: float
    text: Any


@dataclass(frozen=True, slots=True)
class Lean:
    """A bar that leans: `same` around the middle, `under` (hatched) to its left, `over` (full) to its right."""

    under: Box
    same: Box
    over: Box
    hatch: tuple[float, ...]
    middle: float


@dataclass(frozen=True, slots=True)
class Ticks:
    """Pairs one by one on a line: `up` and `down` are the places of those that differ, `level` of the others."""

    width: float
    up: tuple[float, ...]
    down: tuple[float, ...]
    level: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One drawing along the weeks. `bands` are holidays, `cuts` changes, `rules` the lines to read a height by."""

    width: float
    height: float
    bands: tuple[Box, ...]
    cuts: tuple[float, ...]
    rules: tuple[Word, ...] = ()
    paths: tuple[str, ...] = ()
    frames: tuple[Box, ...] = ()
    bars: tuple[Box, ...] = ()
    spots: tuple[Spot, ...] = ()
    words: tuple[Word, ...] = ()


def lean(calibration: Calibration, width: float = LEAN, height: float = 14) -> Lean:
    """Return the bar of a calibration; each pair has the same room on it, so that bars of a page compare by share."""
    unit = width / 2 / calibration.pairs if calibration.pairs else 0
    left = width / 2 - calibration.same * unit / 2
    right = width / 2 + calibration.same * unit / 2
    under = Box(round(left - calibration.under * unit, 1), 0, round(calibration.under * unit, 1), height)
    count = int(under.width // HATCH)
    return Lean(
        under=under,
        same=Box(round(left, 1), 0, round(right - left, 1), height),
        over=Box(round(right, 1), 0, round(calibration.over * unit, 1), height),
        hatch=tuple(round(under.x + HATCH * place, 1) for place in range(1, count + 1)),
        middle=width / 2,
    )


def ticks(steps: Sequence[int]) -> Ticks:
    """Return the latest pairs from left to right."""
    shown = [(PAIR * place + PAIR / 2, step) for place, step in enumerate(steps[-PAIRS:])]
    return Ticks(
        width=PAIR * len(shown),
        up=tuple(x for x, step in shown if step > 0),
        down=tuple(x for x, step in shown if step < 0),
        level=tuple(x for x, step in shown if step == 0),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The weeks that a drawing runs along: each `wide`, after `left` for figures."""

    weeks: range
    wide: float = 24
    left: float = 24

    @property
    def width(self) -> float:
        """How wide the whole drawing is."""
        return self.left + self.wide * len(self.weeks)

    def x(self, week: int) -> float:
        """Return the middle of a week."""
        return self.left + (week - self.weeks.start + 0.5) * self.wide

    def at(self, day: date) -> float:
        """Return the place of a date."""
        days = (day - monday(self.weeks.start)).days
        return round(self.left + days * self.wide / 7, 1)

    def bands(self, periods: Iterable[tuple[date, date]], height: float) -> tuple[Box, ...]:
        """Return the boxes of periods (both days inclusive), as far as they lie in these weeks."""
        found = []
        for first, last in periods:
            start, end = max(self.at(first), self.left), min(self.at(last) + self.wide / 7, self.width)
            if end > start:
                found.append(Box(start, 0, round(end - start, 1), height))
        return tuple(found)

    def cuts(self, days: Iterable[date]) -> tuple[float, ...]:
        """Return the places of dates that lie in these weeks."""
        return tuple(self.at(day) for day in days if week_number(day) in self.weeks)

    def months(self, y: float) -> tuple[Word, ...]:
        """Return the first day of each month at the place where it begins."""
        days = [monday(week) for week in self.weeks]
        firsts = [
            day for day, before in zip(days, [None, *days], strict=False) if not before or day.month != before.month
        ]
        return tuple(Word(self.at(day), y, day) for day in firsts)


def height_of(share: float, height: float, pad: float) -> float:
    """Return how far from the top a share (0 to 1) stands."""
    return round(height - pad - share * (height - 2 * pad), 1)


def stairs(frame: Frame, heights: Sequence[float | None]) -> str:
    """Return the path of steps through these heights, a week each; it begins where there is one and goes on from it."""
    path, last = "", None
    for week, y in zip(frame.weeks, heights, strict=True):
        if y is None:
            continue
        left = frame.x(week) - frame.wide / 2
        path += f"M{left:g} {y:g}" if last is None else (f"H{left:g}V{y:g}" if y != last else "")
        last = y
    if last is None:
        return ""
    end = max(week for week, y in zip(frame.weeks, heights, strict=True) if y is not None)
    return f"{path}H{frame.x(end) + frame.wide / 2:g}"


def line(points: Iterable[tuple[float, float]]) -> str:
    """Return the path through points."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if (points := list(points)) else ""


def columns(frame: Frame, shares: Sequence[float], height: float, thick: float) -> tuple[Box, ...]:
    """Return a bar for each week with something, standing on the bottom."""
    return tuple(
        Box(round(frame.x(week) - thick / 2, 1), round(height - share * height, 1), thick, round(share * height, 1))
        for week, share in zip(frame.weeks, shares, strict=True)
        if share
    )
