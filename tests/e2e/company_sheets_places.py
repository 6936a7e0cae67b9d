"""Where the browser looks: company sheets."""

from collections.abc import Callable
from typing import Any

from logbook.company_sheets.queries import places_in_reach, writable
from tests.factories import WELDING

Arguments = dict[str, Any]


def _made(around: Any) -> list[Arguments]:
    """A company sheet in reach, and a workplace without one."""
    return [{"workplace_id": each, "slug": slug} for each in _places(around) for slug in (WELDING, "emt-smeren")]


def _written(around: Any) -> list[Arguments]:
    mine = writable(around.actor, _places(around))
    return [each for each in _made(around) if each["workplace_id"] in mine]


def _places(around: Any) -> list[Any]:
    return [place.id for place in places_in_reach(around.actor)][:1]


COMPANY_SHEETS_PAGES: dict[str, Callable[[Any], list[dict[str, Any]]]] = {
    "company_sheets.here": lambda _around: [{"slug": WELDING}],
    "company_sheets.of_workplace": lambda around: [{"workplace_id": each} for each in _places(around)],
    "company_sheets.read": _made,
    "company_sheets.edit": _written,
    "company_sheets.photos": _written,
}
