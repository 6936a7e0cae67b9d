"""The library: everything there is to learn from, and finding in it."""

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.library.queries import Asked, library_page
from logbook.library.schemas import LibrarySchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import Written, around, render

from .blueprint import pages

_ASKED = LibrarySchema()  # made once: making a schema takes longer than what it reads of an address


@pages.get("/sheets")
def index() -> Response:
    """Show the library, or what was found in it. What cannot be read is told, and the whole library shown."""
    actor, form = current_actor(), load(_ASKED, request.args)
    page = library_page(actor, form.value if form.ok else Asked())
    if page.group:
        tell_looks(actor, page.learners, Looked.CLASS)
    return render(
        "library/index.html",
        status=200 if form.ok else 422,
        page=page,
        typed=form.typed,
        errors=form.errors,
        links=around("sheets.show", "slug"),
        written=Written("macros/library.html"),
    )
