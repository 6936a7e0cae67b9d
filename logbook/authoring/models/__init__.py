"""The tables of making sheets, and what a draft is made of."""

from .places import (
    OF_KIND,
    PARTS,
    PARTS_OF_KIND,
    SHELVES,
    Content,
    Shelf,
    Spot,
    Words,
    part_of,
    put_rows,
    rows_of,
    shelf_of,
)
from .rows import fingerprint, row_named, shown
from .tables import SheetDraft
from .texts import OTHERS, fill, missing, texts_in, unfill

__all__ = [
    "OF_KIND",
    "OTHERS",
    "PARTS",
    "PARTS_OF_KIND",
    "SHELVES",
    "Content",
    "SheetDraft",
    "Shelf",
    "Spot",
    "Words",
    "fill",
    "fingerprint",
    "missing",
    "part_of",
    "put_rows",
    "row_named",
    "rows_of",
    "shelf_of",
    "shown",
    "texts_in",
    "unfill",
]
