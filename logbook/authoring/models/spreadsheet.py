"""A criterion as a row of a spreadsheet, and what a spreadsheet would change in a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from logbook.sheets.models import LANGUAGES

TEXTS = {"text": 100, "short": 100, "look_for": 240}
"""The texts of a criterion that a spreadsheet has, with their longest."""
COLUMNS = ("id", "group", *(f"{name} {each}" for name in TEXTS for each in LANGUAGES), "iso6520", "retired")
"""The columns, by the keys of the format: the same in every language of the reader."""
Criterion = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CellFlaw:
    """What is wrong in one cell, such as `C12`; of the whole file when `cell` is empty."""

    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One row: the name is empty for a new criterion."""

    id: str
    group: str
    texts: Mapping[str, Mapping[str, str]]
    iso6520: tuple[str, ...]
    retired: bool

    def over(self, known: Mapping[str, Any], name: str) -> Criterion:
        """Return a criterion as this row says it; what a spreadsheet does not have stays as it is."""
        found = {**known, "id": name}
        for key, words in self.texts.items():
            found[key] = dict(words)
        for key, value in (("group", self.group), ("iso6520", list(self.iso6520)), ("retired", self.retired)):
            if value:
                found[key] = value
            else:
                found.pop(key, None)
        return found


@dataclass(frozen=True, slots=True)
class CriteriaChanges:
    """What would change: new rows, changed and retired ones by their words, and how many stay the same."""

    new: tuple[CriterionRow, ...]
    changed: tuple[CriterionRow, ...]
    removed: tuple[Criterion, ...]
    retired: tuple[Criterion, ...]
    same: int

    @property
    def nothing(self) -> bool:
        """Whether the spreadsheet says what the draft says."""
        return not (self.new or self.changed or self.removed or self.retired)
