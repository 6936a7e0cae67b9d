"""What a learner hands in on one day for one sheet, as it is sent and stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as LocalDate
from typing import Any
from uuid import UUID

MARKS = r"(arrow|circle)( (1000|[0-9]{1,3})){4}(;(arrow|circle)( (1000|[0-9]{1,3})){4}){0,19}"
"""Arrows and circles on a photo: from x y to x y, in thousandths of its width and height."""


@dataclass(frozen=True, slots=True)
class EntryFields:
    """The learner's words and self-ratings: the printed form's column.

    `placement_id` is None for work at school. `ratings` holds checks and criteria alike, criterion id to level id. What
    is open is left out: it was not done that day. `photos` maps the SHA-256 of a photo to its `criterion` (empty: of
    the whole work) and `marks` (the layer drawn on it, as in `MARKS`); `spoken` names spoken notes the same way.
    """

    date: LocalDate
    sheet: str
    sheet_version: int
    stage: str
    placement_id: UUID | None = None
    header: Mapping[str, Any] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    measurements: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    imperfections: tuple[str, ...] = ()
    note: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()

    @property
    def minutes(self) -> int | None:
        """The working time in minutes, when it was given."""
        times = self.header.get("working_times")
        return times.get("minutes") if isinstance(times, Mapping) else None

    @property
    def visual_check_done(self) -> bool:
        """Whether the learner looked at the own work."""
        return self.header.get("visual_check_done") is True

    @property
    def media(self) -> tuple[str, ...]:
        """The photos and spoken notes that belong to it."""
        return (*self.photos, *self.spoken)

    def as_json(self) -> dict[str, Any]:
        """Return the fields as JSON carries them; without photos or sound there is no word of them."""
        media = {"photos": {sha: dict(photo) for sha, photo in self.photos.items()}, "spoken": list(self.spoken)}
        return self._words() | {name: each for name, each in media.items() if each}

    def _words(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat(),
            "placement_id": str(self.placement_id) if self.placement_id else None,
            "sheet": self.sheet,
            "sheet_version": self.sheet_version,
            "stage": self.stage,
            "header": dict(self.header),
            "ratings": dict(self.ratings),
            "measurements": {name: dict(values) for name, values in self.measurements.items()},
            "imperfections": list(self.imperfections),
            "note": dict(self.note),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "EntryFields":
        """Return the fields that `as_json` wrote."""
        placement = stored["placement_id"]
        return cls(
            **{
                **stored,
                "date": LocalDate.fromisoformat(stored["date"]),
                "placement_id": UUID(placement) if placement else None,
                "imperfections": tuple(stored["imperfections"]),
                "spoken": tuple(stored.get("spoken", ())),
            }
        )
