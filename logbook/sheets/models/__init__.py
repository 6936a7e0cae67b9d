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
    Weld,
)
from .joints import Shape, shapes_of
from .library import Library, Problem
from .reading import read_content
from .tables import Sheet, SheetVersion
from .vocabulary import DRAWINGS, LANGUAGES, MORE_DRAWINGS, PHONE_DRAWINGS, STAGES, Cadence, SheetKind, drawing_file
from .welds import METALS, PROCESSES, WELD_POSITIONS

__all__ = [
    "DRAWINGS",
    "LANGUAGES",
    "METALS",
    "MORE_DRAWINGS",
    "PHONE_DRAWINGS",
    "PROCESSES",
    "STAGES",
    "WELD_POSITIONS",
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
    "Shape",
    "Sheet",
    "SheetContent",
    "SheetKind",
    "SheetVersion",
    "Stage",
    "Text",
    "Weld",
    "drawing_file",
    "read_content",
    "shapes_of",
]
