"""Tables of sheets and the read model of a version's content."""

from .content import (
    Criterion,
    Field,
    Frame,
    Group,
    HeaderLine,
    Imperfection,
    Item,
    Level,
    Measure,
    Measurement,
    Option,
    Scale,
    Section,
    SheetContent,
    Stage,
    Text,
)
from .library import Library, Problem
from .reading import read_content
from .tables import Sheet, SheetVersion
from .vocabulary import DRAWINGS, LANGUAGES, STAGES, Cadence, SheetKind

__all__ = [
    "DRAWINGS",
    "LANGUAGES",
    "STAGES",
    "Cadence",
    "Criterion",
    "Field",
    "Frame",
    "Group",
    "HeaderLine",
    "Imperfection",
    "Item",
    "Level",
    "Library",
    "Measure",
    "Measurement",
    "Option",
    "Problem",
    "Scale",
    "Section",
    "Sheet",
    "SheetContent",
    "SheetKind",
    "SheetVersion",
    "Stage",
    "Text",
    "read_content",
]
