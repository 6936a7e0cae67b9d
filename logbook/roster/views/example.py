"""An example file, with every column and every role."""

import csv
from io import StringIO

from flask import Response

from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.roster.schemas import COLUMNS, ROLES
from logbook.web.spreadsheet import WORKBOOK, Table, spreadsheet

from .blueprint import pages

_HEADER = tuple(names[0] for names in COLUMNS.values())
_LEARNER = ("Leerling", "Voorbeeld", "1001", "leerling@example.org", "04/03/2010", "6 LAS-d", "", "", "01/09/2026", "")
_CELLS = {
    Role.LEARNER: _LEARNER,
    Role.TEACHER: ("Leerkracht", "Voorbeeld", "2001", "leerkracht@example.org", "", "6 LAS-d", "", "", "", ""),
    Role.COUNSELLOR: ("Begeleider", "Voorbeeld", "2002", "traject@example.org", "", "6 LAS-d", "", "", "", ""),
    Role.COORDINATOR: ("Coördinator", "Voorbeeld", "2003", "coordinator@example.org", "", "", "", "", "", ""),
    Role.MENTOR: ("Mentor", "Voorbeeld", "", "mentor@example.org", "", "", "Staalwerk Fictief nv", "", "", ""),
    Role.SUPERVISOR: ("Collega", "Voorbeeld", "", "collega@example.org", "", "", "Staalwerk Fictief nv", "", "", ""),
    Role.GUARDIAN: ("Ouder", "Voorbeeld", "", "ouder@example.org", "", "", "", "1001", "", ""),
}
_LINES = [(ROLES[role][0], *cells) for role, cells in _CELLS.items()]


@pages.get("/example.<kind>")
def example(kind: str) -> Response:
    """Return the example as a text file or a workbook."""
    if kind == "csv":
        return _file(_csv().encode("utf-8-sig"), "text/csv; charset=utf-8", kind)
    if kind == "xlsx":
        return _file(spreadsheet([Table("mensen", _HEADER, _LINES)]), WORKBOOK, kind)
    raise NotFound


def _file(content: bytes, type_: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="logboek-import.{kind}"'}
    return Response(content, content_type=type_, headers=headers)


def _csv() -> str:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_HEADER, *_LINES])
    return text.getvalue()
