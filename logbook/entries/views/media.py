"""The bytes of photos and spoken notes, for who may read the entry that they belong to."""

from io import BytesIO
from uuid import UUID

from flask import Response, send_file

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound
from logbook.entries import queries
from logbook.media.models import Media
from logbook.media.services import storage
from logbook.web.actor import current_actor
from logbook.web.private_file import PRIVATE_FILE

from .blueprint import pages

# The file is what somebody sent: even where all else fails, no browser may take it for a page of ours.
ENDINGS = {"image/jpeg": "jpg", "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/wav": "wav"}


@pages.get("/entries/<uuid:entry_id>/photos/<sha>")
def photo(entry_id: UUID, sha: str) -> Response:
    """Show a photo of an entry."""
    found = _seen(queries.photo_for(current_actor(), entry_id, sha))
    return _file(found.stored_sha, found.type, f"foto-{sha[:8]}")


@pages.get("/entries/<uuid:entry_id>/photos/<sha>/small")
def small_photo(entry_id: UUID, sha: str) -> Response:
    """Show the thumbnail of a photo of an entry."""
    found = _seen(queries.photo_for(current_actor(), entry_id, sha))
    return _file(found.small_sha or found.stored_sha, found.type, f"foto-{sha[:8]}-klein")


@pages.get("/entries/<uuid:entry_id>/spoken/<sha>")
def spoken(entry_id: UUID, sha: str) -> Response:
    """Play a spoken note of an entry, in parts where the browser asks for that, or keep it as a file."""
    found = _seen(queries.spoken_for(current_actor(), entry_id, sha))
    return _file(found.stored_sha, found.type, f"notitie-{sha[:8]}", as_attachment=True)


def _seen(media: Media) -> Media:
    """Return the same, and note that the actor got it."""
    tell_looks(current_actor(), [media.owner_id], Looked.MEDIA)
    return media


def _file(name: str, mimetype: str, title: str, *, as_attachment: bool = False) -> Response:
    """Return a stored file; one that was lost is not found, and `logbook media check` names it."""
    try:
        data = storage().read(name)
    except FileNotFoundError as error:
        raise NotFound from error
    response = send_file(
        BytesIO(data),
        mimetype=mimetype,
        as_attachment=as_attachment,
        download_name=f"{title}.{ENDINGS[mimetype]}",
        conditional=True,
        etag=name,
    )
    response.headers.update(PRIVATE_FILE)
    return response
