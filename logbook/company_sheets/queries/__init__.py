"""Reads of company sheets."""

from .overlays import (
    Line,
    begun_at,
    kept_photos,
    overlay_at,
    overlay_for,
    overlay_lines,
    overlay_stamps,
    overlays_by_sheet,
    overlays_here,
    overlays_of_placements,
)
from .photos import photo_of
from .reach import MOST_PLACES, Place, place_in_reach, place_to_write, places_in_reach, writable

__all__ = [
    "MOST_PLACES",
    "Line",
    "Place",
    "begun_at",
    "kept_photos",
    "overlay_at",
    "overlay_for",
    "overlay_lines",
    "overlay_stamps",
    "overlays_by_sheet",
    "overlays_here",
    "overlays_of_placements",
    "photo_of",
    "place_in_reach",
    "place_to_write",
    "places_in_reach",
    "writable",
]
