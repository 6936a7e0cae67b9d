"""What a company sheet says, as readers get it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from logbook.sheets.models import SheetContent


class Where(StrEnum):
    """Who teaches what a workplace does not."""

    SCHOOL = "school"
    COMPANY = "company"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """That a criterion or step is learned elsewhere: `by` whom, and their name when it was given."""

    by: Where
    who: str = ""


@dataclass(frozen=True, slots=True)
class OverlayWords:
    """The words of a company sheet. `steps` and `elsewhere` go by the ids of the sheet."""

    material: str = ""
    timing: str = ""
    note: str = ""
    steps: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "OverlayWords":
        """Return what was kept."""
        elsewhere = {name: Elsewhere(Where(each["by"]), each["who"]) for name, each in stored["elsewhere"].items()}
        return cls(stored["material"], stored["timing"], stored["note"], dict(stored["steps"]), elsewhere)

    def to_json(self) -> dict[str, Any]:
        """Return the words as JSON carries them; the same words are always the same."""
        elsewhere = {name: {"by": each.by.value, "who": each.who} for name, each in sorted(self.elsewhere.items())}
        steps = dict(sorted(self.steps.items()))
        return {
            "material": self.material,
            "timing": self.timing,
            "note": self.note,
            "steps": steps,
            "elsewhere": elsewhere,
        }

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the sheet that they speak of."""
        return frozenset(self.steps) | frozenset(self.elsewhere)

    def lost(self, sheet: SheetContent) -> list[str]:
        """Return the ids that this version of the sheet does not have: kept, told to the maker, shown to no learner."""
        return sorted(self.ids - known_ids(sheet))


@dataclass(frozen=True, slots=True)
class OverlayPhoto:
    """A photo of the workplace with what it shows in words."""

    id: UUID
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """A company sheet: what one workplace adds to one sheet, and who wrote it down last."""

    id: UUID
    workplace_id: UUID
    company: str
    workplace: str
    sheet_id: str
    version: int
    words: OverlayWords
    changed_at: datetime
    changed_by: str
    photos: tuple[OverlayPhoto, ...] = ()

    def says(self, sheet: SheetContent) -> bool:
        """Return whether there is anything to show beside this version of the sheet."""
        words = self.words
        return bool(words.material or words.timing or words.note or self.photos or words.ids & known_ids(sheet))


def known_ids(sheet: SheetContent) -> frozenset[str]:
    """Return the ids that a company sheet can speak of: the sheet's steps and criteria."""
    return frozenset(step.id for step in sheet.steps) | sheet.all_criteria.keys()
