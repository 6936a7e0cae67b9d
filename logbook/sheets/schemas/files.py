"""A folder of sheet files."""

from pathlib import Path
from typing import Any

from logbook.sheets.models import Library, Problem

from .documents import UnreadableError, read_document
from .validation import validate_sheet

LIBRARY = Path(__file__).parent.parent / "library"


def read_library(folder: Path = LIBRARY) -> Library:
    """Return the sheets of every `*.yaml` file in `folder`, normalised, with every problem that the files have."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        return Library((), (Problem(str(folder), "", "holds no sheet files (*.yaml)"),))
    sheets: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for file in files:
        sheet, found = _read_sheet(file)
        problems += found
        if sheet is not None:
            sheets.append(sheet)
    return Library(tuple(sheets), tuple(problems))


def _read_sheet(file: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    try:
        document = read_document(file)
    except UnreadableError as error:
        return None, [Problem(file.name, error.path, error.reason)]
    sheet, problems = validate_sheet(file.name, document)
    if sheet is not None and sheet["id"] != file.stem:
        return None, [Problem(file.name, "id", f"must be the file's name, “{file.stem}”")]
    return sheet, problems
