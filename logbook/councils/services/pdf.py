"""Files as PDF: tagged, with bookmarks, fonts inside, marks that grey ink shows; a class with a list of its pages.

A class is laid out learner by learner and joined, so that somebody sees how far it is and can stop it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from flask import current_app

from logbook.councils.queries.document import Document
from logbook.councils.queries.frozen import Seal
from logbook.web.language import choose_language
from logbook.web.rendering import Written

from .print_words import file_words

STATIC = Path(__file__).parents[3] / "static"
STYLE, MARKS = STATIC / "css" / "council-print.css", STATIC / "marks.svg"
SCHEME = "mark:"
SVG = "{http://www.w3.org/2000/svg}"
LINES = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


class NoPdf(Exception):
    """Pango is missing on this machine, the library of the system that lays out the text of a PDF."""


class Printed(NamedTuple):
    """A document to print; `seal` when it is frozen."""

    document: Document
    seal: Seal | None = None


def pdf_of_learner(printed: Printed) -> bytes:
    """Return one file as a PDF in the reader's language. Raises NoPdf."""
    press = _Press()
    pdf: bytes = press.lay_out(press.file_page(printed)).write_pdf(pdf_tags=True)
    return pdf


def pdf_of_class(title: str, files: Iterable[Printed], tell: Callable[[int, int], None]) -> bytes:
    """Return the files of a class as one PDF, the list of its pages first. Raises NoPdf, and what `tell` raises."""
    press, files = _Press(), list(files)
    total = len(files) + 2
    front = press.lay_out(press.front_page(title, files, [0] * len(files)))
    laid, starts, page = [], [], len(front.pages)
    for done, printed in enumerate(files):
        tell(done, total)
        starts.append(page + 1)
        each = press.lay_out(press.file_page(printed, done + 1), after=page)
        laid.append(each)
        page += len(each.pages)
    tell(len(files), total)
    front = press.lay_out(press.front_page(title, files, starts))
    tell(len(files) + 1, total)
    pages = [*front.pages, *(one for each in laid for one in each.pages)]
    pdf: bytes = front.copy(pages).write_pdf(pdf_tags=True)
    return pdf


class _Press:
    """Lays out pages of one language; marks and the style are read once for all of them.

    The library is loaded here and not with the app: without Pango everything else still works.
    """

    def __init__(self) -> None:
        try:
            from weasyprint import CSS, HTML  # noqa: PLC0415
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        except OSError as error:
            current_app.logger.warning("no PDF: Pango is missing; install your system's libpango (%s)", error)
            raise NoPdf from error
        self._html, self._css, self._fonts, self._fetch = HTML, CSS, FontConfiguration(), _fetcher()
        self._style = CSS(string=STYLE.read_text(), url_fetcher=self._fetch, font_config=self._fonts)
        self._cells, self._pictures = Written("macros/paper.html"), dict[Any, Any]()

    def lay_out(self, text: str, after: int = 0) -> Any:
        """Return a laid out document, its pages numbered on from so many others."""
        styles = [self._style]
        if after:
            styles.append(self._css(string=f"@page :first {{ counter-reset: page {after + 1} }}"))
        page = self._html(string=text, url_fetcher=self._fetch)
        return page.render(stylesheets=styles, font_config=self._fonts, cache=self._pictures)

    def file_page(self, printed: Printed, number: int = 1) -> str:
        """Return the page of one file, by the number it has in its class."""
        return _write(
            "councils/pdf_file.html",
            doc=printed.document,
            seal=printed.seal,
            w=file_words(),
            cells=self._cells,
            number=number,
        )

    def front_page(self, title: str, files: list[Printed], starts: list[int]) -> str:
        """Return the first page: whose files these are, and on which page each begins."""
        listed = [(each.document["learner"]["name"], start) for each, start in zip(files, starts, strict=True)]
        period = next((each.document["period"] for each in files), None)
        return _write("councils/pdf_front.html", title=title, files=listed, period=period, cells=self._cells)


def _write(template: str, **context: Any) -> str:
    return current_app.jinja_env.get_template(template).render(alone=True, language=choose_language(), **context)


def _fetcher() -> Any:
    """Return what fetches the marks that the page names, and nothing else at all."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnMarks(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            found = marks().get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if found is None:
                raise ValueError("nothing is fetched for a council's file")
            return URLFetcherResponse(url, BytesIO(found), {"Content-Type": "image/svg+xml"})

    return OwnMarks()


@cache
def marks() -> dict[str, bytes]:
    """Return the marks by name, each as a picture of its own in black."""
    return dict(_marks())


def _marks() -> Iterator[tuple[str, bytes]]:
    # Our own file, not somebody's.
    for symbol in ElementTree.parse(MARKS).getroot().iter(f"{SVG}symbol"):  # noqa: S314
        drawn = "".join(ElementTree.tostring(each, encoding="unicode") for each in symbol)
        drawn = drawn.replace("currentColor", "#000").replace("ns0:", "").replace(":ns0", "")
        name = symbol.get("id", "")
        lines = "" if name[:2] in ("l-", "m-", "t-") else LINES
        yield name, f'<svg xmlns="{SVG[1:-1]}" viewBox="{symbol.get("viewBox")}"><g {lines}>{drawn}</g></svg>'.encode()
