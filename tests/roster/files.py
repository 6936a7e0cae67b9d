"""Rosters in all their forms, invented."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from zipfile import ZipFile

from openpyxl import Workbook

HEADER = ("rol", "voornaam", "naam", "nummer", "e-mail", "geboortedatum", "klas", "bedrijf", "leerling", "van", "tot")
LENA = ("leerling", "Lena", "Proef", "1001", "lena@example.org", "04/03/2010", "6 LAS-d", "", "", "", "")
TOM = ("leerling", "Tom", "Proef", "1002", "tom@example.org", "05/03/2010", "6 LAS-d", "", "", "", "")
ANN = ("leerkracht", "Ann", "Proef", "2001", "ann@example.org", "", "6 LAS-d", "", "", "", "")
MAX = ("mentor", "Max", "Proef", "", "max@example.org", "", "", "Nieuwstaal Fictief", "", "", "")
OMA = ("ouder", "Oma", "Proef", "", "oma@example.org", "", "", "", "1001", "", "")
SMALL = (LENA, TOM, ANN, MAX, OMA)


def changed(line: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    """Return a line with other cells, named by their columns."""
    named = dict(zip(HEADER, line, strict=True)) | {name.replace("_", "-"): cell for name, cell in cells.items()}
    return tuple(named[name] for name in HEADER)


def as_csv(*lines: Iterable[str], header: Iterable[str] = HEADER, mark: str = ";", encoding: str = "utf-8") -> bytes:
    """Return a text file."""
    text = StringIO()
    csv.writer(text, delimiter=mark).writerows([header, *lines])
    return text.getvalue().encode(encoding)


def as_xlsx(*lines: Iterable[object], header: Iterable[str] = HEADER) -> bytes:
    """Return a workbook."""
    workbook = Workbook()
    for line in (header, *lines):
        workbook.active.append(tuple(line))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def as_zip(**files: str) -> bytes:
    """Return a zip of text files."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


def oneroster(version: str = "1.2", **other: str) -> bytes:
    """Return a OneRoster bundle with a learner, her guardian, a teacher and a class."""
    files = {
        "manifest": f"propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\nfile.users,bulk\n",
        "users": "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,email,agentSourceIds\n"
        "u1,,,true,lena,Lena,Proef,lena@example.org,u3\n"
        "u2,,,true,ann,Ann,Proef,ann@example.org,\n"
        "u3,,,true,oma,Oma,Proef,oma@example.org,\n"
        "u4,tobedeleted,,true,weg,Weg,Proef,weg@example.org,\n",
        "roles": "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
        "r1,,u1,primary,student,,,o1\nr2,,u2,primary,teacher,,,o1\nr3,,u3,primary,guardian,,,o1\n",
        "classes": "sourcedId,status,title,classType,schoolSourcedId,termSourcedIds\nc1,,6 LAS-d,homeroom,o1,t1\n",
        "enrollments": "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        "e1,,c1,o1,u1,student,,2026-09-01,\ne2,,c1,o1,u2,teacher,,2026-09-01,\n",
    }
    return as_zip(**files | other)
