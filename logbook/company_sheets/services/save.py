"""The words of a company sheet: the same form makes it and changes it."""

from uuid import UUID

from sqlalchemy import select

from logbook.company_sheets.models import CompanySheet, OverlayWords, known_ids
from logbook.company_sheets.queries import Place, place_to_write
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.core.upsert import insert_new
from logbook.extensions import db
from logbook.sheets.models import SheetContent, SheetKind
from logbook.sheets.queries import latest_version

NOT_OF_SHEET = N_("Dit staat niet in de fiche.")


class SavedMeanwhile(Stale):
    """Somebody saved meanwhile; `fresh` are the words that stand now."""

    fresh: OverlayWords


def overlaid_sheet(actor: Actor, sheet_id: str) -> SheetContent:
    """Return the latest version of a sheet that a workplace can add to. Raises NotFound for another kind, or none."""
    sheet = latest_version(actor, sheet_id)
    if sheet.kind not in (SheetKind.TASK, SheetKind.THEME):
        raise NotFound
    return sheet


def save_overlay(actor: Actor, workplace_id: UUID, sheet_id: str, words: OverlayWords, version: int) -> CompanySheet:
    """Keep what a workplace adds to a sheet; the same words again change nothing.

    Raises NotFound, NotPermitted, Rejected for ids that neither the sheet nor the company sheet has, and Stale when
    somebody saved other words since `version`, with these as `fresh`.
    """
    place, sheet = place_to_write(actor, workplace_id), overlaid_sheet(actor, sheet_id)
    row = _locked(place, sheet_id)
    standing = OverlayWords.from_json(row.content) if row else OverlayWords()
    if unknown := words.ids - known_ids(sheet) - standing.ids:
        raise Rejected({f"steps.{each}": [NOT_OF_SHEET] for each in sorted(unknown)})
    if row is None:
        row = begun_sheet(actor, place, sheet_id, words)
        standing = OverlayWords.from_json(row.content)
    if row.content == words.to_json():
        return row
    if row.version != version:
        raise SavedMeanwhile(standing)
    row.content, row.version = words.to_json(), row.version + 1
    row.changed_by, row.changed_at = actor.person_id, clock.now()
    append_event(actor, "save_overlay", "company_sheet", row.id, old="saved", new="saved", rev=row.version)
    return row


def begun_sheet(actor: Actor, place: Place, sheet_id: str, words: OverlayWords) -> CompanySheet:
    """Return the company sheet, locked; when there is none yet, a new one with these words."""
    row = _locked(place, sheet_id)
    if row is not None:
        return row
    made = _insert(actor, place, sheet_id, words)
    row = _locked(place, sheet_id)
    if row is None:
        raise NotFound
    if made:
        append_event(actor, "save_overlay", "company_sheet", row.id, new="saved", rev=1)
    return row


def _locked(place: Place, sheet_id: str) -> CompanySheet | None:
    query = (
        select(CompanySheet)
        .where(CompanySheet.workplace_id == place.id, CompanySheet.sheet_id == sheet_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(query)


def _insert(actor: Actor, place: Place, sheet_id: str, words: OverlayWords) -> bool:
    """Write the first version and return whether nobody else was first."""
    moment = clock.now()
    values = {
        "id": new_id(),
        "school_id": place.school_id,
        "workplace_id": place.id,
        "sheet_id": sheet_id,
        "content": words.to_json(),
        "version": 1,
        "made_by": actor.person_id,
        "made_at": moment,
        "changed_by": actor.person_id,
        "changed_at": moment,
    }
    return insert_new(CompanySheet, values)
