"""What stands on paper, always as the actor may read it on the pages."""

from .learner import Paper, paper_of, period_of, reader_of, year_of_school
from .parts import Column, SheetPart, WeekPart

__all__ = ["Column", "Paper", "SheetPart", "WeekPart", "paper_of", "period_of", "reader_of", "year_of_school"]
