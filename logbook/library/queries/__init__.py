"""Reads of the library: what there is, how far it is learnt, who works on it."""

from .assigning import AssignedLine, Choice, assigned_to, choice_of
from .matrix import Cell, Filled, Row, Table
from .page import ALL_TRACKS, Asked, Found, LibraryPage, Shelf, library_page
from .sheet import norms_of, own_mark
from .standing import Mark, Standing, standing_of

__all__ = [
    "ALL_TRACKS",
    "Asked",
    "AssignedLine",
    "Cell",
    "Choice",
    "Filled",
    "Found",
    "LibraryPage",
    "Mark",
    "Row",
    "Shelf",
    "Standing",
    "Table",
    "assigned_to",
    "choice_of",
    "library_page",
    "norms_of",
    "own_mark",
    "standing_of",
]
