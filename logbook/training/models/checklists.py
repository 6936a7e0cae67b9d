"""The points of the start and welcome checklists: data, in three languages, read once from the file beside."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Text = dict[str, str]
SCHOOL, WORKPLACE = "school", "workplace"


@dataclass(frozen=True)
class ChecklistItem:
    """One point. `by` are the sides that tick it; with a `note` it wants words; a `yearly` one comes back."""

    id: str
    text: Text
    by: tuple[str, ...]
    agreement: str | None = None
    yearly: bool = False
    note: Text | None = None

    def concerns(self, agreement_kind: str) -> bool:
        """Return whether the point is asked for that kind of agreement."""
        return self.agreement in (None, agreement_kind)


@dataclass(frozen=True)
class Checklist:
    """The points of one moment."""

    id: str
    title: Text
    items: tuple[ChecklistItem, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """Return the lists in their order: before the start, the first day, the first weeks."""
    read = yaml.safe_load((files("logbook.training") / "checklists.yaml").read_text(encoding="utf-8"))
    return tuple(_checklist(each) for each in read["lists"])


def _checklist(read: dict[str, Any]) -> Checklist:
    items = tuple(ChecklistItem(**each | {"by": tuple(each["by"])}) for each in read["items"])
    return Checklist(read["id"], read["title"], items)


@cache
def checklist_items() -> dict[str, ChecklistItem]:
    """Return every point by its id."""
    return {item.id: item for each in checklists() for item in each.items}
