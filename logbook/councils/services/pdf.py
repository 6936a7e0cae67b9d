"""Files as PDF: tagged, with bookmarks, fonts inside, marks that grey ink shows; a class with a list of its pages.

A class is laid out learner by learner and joined, so that somebody sees how far it is and can stop it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from flask import current_app

from logbook.councils.queries.document import Document
from logbook.councils.queries.frozen import Seal
from logbook.web.language import choose_language
from logbook.web.press import Press, bind
from logbook.web.rendering import Written

from .print_words import file_words

MARKS = Path(__file__).parents[3] / "static" / "marks.svg"
SCHEME = "mark:"
SVG = "{http://www.w3.org/2000/svg}"
LINES = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


class Printed(NamedTuple):
    """A document to print; `seal` when it is frozen."""

    document: Document
    seal: Seal | None = None


def pdf_of_learner(printed: Printed) -> bytes:
    """Return one file as a PDF in the reader's language. Raises NoPdf."""
    press = _Press()
    return press.print(press.file_page(printed))


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
    return bind(front, laid)


class _Press(Press):
    """Lays out files of one language; what marks look like in words is written once for all of them."""

    def __init__(self) -> None:
        super().__init__("council-print.css", _mark)
        self._cells = Written("macros/paper.html")

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


def _mark(url: str) -> tuple[bytes, str] | None:
    found = marks().get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
    return (found, "image/svg+xml") if found else None


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
