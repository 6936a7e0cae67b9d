"""Reads of sheets: what their versions say, and the index in which they are found."""

from .choice import SheetChoice, sheet_choice
from .index import Index, SheetLine, sheet_index
from .stages_then import StagesThen, soft_skills_and_stages_then, stages_then
from .stored import (
    SOFT_SKILLS_SHEET,
    STAGES_SHEET,
    contents,
    documents,
    latest_version,
    latest_versions,
    listed_sheet,
    numbered_version,
    sheet_list,
    soft_skills,
    stage_map,
    stages,
    version,
    versions,
)

__all__ = [
    "SOFT_SKILLS_SHEET",
    "STAGES_SHEET",
    "Index",
    "SheetChoice",
    "SheetLine",
    "StagesThen",
    "contents",
    "documents",
    "latest_version",
    "latest_versions",
    "listed_sheet",
    "numbered_version",
    "sheet_choice",
    "sheet_index",
    "sheet_list",
    "soft_skills",
    "soft_skills_and_stages_then",
    "stage_map",
    "stages",
    "stages_then",
    "version",
    "versions",
]
