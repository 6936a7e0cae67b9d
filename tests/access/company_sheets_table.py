"""Who may reach what of: company sheets."""

from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from logbook.company_sheets.models import CompanySheet, CompanySheetPhoto, OverlayWords
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.media.models import SchoolPhoto
from logbook.media.services import file_photo
from logbook.training.models import Placement
from tests.access.reach import ALL, Rule
from tests.factories import WELDING, Cast

MAKERS = {"mentor", "other_mentor", "teacher", "counsellor", "coordinator", "company_coordinator"}
SLUG = {"slug": WELDING}
COMPANY_SHEETS: dict[str, Rule] = {
    "company_sheets.of_workplace": Rule("workplace", ALL),
    "company_sheets.read": Rule("workplace", ALL, more=SLUG),
    "company_sheets.photo": Rule("workplace_photo", ALL, more=SLUG),
    "company_sheets.small_photo": Rule("workplace_photo", ALL, more=SLUG),
    "company_sheets.edit": Rule("workplace", MAKERS, more=SLUG),
    "company_sheets.save": Rule("workplace", MAKERS, post=True, more=SLUG),
    "company_sheets.photos": Rule("workplace", MAKERS, more=SLUG),
    "company_sheets.add_photo": Rule("workplace", MAKERS, post=True, more=SLUG),
    "company_sheets.remove_photo": Rule("workplace_photo", MAKERS, post=True, more=SLUG),
}
COMPANY_SHEETS_OWN: set[str] = {"company_sheets.here"}
"""Pages and deeds that name nobody's thing."""


def company_sheets_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {
        "own": _workplace(cast.placement),
        "other": _workplace(cast.other_placement),
        "foreign": _workplace(cast.foreign_placement),
    }


def _workplace(placement: Placement) -> dict[str, dict[str, Any]]:
    address = {"workplace_id": placement.workplace_id}
    return {"workplace": address, "workplace_photo": address | {"photo_id": with_photo(placement)}}


def with_photo(placement: Placement) -> UUID:
    """Give the placement's workplace a company sheet with a photo, and return the photo's id."""
    school, maker, moment, photo_id = placement.school_id, placement.learner_id, clock.now(), new_id()
    sheet = CompanySheet(
        school_id=school,
        workplace_id=placement.workplace_id,
        sheet_id=WELDING,
        content=OverlayWords(material="Post 4").to_json(),
        made_by=maker,
        made_at=moment,
        changed_by=maker,
        changed_at=moment,
    )
    with transaction():
        db.session.add_all([sheet, SchoolPhoto(id=photo_id, school_id=school, received_at=moment, **_filed())])
        db.session.flush()
        db.session.add(
            CompanySheetPhoto(
                photo_id=photo_id,
                school_id=school,
                company_sheet_id=sheet.id,
                alt="De laspost",
                added_by=maker,
                added_at=moment,
            )
        )
    return photo_id


@cache
def _filed() -> dict[str, Any]:
    """Return a photo that lies in the storage of the run; tests with another storage file their own."""
    buffer = BytesIO()
    Image.new("RGB", (8, 6), "gray").save(buffer, "JPEG")
    return file_photo(buffer.getvalue())
