"""Text files of comma-separated values: their characters, their separator, their lines."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from logbook.core.texts import N_
from logbook.roster.policy import MOST_ROWS, Problem

from .columns import fields_of

SEPARATORS = (";", ",", "\t", "|")
LONGEST_CELL = 500
NOT_UTF8 = N_("Deze regel heeft tekens die we niet kunnen lezen. Bewaar het bestand als CSV UTF-8.")
NO_TEXT = N_("Dit is geen tekstbestand. Kies een CSV-bestand, een Excel-bestand of een zip van OneRoster.")
EMPTY = N_("Dit bestand is leeg.")
QUOTES = N_("Op deze regel staat een aanhalingsteken te veel of te weinig.")
TOO_MANY = N_("Een bestand mag hoogstens 20.000 regels hebben. Maak er twee van.")
CELL_COUNT = N_("Deze regel heeft %(n)s vakken en de eerste regel heeft er %(of)s.")
TOO_LONG = N_("Dit vak is te lang.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number as an editor counts, and its cells."""

    number: int
    cells: list[str]


class Unreadable(Exception):
    """The file, or one line of it, cannot be read at all."""

    def __init__(self, text: str, line: int | None = None, **values: object) -> None:
        super().__init__(text)
        told = tuple((name, str(value)) for name, value in values.items())
        self.problem = Problem(line, None, text, told)


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 that says so. Raises Unreadable with the first wrong line."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_UTF8, content[: error.start].count(b"\n") + 1) from error
    if "\0" in text:
        raise Unreadable(NO_TEXT)
    return text


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that have something in them. Raises Unreadable for quotes that do not match."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text), strict=True)
    number = 0
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(QUOTES, begins) from error
        if any(cell.strip() for cell in cells):
            number += 1
            if number > MOST_ROWS + 1:
                raise Unreadable(TOO_MANY)
            yield Line(begins, [cell.strip() for cell in cells])


def separator_of(text: str) -> str:
    """Return what stands between the cells: what makes most of the first line's names known, else most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda mark: (_known_names(first, mark), first.count(mark)))


def _known_names(first: str, mark: str) -> int:
    return sum(field is not None for field in fields_of([name.strip().strip('"') for name in first.split(mark)]))
