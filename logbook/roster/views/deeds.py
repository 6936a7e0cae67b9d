"""Sending a file in, agreeing to it, stopping, undoing."""

from uuid import UUID

from flask import Response, request

from logbook.core.errors import Rejected, Stale
from logbook.core.texts import N_
from logbook.core.unit_of_work import let_go, transaction
from logbook.roster.queries import import_of
from logbook.roster.schemas import AgreeSchema, UploadSchema, read_roster
from logbook.roster.services import agree_roster, ask_undo, drop_roster, receive_roster
from logbook.web.actor import current_actor
from logbook.web.forms import cleaned_text, load
from logbook.web.jobs import later, stop
from logbook.web.rendering import see_other

from .blueprint import pages
from .show import choose, page_of

LARGEST = 8 * 1024 * 1024
NO_FILE = N_("Kies een bestand.")


@pages.post("")
def upload() -> Response:
    """Read a file and lead to what it would change. Nothing changes yet."""
    request.max_content_length = LARGEST
    form = load(UploadSchema())
    file = request.files.get("file")
    content = file.read() if file else b""
    if not file or not content:
        form.refuse({"file": [NO_FILE]})
    if form.ok and file:
        let_go()  # nobody waits while a big file is read
        roster = read_roster(content)
        name = cleaned_text(file.filename or "").replace("\\", "/").rpartition("/")[2] or "?"
        try:
            with transaction():
                kept = receive_roster(current_actor(), name, form.value["year"], roster, ends=form.value["ends"])
                import_id = kept.id
            return see_other(".show", import_id=import_id)
        except Rejected as error:
            form.refuse(error.errors)
    return choose(form, 422)


@pages.post("/<uuid:import_id>/apply")
def apply(import_id: UUID) -> Response:
    """Agree to the changes that were shown; the worker makes them. 409 when the school changed since."""
    form = load(AgreeSchema())
    try:
        with transaction():
            asked = agree_roster(current_actor(), import_id, form.value["agreed"] if form.ok else "")
    except Stale:
        return page_of(import_id, 409)
    if asked:
        later("roster_apply", str(import_id))
    return see_other(".show", import_id=import_id)


@pages.post("/<uuid:import_id>/stop")
def stop_work(import_id: UUID) -> Response:
    """Stop while the worker is at it: all is as before then."""
    import_of(current_actor(), import_id)  # another school has none with this id
    stop(str(import_id))
    return see_other(".show", import_id=import_id)


@pages.post("/<uuid:import_id>/drop")
def drop(import_id: UUID) -> Response:
    """Drop a file that was not applied."""
    with transaction():
        drop_roster(current_actor(), import_id)
    return see_other(".index")


@pages.post("/<uuid:import_id>/undo")
def undo(import_id: UUID) -> Response:
    """Undo the import that was applied last."""
    with transaction():
        asked = ask_undo(current_actor(), import_id)
    if asked:
        later("roster_undo", str(import_id))
    return see_other(".show", import_id=import_id)
