"""Drafts for the tests of making sheets."""

from typing import Any
from uuid import UUID

from logbook.authoring.models import SheetDraft
from logbook.authoring.services import copy_sheet
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import WELDING, Cast
from tests.pages import Page, PageClient


def a_copy(cast: Cast, sheet: str = WELDING) -> UUID:
    """Return a draft that copies a shipped sheet."""
    with transaction():
        return copy_sheet(cast.actor("teacher"), sheet, new_id()).id


def content_of(draft_id: UUID) -> dict[str, Any]:
    """Return what a draft says now."""
    db.session.expire_all()
    return db.session.get_one(SheetDraft, draft_id).content


def row_url(draft_id: UUID, shelf: str, row: str) -> str:
    """Return the address of a row's form."""
    return f"/sheet-drafts/{draft_id}/rows/{shelf}/{row}"


def typed(page: Page, selector: str) -> dict[str, Any]:
    """Return what a form would send, without the token, which the client makes itself."""
    return {name: value for name, value in page.form(selector).items() if name != "csrf_token"}


def save(client: PageClient, draft_id: UUID, shelf: str, row: str, status: int = 303, **texts: Any) -> Page:
    """Open the form of a row, type, and save it."""
    url = row_url(draft_id, shelf, row)
    form = typed(client.get(url), "#row-form")
    return client.post(url, form | {name.replace("__", "."): text for name, text in texts.items()}, status=status)


def published(cast: Cast, client: PageClient) -> str:
    """Return the name of an own sheet of the school that was copied and published."""
    draft_id = a_copy(cast)
    page = client.post(f"/sheet-drafts/{draft_id}/publish", {"note": "Eerste"})
    return page.location.rsplit("/", 1)[-1]
