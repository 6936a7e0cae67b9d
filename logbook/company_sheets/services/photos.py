"""Photos of a company sheet come and go. Their bytes are made clean and filed away before the transaction."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from logbook.company_sheets.models import CompanySheet, CompanySheetPhoto, OverlayWords
from logbook.company_sheets.policy import MOST_PHOTOS
from logbook.company_sheets.queries import place_to_write
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import OpReused, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.media.models import SchoolPhoto

from .save import begun_sheet, overlaid_sheet

NO_PHOTOS = N_("Dit bedrijf wil geen foto's.")
ENOUGH = N_("Meer dan acht foto's kan niet. Haal er eerst een weg.")


@dataclass(frozen=True, slots=True)
class AddPhoto:
    """A photo's id, made with the form, and what it shows in words."""

    id: UUID
    alt: str


def add_photo(actor: Actor, workplace_id: UUID, sheet_id: str, wish: AddPhoto, filed: dict[str, Any]) -> None:
    """Add a photo whose files are `filed` away (see `file_photo`); the same one sent twice is one.

    Raises NotFound, NotPermitted, OpReused for an id that names another sheet's photo, and Rejected when the company
    wants no photos or has MOST_PHOTOS on this sheet.
    """
    place = place_to_write(actor, workplace_id)
    overlaid_sheet(actor, sheet_id)
    if not place.photos_allowed:
        raise Rejected({"photo": [NO_PHOTOS]})
    sheet = begun_sheet(actor, place, sheet_id, OverlayWords())
    known = db.session.get(CompanySheetPhoto, wish.id)
    if known is not None:
        if known.company_sheet_id != sheet.id:
            raise OpReused
        return
    count = select(func.count()).where(CompanySheetPhoto.company_sheet_id == sheet.id)
    if db.session.scalars(count).one() >= MOST_PHOTOS:
        raise Rejected({"photo": [ENOUGH]})
    moment = clock.now()
    db.session.add(SchoolPhoto(id=wish.id, school_id=place.school_id, received_at=moment, **filed))
    db.session.flush()
    db.session.add(
        CompanySheetPhoto(
            photo_id=wish.id,
            school_id=place.school_id,
            company_sheet_id=sheet.id,
            alt=wish.alt,
            added_by=actor.person_id,
            added_at=moment,
        )
    )
    sheet.changed_by, sheet.changed_at = actor.person_id, moment
    append_event(actor, "add_photo", "company_sheet", sheet.id, new="added")


def remove_photo(actor: Actor, workplace_id: UUID, sheet_id: str, photo_id: UUID) -> list[str]:
    """Remove a photo and return its files, for `delete_files` after the transaction; gone already is success.

    Also while the company wants no photos. Raises NotFound, NotPermitted.
    """
    place_to_write(actor, workplace_id)
    query = (
        select(CompanySheetPhoto, SchoolPhoto, CompanySheet)
        .join(SchoolPhoto, SchoolPhoto.id == CompanySheetPhoto.photo_id)
        .join(CompanySheet, CompanySheet.id == CompanySheetPhoto.company_sheet_id)
        .where(
            CompanySheetPhoto.photo_id == photo_id,
            CompanySheet.workplace_id == workplace_id,
            CompanySheet.sheet_id == sheet_id,
        )
    )
    row = db.session.execute(query).first()
    if row is None:
        return []
    link, photo, sheet = row
    names = [photo.stored_sha, photo.small_sha]
    db.session.delete(link)
    db.session.flush()
    db.session.delete(photo)
    sheet.changed_by, sheet.changed_at = actor.person_id, clock.now()
    append_event(actor, "remove_photo", "company_sheet", sheet.id, old="added", new="removed")
    return names
