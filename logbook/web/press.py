"""Pages of text laid out as PDF: tagged, fonts inside, and nothing fetched but the pictures that are handed over.

The library is loaded here and not with the app: without Pango everything else still works.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app

CSS_FOLDER = Path(__file__).parents[2] / "static" / "css"
Pictures = Callable[[str], tuple[bytes, str] | None]
"""Gives what an address names and of which kind it is; None when nothing may be fetched there."""


class NoPdf(Exception):
    """Pango is missing on this machine, the library of the system that lays out the text of a PDF."""


class Press:
    """Lays out pages of one style; the style, fonts and pictures are read once for all of them."""

    def __init__(self, style: str, pictures: Pictures) -> None:
        try:
            from weasyprint import CSS, HTML  # noqa: PLC0415
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        except OSError as error:
            current_app.logger.warning("no PDF: Pango is missing; install your system's libpango (%s)", error)
            raise NoPdf from error
        self._html, self._css, self._fonts, self._fetch = HTML, CSS, FontConfiguration(), _fetcher(pictures)
        text = (CSS_FOLDER / style).read_text()
        self._style = CSS(string=text, url_fetcher=self._fetch, font_config=self._fonts)
        self._pictures = dict[Any, Any]()

    def lay_out(self, text: str, after: int = 0) -> Any:
        """Return a laid out document, its pages numbered on from so many others. Raises NoPdf."""
        styles = [self._style]
        if after:
            styles.append(self._css(string=f"@page :first {{ counter-reset: page {after + 1} }}"))
        page = self._html(string=text, url_fetcher=self._fetch)
        return page.render(stylesheets=styles, font_config=self._fonts, cache=self._pictures)

    def print(self, text: str) -> bytes:
        """Return one text as a PDF."""
        pdf: bytes = self.lay_out(text).write_pdf(pdf_tags=True)
        return pdf


def bind(first: Any, others: list[Any]) -> bytes:
    """Return laid out documents as one PDF, with the title of the first."""
    pages = [page for each in (first, *others) for page in each.pages]
    for page in pages:
        page.paint = partial(_paint, page.paint)
    pdf: bytes = first.copy(pages).write_pdf(pdf_tags=True)
    return pdf


def _paint(paint: Callable[..., None], stream: Any, *how: Any, **more: Any) -> None:
    """Draw a page and keep what was drawn as one piece: its thousands of small ones take many times the room."""
    paint(stream, *how, **more)
    stream.stream = [b"\n".join(_piece(each) for each in stream.stream)]


def _piece(each: Any) -> bytes:
    """Return a piece of a drawing as bytes: text, or a mark that knows its own."""
    if isinstance(each, bytes):
        return each
    return each.encode() if isinstance(each, str) else bytes(each.data)


def _fetcher(pictures: Pictures) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Own(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            found = pictures(url)
            if found is None:
                raise ValueError("nothing else is fetched for paper")
            return URLFetcherResponse(url, BytesIO(found[0]), {"Content-Type": found[1]})

    return Own()
