"""Sheets of welds for the library's tests, made after the shipped one."""

from copy import deepcopy
from typing import Any

from logbook.core.unit_of_work import transaction
from logbook.sheets.models import Library
from logbook.sheets.services import load_library
from tests.conftest import shipped_library
from tests.factories import WELDING


def weld_sheet(sheet_id: str, title: str, *weld_of: str) -> dict[str, Any]:
    """Return a sheet like the shipped weld but for its names and its process, joint, product and position."""
    process, joint, product, position = weld_of
    sheet = deepcopy(next(each for each in shipped_library().sheets if each["id"] == WELDING))
    text = dict.fromkeys(("nl", "en", "fr"), title)
    weld = {"processes": [process], "joint": joint, "product": product, "position": position, "materials": ["steel"]}
    return sheet | {"id": sheet_id, "title": text, "short_title": text, "summary": text, "weld": weld}


def put_on_shelf(*sheets: dict[str, Any]) -> None:
    """Publish sheets as shipped ones."""
    with transaction():
        load_library(None, Library(sheets))


def many(number: int) -> list[dict[str, Any]]:
    """Return many welds, invented and obviously so."""
    positions = ("PA", "PC", "PE", "PF", "PG")
    return [
        weld_sheet(f"proef-{n}", f"Proeflas {n}", "141" if n % 2 else "111", "butt", "plate", positions[n % 5])
        for n in range(number)
    ]
