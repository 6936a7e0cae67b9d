"""The portfolio: the archive as a person reads it, on paper or on a screen."""

from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from logbook.extensions import db
from logbook.media.models import Media, MediaKind
from logbook.media.services import storage
from logbook.web.language import speaking

from .archive_document import Document
from .portfolio_pages import pages_of

STYLE = Path(__file__).parents[3] / "static" / "css" / "portfolio.css"
SCHEME = "photo:"


class NoPdf(Exception):
    """Pango is missing on this machine, the library of the system that lays out the text of a PDF."""


def portfolio(document: Document) -> bytes:
    """Return the portfolio as a PDF, in the learner's language. Raises NoPdf.

    The library is loaded here and not with the app: without Pango everything else still works.
    """
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415
    except OSError as error:
        current_app.logger.warning("no portfolio: Pango is missing; install your system's libpango (%s)", error)
        raise NoPdf from error
    with speaking(document["learner"]["language"]):
        text = current_app.jinja_env.get_template("privacy/portfolio.html").render(
            document=document, **pages_of(document)
        )
    fetch = _fetcher(document)
    style = CSS(string=STYLE.read_text(), url_fetcher=fetch)
    pdf: bytes = HTML(string=text, url_fetcher=fetch).write_pdf(stylesheets=[style], pdf_tags=True)
    return pdf


def _fetcher(document: Document) -> Any:
    """Return what fetches the pictures that the page names: those of this archive, small, and nothing else at all."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    names = _small_names(document)

    class OwnPhotos(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = names.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if name is None:
                raise ValueError("nothing is fetched for a portfolio")
            return URLFetcherResponse(url, BytesIO(storage().read(name)), {"Content-Type": "image/jpeg"})

    return OwnPhotos()


def _small_names(document: Document) -> dict[str, str]:
    """Return the thumbnail's file for each photo by its name."""
    shas = [each["sha"] for each in document["media"] if each["kind"] == MediaKind.PHOTO]
    owner = document["learner"]["id"]
    query = select(Media.sha, Media.small_sha, Media.stored_sha).where(Media.owner_id == owner, Media.sha.in_(shas))
    return {sha: small or stored for sha, small, stored in db.session.execute(query)}
