"""What a roster says, whatever file it came in."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from logbook.core.roles import AT_WORK, TEACHING, Role

MOST_ROWS = 20_000
IN_CLASSES = TEACHING | {Role.LEARNER}
AT_COMPANIES = AT_WORK | {Role.COMPANY_COORDINATOR}
Key = tuple[str, ...]
"""Who a row is about: the number, else the address, else name and birth date."""


@dataclass(frozen=True, slots=True)
class Row:
    """One role of one person, in one class or at one company, as a line of the file says it."""

    line: int
    role: Role
    given_name: str
    family_name: str
    source_id: str | None = None
    email: str | None = None
    born_on: date | None = None
    class_name: str | None = None
    company: str | None = None
    learners: tuple[str, ...] = ()
    from_date: date | None = None
    until_date: date | None = None

    @property
    def key(self) -> Key | None:
        """Who this is, or None when the row does not tell people of one name apart."""
        if self.source_id:
            return ("id", self.source_id)
        if self.email:
            return ("mail", self.email)
        if self.born_on:
            return ("name", self.given_name.casefold(), self.family_name.casefold(), self.born_on.isoformat())
        return None

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def place(self) -> tuple[object, ...]:
        """What makes two rows of one person the same row."""
        return (self.role, (self.class_name or "").casefold(), (self.company or "").casefold(), self.learners)

    def kept(self) -> dict[str, Any]:
        """Return the row as JSON."""
        told = {name: value for name, value in asdict(self).items() if value not in (None, ())}
        return told | {name: told[name].isoformat() for name in ("born_on", "from_date", "until_date") if name in told}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Row":
        """Return the row that was kept as JSON."""
        dates = {
            name: date.fromisoformat(kept[name]) for name in ("born_on", "from_date", "until_date") if name in kept
        }
        return cls(**kept | dates | {"role": Role(kept["role"]), "learners": tuple(kept.get("learners", ()))})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of the file, in words for translation, with what the words name."""

    line: int | None
    column: str | None
    text: str
    values: tuple[tuple[str, str], ...] = ()
    file: str | None = None

    def kept(self) -> dict[str, Any]:
        """Return the problem as JSON."""
        return {"line": self.line, "column": self.column, "text": self.text, "values": self.values, "file": self.file}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Problem":
        """Return the problem that was kept as JSON."""
        return cls(**kept | {"values": tuple((name, value) for name, value in kept["values"])})


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read from a file: its rows, and what is wrong with it; `left_out` are columns that nobody asked for."""

    rows: list[Row]
    problems: list[Problem]
    left_out: tuple[str, ...] = ()
