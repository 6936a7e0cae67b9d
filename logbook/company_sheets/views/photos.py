"""The photos of a company sheet: a page to add and remove them, and their bytes."""

from io import BytesIO
from uuid import UUID

from flask import Response, flash, request, send_file
from flask_babel import gettext

from logbook.company_sheets import queries, services
from logbook.company_sheets.policy import MOST_PHOTOS
from logbook.company_sheets.schemas import PhotoSchema
from logbook.core.errors import NotFound, TooLarge, WrongType
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.core.unit_of_work import let_go, transaction
from logbook.media.services import LARGEST_FILE, delete_files, file_photo, storage
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render, see_other

from .blueprint import pages

# As for the photos of learners: no browser may take the file for a page of ours.
NO_FILE = N_("Kies een foto.")
NO_PHOTO = N_("Dit is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP.")
TOO_BIG = N_("Deze foto is te groot. Kies er een tot 12 MB.")


@pages.get("/workplaces/<uuid:workplace_id>/sheets/<slug>/photos")
def photos(workplace_id: UUID, slug: str) -> Response:
    """Show the photos to who may add and remove them."""
    return _page(workplace_id, slug, Loaded({}))


@pages.post("/workplaces/<uuid:workplace_id>/sheets/<slug>/photos")
def add_photo(workplace_id: UUID, slug: str) -> Response:
    """Add one. It is read and made clean while nothing is locked."""
    request.max_content_length = LARGEST_FILE + 64 * 1024
    actor, form, sent = current_actor(), load(PhotoSchema()), request.files.get("photo")
    queries.place_to_write(actor, workplace_id)
    data = sent.read() if sent else b""
    let_go()
    if not data:
        form.refuse({"photo": [NO_FILE]})
    try:
        filed = file_photo(data) if form.ok else {}
    except TooLarge:
        form.refuse({"photo": [TOO_BIG]})
    except WrongType:
        form.refuse({"photo": [NO_PHOTO]})
    if did(form, lambda: services.add_photo(actor, workplace_id, slug, form.value, filed)):
        flash(gettext("De foto staat erbij."))
        return see_other(".photos", workplace_id=workplace_id, slug=slug)
    return _page(workplace_id, slug, form, 422)


@pages.post("/workplaces/<uuid:workplace_id>/sheets/<slug>/photos/<uuid:photo_id>/remove")
def remove_photo(workplace_id: UUID, slug: str, photo_id: UUID) -> Response:
    """Remove one."""
    with transaction():
        names = services.remove_photo(current_actor(), workplace_id, slug, photo_id)
    delete_files(names)
    return see_other(".photos", workplace_id=workplace_id, slug=slug)


@pages.get("/workplaces/<uuid:workplace_id>/sheets/<slug>/photos/<uuid:photo_id>")
def photo(workplace_id: UUID, slug: str, photo_id: UUID) -> Response:
    """Show a photo."""
    return _file(queries.photo_of(current_actor(), workplace_id, slug, photo_id).stored_sha)


@pages.get("/workplaces/<uuid:workplace_id>/sheets/<slug>/photos/<uuid:photo_id>/small")
def small_photo(workplace_id: UUID, slug: str, photo_id: UUID) -> Response:
    """Show its thumbnail."""
    return _file(queries.photo_of(current_actor(), workplace_id, slug, photo_id).small_sha)


def _page(workplace_id: UUID, slug: str, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    place, sheet = queries.place_to_write(actor, workplace_id), services.overlaid_sheet(actor, slug)
    return render(
        "company_sheets/photos.html",
        status=status,
        form=form,
        place=place,
        sheet=sheet,
        kept=queries.kept_photos(place, slug),
        most=MOST_PHOTOS,
        photo_id=form.typed.get("id") or new_id(),
    )


def _file(name: str) -> Response:
    """Return a stored file; one that was lost is not found, and `logbook media check` names it."""
    try:
        data = storage().read(name)
    except FileNotFoundError as error:
        raise NotFound from error
    response = send_file(
        BytesIO(data), mimetype="image/jpeg", download_name=f"foto-{name[:8]}.jpg", conditional=True, etag=name
    )
    response.headers.update(PRIVATE_FILE)
    return response
