"""One sheet as PDF, at once: empty, or with the latest pages of a learner's work."""

from dataclasses import replace

from logbook.company_sheets.queries import overlays_here
from logbook.core.actor import Actor
from logbook.core.roles import AT_WORK, Role
from logbook.paper.queries import Paper, SheetPart
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import stage_map
from logbook.web.press import bind

from .sheet_press import SheetPress, school_thumbnails

MOST_PAGES = 4
"""Pages of one filled sheet that are made at once, the latest: what is more is for the portfolio."""
MOST_WEEKS = 6
WEEKS_A_TEXT = 3


def empty_sheet(actor: Actor, content: SheetContent) -> bytes:
    """Return an empty form; who learns or guides at a workplace gets what it adds. The caller has found the sheet.

    Raises NoPdf.
    """
    mine = overlays_here(actor, content.id) if actor.role in AT_WORK | {Role.LEARNER} else []
    overlays = [each for each in mine if each.says(content)]
    press = SheetPress(photos=school_thumbnails(overlays))
    return press.print(press.page("empty", content=content, school=actor.school_name, overlays=overlays))


def filled_sheet(actor: Actor, paper: Paper) -> bytes:
    """Return a learner's work on one sheet, the latest pages of it. Raises NoPdf."""
    press = SheetPress(stage_map(actor), school_thumbnails(each for part in paper.sheets for each in part.overlays))
    texts = sheet_texts(press, paper, newest(paper.sheets)) + week_texts(press, paper, MOST_WEEKS)
    laid, after = [], 0
    for text in texts:
        laid.append(press.lay_out(text, after))
        after += len(laid[-1].pages)
    return bind(laid[0], laid[1:])


def newest(parts: tuple[SheetPart, ...]) -> list[SheetPart]:
    """Return the last pages of these parts, as many as are made at once."""
    kept: list[SheetPart] = []
    left = MOST_PAGES
    for part in reversed(parts):
        pages = part.pages[-left:] if left else ()
        left -= len(pages)
        if pages:
            kept.insert(0, replace(part, pages=pages))
    return kept


def sheet_texts(press: SheetPress, paper: Paper, parts: list[SheetPart]) -> list[str]:
    """Return a text for each version."""
    return [
        press.page("filled", paper=paper, part=part, pages=part.pages, anchor="", begins=True, ends=True)
        for part in parts
    ]


def week_texts(press: SheetPress, paper: Paper, most: int) -> list[str]:
    """Return texts of some weeks each, the latest `most` weeks."""
    weeks = paper.weeks[-most:]
    starts = range(0, len(weeks), WEEKS_A_TEXT)
    return [
        press.page("weeks", paper=paper, weeks=weeks[at : at + WEEKS_A_TEXT], anchor="", begins=not at) for at in starts
    ]
