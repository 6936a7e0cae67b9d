"""A class council's documents: everything of every learner, in as many queries for a class as for one."""

from .files import Council, CouncilFile, SheetSummary, council_files

__all__ = ["Council", "CouncilFile", "SheetSummary", "council_files"]
