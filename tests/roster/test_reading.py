"""Files that schools have, and files that nobody should have: each wrong line is named."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.roster.policy import Roster, contradictions
from logbook.roster.schemas import read_roster
from tests.roster.files import ANN, HEADER, LENA, MAX, OMA, SMALL, TOM, as_csv, as_xlsx, as_zip, changed, oneroster


def _told(roster: Roster) -> list[tuple[int | None, str | None]]:
    return [(problem.line, problem.column) for problem in roster.problems or contradictions(roster.rows)]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_as_programs_write_them(mark: str, encoding: str) -> None:
    roster = read_roster(as_csv(*SMALL, mark=mark, encoding=encoding))
    assert _told(roster) == []
    assert [row.name for row in roster.rows] == ["Lena Proef", "Tom Proef", "Ann Proef", "Max Proef", "Oma Proef"]
    assert roster.rows[0].born_on == date(2010, 3, 4) and roster.rows[4].learners == ("1001",)


def test_a_workbook_says_the_same_as_a_text_file() -> None:
    line = [*LENA]
    line[3], line[5] = 1001, date(2010, 3, 4)
    assert read_roster(as_xlsx(line, TOM)).rows == read_roster(as_csv(LENA, TOM)).rows


def test_columns_in_another_language_order_and_number() -> None:
    roster = read_roster(as_csv(("Proef", "élève", "Lena", "x"), header=("Nom", "Rôle", "Prénom", "Cantine")))
    assert [(row.role, row.name) for row in roster.rows] == [("learner", "Lena Proef")]
    assert roster.left_out == ("Cantine",)


def test_empty_lines_are_no_lines_and_numbers_are_those_of_an_editor() -> None:
    content = b"rol;voornaam;naam;nummer\r\n\r\nleerling;Lena;Proef;1\r\n;;;\r\nbaas;Tom;Proef;2\r\n"
    assert _told(read_roster(content)) == [(5, "rol")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (as_csv(LENA, changed(TOM, voornaam="José"), encoding="latin-1"), 3),
        (b'rol;voornaam;naam\nleerling;"Lena;Proef\n', 2),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0", 1),
        (b"a\0b", None),
        (b"PK\x03\x04 no zip at all", None),
    ],
    ids=["latin-1", "open quote", "empty", "picture", "nul", "broken zip"],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(content: bytes, line: int | None) -> None:
    roster = read_roster(content)
    assert roster.rows == [] and [problem.line for problem in roster.problems] == [line]


def test_missing_and_doubled_columns_and_no_columns_at_all() -> None:
    assert _told(read_roster(b"voornaam;naam\nLena;Proef\n")) == [(1, "rol")]
    assert _told(read_roster(b"rol;voornaam;naam;nom\n")) == [(1, "naam")]
    assert _told(read_roster(b"this is;no roster\n")) == [(1, None)]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"rol": "directeur"}, "rol"),
        ({"voornaam": ""}, "voornaam"),
        ({"voornaam": "x" * 61}, "voornaam"),
        ({"e_mail": "lena"}, "e-mail"),
        ({"geboortedatum": "31/02/2010"}, "geboortedatum"),
        ({"geboortedatum": "04/03/2090"}, "geboortedatum"),
        ({"klas": "x" * 41}, "klas"),
        ({"klas": "x" * 600}, "klas"),
        ({"van": "01/02/2027", "tot": "01/01/2027"}, "tot"),
        ({"voornaam": "=HYPERLINK(1)"}, "voornaam"),
        ({"naam": "+32"}, "naam"),
        ({"klas": "@SUM(A1)"}, "klas"),
        ({"nummer": "-1"}, "nummer"),
        ({"nummer": "", "e_mail": "", "geboortedatum": ""}, "nummer"),
    ],
)
def test_each_wrong_cell_is_named(cells: dict[str, str], column: str) -> None:
    assert _told(read_roster(as_csv(TOM, changed(LENA, **cells)))) == [(3, column)]


def test_a_formula_in_a_workbook_is_refused_and_never_calculated() -> None:
    line = [*LENA]
    line[1] = "=1+1"
    assert _told(read_roster(as_xlsx(line))) == [(2, "B")]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((LENA, TOM, LENA), [(4, None)]),
        ((LENA, changed(LENA, klas="5 LAS-d", voornaam="Leentje")), [(3, None)]),
        ((LENA, changed(TOM, e_mail="lena@example.org")), [(3, "e-mail")]),
        ((changed(MAX, bedrijf=""),), [(2, "bedrijf")]),
        ((changed(MAX, klas="6 LAS-d"),), [(2, "klas")]),
        ((OMA,), [(2, "leerling")]),
        ((changed(OMA, leerling=""),), [(2, "leerling")]),
        ((ANN, changed(ANN, klas="5 LAS-d")), []),
    ],
    ids=["doubled", "two names", "one address", "no company", "class of a mentor", "unknown child", "no child", "fine"],
)
def test_lines_that_contradict_each_other(lines: tuple, told: list) -> None:
    assert _told(read_roster(as_csv(*lines))) == told


def test_a_cell_too_many_is_told() -> None:
    assert _told(read_roster(as_csv(LENA, (*TOM, "", "extra")))) == [(3, None)]


def test_a_oneroster_bundle() -> None:
    rows = read_roster(oneroster()).rows
    assert [(row.role, row.name, row.class_name, row.source_id) for row in rows] == [
        ("learner", "Lena Proef", "6 LAS-d", "u1"),
        ("teacher", "Ann Proef", "6 LAS-d", "u2"),
        ("guardian", "Oma Proef", None, "u3"),
    ]
    assert rows[2].learners == ("u1",) and rows[0].from_date == date(2026, 9, 1)
    assert contradictions(rows) == []


@pytest.mark.parametrize(
    "content",
    [
        oneroster(version="1.1"),
        oneroster(users="sourcedId,givenName\nu1,Lena\n"),
        oneroster(enrollments="classSourcedId,userSourcedId,role\nc9,u1,student\n"),
        oneroster(enrollments="classSourcedId,userSourcedId,role\nc1,u9,student\n"),
        as_zip(manifest="propertyName,value\noneroster.version,1.2\n"),
    ],
    ids=["version", "column", "class", "user", "files"],
)
def test_a_oneroster_bundle_that_is_not_whole(content: bytes) -> None:
    roster = read_roster(content)
    assert roster.rows == [] and len(roster.problems) == 1


@pytest.mark.parametrize("name", ["manifest.csv", "xl/workbook.xml"])
def test_a_zip_that_unpacks_to_too_much_is_refused_unread(name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 70_000_000)
    assert len(content.getvalue()) < 100_000
    assert "te groot" in read_roster(content.getvalue()).problems[0].text


def test_more_than_twenty_thousand_lines_are_too_many() -> None:
    content = b"rol;voornaam;naam;nummer\n" + b"".join(b"leerling;A;B;%d\n" % number for number in range(20_001))
    roster = read_roster(content)
    assert roster.rows == [] and "20.000" in roster.problems[0].text


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_problems(content: bytes) -> None:
    roster = read_roster(content)
    assert all(row.given_name and row.family_name for row in roster.rows)


_CELL = st.text(max_size=12)


@given(st.lists(st.lists(_CELL, min_size=11, max_size=11), max_size=4))
def test_any_cells_give_rows_or_problems_at_their_line(lines: list[list[str]]) -> None:
    roster = read_roster(as_csv(*lines, header=HEADER))
    assert all(problem.line is None or problem.line >= 1 for problem in roster.problems)
