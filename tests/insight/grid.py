"""The three-party view as a test reads it, and days to put in it."""

from datetime import date

from bs4 import Tag

from logbook.core.roles import Rater
from logbook.sheets.models import STAGES
from tests.factories import WELDING, Cast
from tests.insight.history import History
from tests.pages import Page

REACHED, NOT_YET = "reached", "not_yet_reached"


def address(cast: Cast, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/learners/{cast.learner.id}/three-party?{asked}"


def cells(page: Page) -> dict[str, list[Tag | None]]:
    """Return the six cells of each criterion, by the words at its row."""
    found: dict[str, list[Tag | None]] = {}
    for row in page.all("table.three tbody.group tr"):
        name = row.select_one("th.name")
        if name:
            found[name.contents[0].get_text(strip=True)] = [cell.select_one("a.cell") for cell in row.select("td")]
    return found


def said(cell: Tag) -> tuple[str, str, bool]:
    """Return a cell's marks in words, how often, and whether it has the sign of a difference."""
    trio, count = cell.select_one(".trio"), cell.select_one(".count")
    assert trio and count
    return str(trio["aria-label"]), count.get_text(), cell.select_one(".drift") is not None


def day(history: History, on: date, stage: str, own: str | None, **others: str) -> None:
    """Add a day with ratings of one criterion by the learner and by others of the cast."""
    cast = history.cast
    history.submit(cast.learner, cast.placement, on, stage=stage)
    if own:
        history.rate(cast.learner, Rater.LEARNER, {"undercut": own})
    for name, level in others.items():
        history.rate(getattr(cast, name), Rater(name), {"undercut": level})


def undercut(page: Page, stage: str = "coaching") -> Tag:
    cell = cells(page)["Inkarteling"][STAGES.index(stage)]
    assert cell is not None
    return cell


def evidence(cast: Cast, **query: str) -> str:
    chosen = {"sheet": WELDING, "criterion": "undercut", "stage": "coaching"} | query
    return f"/learners/{cast.learner.id}/three-party/evidence?" + "&".join(f"{k}={v}" for k, v in chosen.items())


def reads(statements: list[str]) -> list[str]:
    """Return the statements of the page itself; that somebody looked is noted after the response, with its event."""
    return [each for each in statements if "INTO look" not in each and "INTO event" not in each]
