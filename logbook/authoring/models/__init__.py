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
    holder_of,
    lists_of,
    part_of,
    put_rows,
    rows_in,
    rows_of,
    shelf_of,
)
from .rows import doubled, fingerprint, row_named, shown
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
    "doubled",
    "fill",
    "fingerprint",
    "holder_of",
    "lists_of",
    "missing",
    "part_of",
    "put_rows",
    "row_named",
    "rows_in",
    "rows_of",
    "shelf_of",
    "shown",
    "texts_in",
    "unfill",
]
