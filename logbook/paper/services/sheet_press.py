"""The press for sheets: its style, the photos that a page names, and what every template of it needs."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from logbook.company_sheets.models import Overlay
from logbook.core import clock
from logbook.core.weeks import iso_number, week_days
from logbook.extensions import db
from logbook.media.models import Media, SchoolPhoto
from logbook.media.services import storage
from logbook.sheets.models import Stage
from logbook.web.language import choose_language
from logbook.web.press import Press

STYLE = "sheet-print.css"
SCHEME = "photo:"


class SheetPress(Press):
    """Lays out sheets of one reader; `photos` names the stored thumbnail of each photo that may stand there."""

    def __init__(self, stages: Mapping[str, Stage] | None = None, photos: Mapping[str, str] | None = None) -> None:
        self._photos = photos or {}
        self._stages = stages or {}
        super().__init__(STYLE, self._photo)

    def page(self, template: str, **context: Any) -> str:
        """Return a page as text."""
        return current_app.jinja_env.get_template(f"paper/{template}.html").render(
            language=choose_language(),
            stages=self._stages,
            local=clock.local,
            today=clock.today(),
            week_title=week_title,
            **context,
        )

    def _photo(self, url: str) -> tuple[bytes, str] | None:
        name = self._photos.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        return (storage().read(name), "image/jpeg") if name else None


def week_title(week: int) -> str:
    """Return a week as a form's head has it: its number and its first and last day."""
    days = week_days(week)
    first, last = (day.strftime("%d/%m/%Y") for day in (days[0], days[-1]))
    return str(gettext("%(n)s, van %(first)s tot %(last)s", n=iso_number(week), first=first, last=last))


def school_thumbnails(overlays: Iterable[Overlay]) -> dict[str, str]:
    """Return under which name the thumbnail of each photo of these company sheets lies, in one query."""
    ids = [photo.id for each in overlays for photo in each.photos]
    if not ids:
        return {}
    query = select(SchoolPhoto.id, SchoolPhoto.small_sha, SchoolPhoto.stored_sha).where(SchoolPhoto.id.in_(ids))
    return {str(photo_id): small or stored for photo_id, small, stored in db.session.execute(query)}


def thumbnails(owner_id: UUID, shas: Collection[str]) -> dict[str, str]:
    """Return under which name the thumbnail of each photo lies, in one query. The caller may show them."""
    if not shas:
        return {}
    query = select(Media.sha, Media.small_sha, Media.stored_sha).where(Media.owner_id == owner_id, Media.sha.in_(shas))
    return {sha: small or stored for sha, small, stored in db.session.execute(query)}
