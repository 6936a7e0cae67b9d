"""A folder of sheet files: sheets and families of sheets, with the parts that they share in the folder `parts`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from logbook.sheets.models import Library, Problem

from .cells import Cell
from .documents import UnreadableError, nodes_of, place_of, read_document
from .families import FORMAT as FAMILY
from .families import cells_of
from .references import Resolver, Source
from .shared import SharedParts, read_parts
from .validation import validate_sheet

LIBRARY = Path(__file__).parent.parent / "library"

Sheet = dict[str, Any]


def read_library(folder: Path = LIBRARY) -> Library:
    """Return the sheets of every `*.yaml` file in `folder`, normalised, with every problem that the files have.

    A file holds one sheet, or a family from which several are made. What they share is put in from `parts`.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        return Library((), (Problem(str(folder), "", "holds no sheet files (*.yaml)"),))
    shared = read_parts(folder)
    sheets: dict[str, Sheet] = {}
    problems = [Problem(*each) for each in shared.problems]
    for file in files:
        read, found = _read_file(file, shared)
        problems += found
        for sheet in read:
            if sheet["id"] in sheets:
                path = "id" if sheet["id"] == file.stem else "sheet.id"
                problems.append(Problem(file.name, path, f"there is another sheet “{sheet['id']}” in this folder"))
            sheets.setdefault(sheet["id"], sheet)
    if not problems:
        problems = [Problem(part.file, part.path, "is used by no sheet") for part in shared.unused()]
    return Library(tuple(sheets.values()), tuple(_placed(folder, problems)))


def _read_file(file: Path, shared: SharedParts) -> tuple[list[Sheet], list[Problem]]:
    try:
        document = read_document(file)
    except UnreadableError as error:
        return [], [Problem(file.name, error.path, error.reason)]
    if document.get("format") == FAMILY or "dimensions" in document:
        return _read_family(file, document, shared)
    sheet, problems = _made(Resolver(shared), document, Source(file.name))
    if sheet is not None and sheet["id"] != file.stem:
        return [], [Problem(file.name, "id", f"must be the file's name, “{file.stem}”")]
    return ([sheet] if sheet else []), problems


def _read_family(file: Path, document: Sheet, shared: SharedParts) -> tuple[list[Sheet], list[Problem]]:
    """Make the sheet of every cell; what is wrong with many of them in one place is told once."""
    cells, found = cells_of(document, shared)
    problems = {(path, reason): Problem(file.name, path, reason) for path, reason in found}
    if document.get("id") != file.stem:
        problems["id", ""] = Problem(file.name, "id", f"must be the file's name, “{file.stem}”")
    if problems:
        return [], list(problems.values())
    made: list[Sheet] = []
    told: dict[tuple[str, str, str], Problem] = {}
    for cell in cells:
        sheet, wrong = _made_cell(file.name, document, cell, shared)
        made += [sheet] if sheet else []
        for each in wrong:
            told.setdefault((each.file, each.path, each.reason), each)
    return made, list(told.values())


def _made_cell(file: str, document: Sheet, cell: Cell, shared: SharedParts) -> tuple[Sheet | None, list[Problem]]:
    written = document["sheet"] | ({"id": cell.name} if cell.name else {})
    sheet, problems = _made(Resolver(shared, cell), written, Source(file, "sheet"))
    which = " ".join(cell.chosen.values())
    told = [each if each.file != file else Problem(file, each.path, each.reason, which) for each in problems]
    return sheet, told


def _made(resolver: Resolver, written: Sheet, source: Source) -> tuple[Sheet | None, list[Problem]]:
    """Return one sheet with its parts put in, or None with what is wrong, told where it was written."""
    document = resolver.resolve(written, source)
    if resolver.problems:
        return None, [Problem(*each) for each in dict.fromkeys(resolver.problems)]
    sheet, problems = validate_sheet(source.file, document)
    found = []
    for each in problems:
        doubled = "is already used at" in each.reason
        origin = resolver.place_of_use(each.path) if doubled else resolver.source_of(each.path)
        found.append(Problem(origin.file, origin.path, each.reason))
    return sheet, found


def _placed(folder: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Add line and column to the problems whose path names something in a file."""
    nodes: dict[str, Any] = {}
    for each in problems:
        if not each.path or each.path.startswith("line "):
            yield each
            continue
        if each.file not in nodes:
            nodes[each.file] = nodes_of((folder / each.file).read_text("utf-8"))
        yield Problem(each.file, each.path, each.reason, each.cell, place_of(nodes[each.file], each.path))
