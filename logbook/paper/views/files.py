"""Handing out a PDF: as a file that no cache keeps, with a name that says what it is and never whose."""

from collections.abc import Callable

from flask import Response, make_response

from logbook.web.press import NoPdf
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render

PDF = "application/pdf"


def pdf_response(made: Callable[[], bytes], name: str) -> Response:
    """Answer with a PDF; without the library for it with a page that says so."""
    try:
        response = make_response(made())
    except NoPdf:
        return render("paper/no_pdf.html", status=503)
    response.mimetype = PDF
    response.headers.update(PRIVATE_FILE)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response
