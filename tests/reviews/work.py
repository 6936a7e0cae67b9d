"""Short ways to have a week under review in tests."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week
from logbook.entries.models import Week
from logbook.extensions import db
from logbook.reviews.services import AGREE, EntryReview, ReviewWeek, approve_week
from logbook.sheets.queries import latest_version
from tests.entries.work import THIS_WEEK, TODAY, stored, submit
from tests.factories import WELDING, Cast
from tests.pages import Page

MONDAY = TODAY - timedelta(days=4)
PAGE_WEEK = iso_week(THIS_WEEK)


def full_ratings(cast: Cast, **changes: str) -> dict[str, str]:
    """Return every check done and every criterion reached, but for `changes`."""
    sheet = latest_version(cast.actor("learner"), WELDING)
    best = {each.id: each.scale.levels[-1].id for each in sheet.all_criteria.values()}
    return best | changes


def week_of_work(cast: Cast, days: int = 4, **changes: str) -> list[UUID]:
    """Hand in `days` full days, Monday first, and return the entries' ids."""
    ratings = full_ratings(cast, **changes)
    return [day_of_work(cast, MONDAY + timedelta(days=offset), ratings=ratings) for offset in range(days)]


def day_of_work(cast: Cast, day: date = TODAY, **changes: Any) -> UUID:
    """Hand in one day and return the entry's id."""
    entry_id = new_id()
    submit(cast, entry_id, date=day, **{"ratings": full_ratings(cast), **changes})
    return entry_id


def week_url(cast: Cast, tail: str = "") -> str:
    """Return the address of this week at the cast's placement."""
    return f"/placements/{cast.placement_id}/weeks/{PAGE_WEEK}{tail}"


def agreed(entry_ids: list[UUID], **more: Any) -> dict[UUID, EntryReview]:
    """Return agreement with entries as they are now."""
    return {each: EntryReview(stored(each).current_rev, AGREE, **more) for each in entry_ids}


def review(cast: Cast, entry_ids: list[UUID], **more: Any) -> ReviewWeek:
    """Return the review of this week that agrees with the entries."""
    row = week_row(cast)
    values = {"entries": agreed(entry_ids)} | more
    return ReviewWeek(cast.placement_id, THIS_WEEK, **{"version": row.version if row else 1, **values})


def approve(cast: Cast, entry_ids: list[UUID], who: str = "mentor", **more: Any) -> Week:
    """Approve this week."""
    with transaction():
        return approve_week(cast.actor(who), review(cast, entry_ids, **more))


def week_row(cast: Cast) -> Week | None:
    """Return this week's row, if there is one."""
    query = db.session.query(Week).filter_by(placement_id=cast.placement_id, week=THIS_WEEK)
    return query.populate_existing().one_or_none()


def form_of(entry_ids: list[UUID], **more: str) -> dict[str, str]:
    """Return a posted review that agrees with the entries."""
    data = {"version": "1", "approve": "1"}
    for each in entry_ids:
        data[f"entries.{each}.rev"] = str(stored(each).current_rev)
        data[f"entries.{each}.verdict"] = "agree"
    return data | more


def typed(page: Page, selector: str) -> dict[str, str]:
    """Return what a form holds as it stands; the client brings its own token."""
    return {name: value for name, value in page.form(selector).items() if name != "csrf_token"}
