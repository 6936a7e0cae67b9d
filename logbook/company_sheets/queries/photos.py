"""A photo of a company sheet, for who reads the company sheet."""

from uuid import UUID

from sqlalchemy import select

from logbook.company_sheets.models import CompanySheet, CompanySheetPhoto
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.media.models import SchoolPhoto

from .reach import place_in_reach


def photo_of(actor: Actor, workplace_id: UUID, sheet_id: str, photo_id: UUID) -> SchoolPhoto:
    """Return a photo of a company sheet. Raises NotFound, also while the company wants no photos."""
    if not place_in_reach(actor, workplace_id).photos_allowed:
        raise NotFound
    query = (
        select(SchoolPhoto)
        .join(CompanySheetPhoto, CompanySheetPhoto.photo_id == SchoolPhoto.id)
        .join(CompanySheet, CompanySheet.id == CompanySheetPhoto.company_sheet_id)
        .where(
            SchoolPhoto.id == photo_id,
            CompanySheet.workplace_id == workplace_id,
            CompanySheet.sheet_id == sheet_id,
        )
    )
    photo = db.session.scalar(query)
    if photo is None:
        raise NotFound
    return photo
