"""The class council's documents: for the whole class and for one learner, on a page, as PDF and as a spreadsheet."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, make_response, request
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.councils.queries.document import Document, documents_of
from logbook.councils.queries.files import Council, council_files
from logbook.councils.services.pdf import Printed, pdf_of_learner
from logbook.councils.services.print_words import file_words
from logbook.councils.services.spreadsheet import class_spreadsheet
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.period import PeriodSchema
from logbook.web.press import NoPdf
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import Written, around, render
from logbook.web.spreadsheet import WORKBOOK

from .blueprint import pages

PDF = "application/pdf"


@pages.get("/classes/<uuid:class_id>/council")
def class_file(class_id: UUID) -> Response:
    """Show the files of the whole class, one learner on each printed page."""
    return _page(class_id)


@pages.get("/classes/<uuid:class_id>/council/<uuid:learner_id>")
def learner_file(class_id: UUID, learner_id: UUID) -> Response:
    """Show one learner's file."""
    return _page(class_id, learner_id)


@pages.get("/classes/<uuid:class_id>/council/<uuid:learner_id>.pdf")
def learner_pdf(class_id: UUID, learner_id: UUID) -> Response:
    """Hand out one learner's file as a PDF."""
    council, _ = _read(class_id, learner_id)
    document = documents_of(council)[0]
    tell_looks(current_actor(), [learner_id], Looked.COUNCIL)
    return pdf_response(Printed(document))


@pages.get("/classes/<uuid:class_id>/council.xlsx")
def class_sheet(class_id: UUID) -> Response:
    """Hand out the figures of a class as a workbook."""
    council, _ = _read(class_id)
    documents = documents_of(council)
    _tell(documents)
    return handed_out(class_spreadsheet(documents), WORKBOOK, f"{gettext('klassenraad')}.xlsx")


def pdf_response(printed: Printed) -> Response:
    """Answer with one file as a PDF; without the library for it with a page that says how to print."""
    try:
        content = pdf_of_learner(printed)
    except NoPdf:
        return render("councils/no_pdf.html", status=503)
    return handed_out(content, PDF, f"{gettext('dossier')}.pdf")


def handed_out(content: bytes, kind: str, name: str) -> Response:
    """Answer with a file that no cache keeps. Its name says what it is and never whose: names are what people type."""
    response = make_response(content)
    response.mimetype = kind
    response.headers.update(PRIVATE_FILE)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def file_page(documents: list[Document], **context: Any) -> Response:
    """Show documents; `alone` for one of them, `seal` for a frozen one."""
    usual: Mapping[str, Any] = {"seal": None, "chosen": {}, "errors": {}, "typed": {}}
    return render(
        "councils/files.html",
        documents=documents,
        cells=Written("macros/council.html"),
        w=file_words(),
        **{**usual, **context},
    )


def _read(class_id: UUID, learner_id: UUID | None = None) -> tuple[Council, Loaded]:
    """Return the files of the period in the address; a wrong one is told beside the fields, over the whole year."""
    form = load(PeriodSchema(), request.args)
    period = form.value if form.ok else {}
    return council_files(current_actor(), class_id, learner_id, **period), form


def _page(class_id: UUID, learner_id: UUID | None = None) -> Response:
    council, form = _read(class_id, learner_id)
    documents = documents_of(council)
    _tell(documents)
    chosen = {name: day.isoformat() for name, day in (form.value if form.ok else {}).items() if day}
    return file_page(
        documents,
        status=200 if form.ok else 422,
        alone=learner_id is not None,
        class_id=class_id,
        class_name=council.group.name,
        first=council.first.isoformat(),
        last=council.last.isoformat(),
        chosen=chosen,
        errors=form.errors,
        typed=form.typed,
        links=around("insight.three_party", "learner_id"),
    )


def _tell(documents: list[Document]) -> None:
    tell_looks(current_actor(), [UUID(each["learner"]["id"]) for each in documents], Looked.COUNCIL)
