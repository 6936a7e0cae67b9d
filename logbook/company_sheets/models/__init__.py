"""What a workplace adds to a learning sheet, with its photos."""

from .shapes import Elsewhere, Overlay, OverlayPhoto, OverlayWords, Where, known_ids
from .tables import CompanySheet, CompanySheetPhoto

__all__ = [
    "CompanySheet",
    "CompanySheetPhoto",
    "Elsewhere",
    "Overlay",
    "OverlayPhoto",
    "OverlayWords",
    "Where",
    "known_ids",
]
