"""What was read from a folder of sheet files, before anything is stored."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, where in it, and why; which cell of a family has it, on which line."""

    file: str
    path: str
    reason: str
    cell: str = ""
    place: str = ""

    def __str__(self) -> str:
        said = ": ".join(part for part in (self.file, self.path, self.reason) if part)
        more = "; ".join(part for part in (self.cell and f"in {self.cell}", self.place) if part)
        return f"{said} ({more})" if more else said


@dataclass(frozen=True, slots=True)
class Library:
    """The valid sheets of a folder, normalised, and everything that is wrong with the others."""

    sheets: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
