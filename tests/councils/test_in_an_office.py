"""A class's workbook opened and saved by an office program: the same figures, and texts that stay texts."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests import office
from tests.factories import Cast
from tests.insight.grid import REACHED, day
from tests.insight.history import TODAY, history_of
from tests.pages import PageClient

NASTY = ("=1+1", "+32 470", "@hoek")


def _values(book: Workbook) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in book}


def test_an_office_program_reads_the_same_figures_and_reckons_nothing_out(
    cast: Cast,
    client_for: Callable[..., PageClient],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    if office.find() is None:
        record_property("LibreOffice", office.MISSING)
    with transaction():
        history = history_of(cast)
        history.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
        day(history, TODAY, "coaching", REACHED, mentor=REACHED)
        for text in NASTY:
            history.remark(cast.learner, cast.mentor, "work_point", text)
    teacher, path = client_for(cast.teacher), f"/classes/{cast.group.id}/council.xlsx"
    db.session.commit()
    made = teacher.client.get(path, buffered=True).data
    own = load_workbook(BytesIO(made))
    saved = load_workbook(BytesIO(office.reckoned(made, tmp_path)))
    assert _values(saved) == _values(own)
    cells = [cell for sheet in saved for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert set(NASTY) <= {cell.value for cell in cells}
    assert all(sheet.freeze_panes == "A2" for sheet in own)
