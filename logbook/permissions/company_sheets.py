"""Company sheets."""

from logbook.core.roles import EVERYONE, SCHOOL_STAFF, Role

_MAKERS = SCHOOL_STAFF | {Role.MENTOR, Role.COMPANY_COORDINATOR}

COMPANY_SHEETS: dict[str, frozenset[Role] | None] = {
    # to read: whoever reaches the workplace through a placement, the school or the company
    "company_sheets.here": EVERYONE,
    "company_sheets.of_workplace": EVERYONE,
    "company_sheets.read": EVERYONE,
    "company_sheets.photo": EVERYONE,
    "company_sheets.small_photo": EVERYONE,
    # to write
    "company_sheets.edit": _MAKERS,
    "company_sheets.save": _MAKERS,
    "company_sheets.photos": _MAKERS,
    "company_sheets.add_photo": _MAKERS,
    "company_sheets.remove_photo": _MAKERS,
}
