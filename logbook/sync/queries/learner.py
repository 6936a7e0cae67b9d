"""What a learner's phone takes along: the last eight weeks, the places and the sheets."""

from datetime import timedelta
from typing import Any

from logbook.company_sheets.queries import overlay_stamps
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import week_number
from logbook.entries.queries import entries_of, own_entries, weeks_of
from logbook.insight.queries.offered import Offered, offered_sheets
from logbook.reviews.queries import commitments_of, remarks_of
from logbook.sheets.queries import documents
from logbook.training.queries import placements_of

from . import shapes
from .cursor import LOOK_BACK, News, news_since

MOST_FORMS = 12
Json = dict[str, Any]


def learner_changes(actor: Actor, cursor: str) -> Json:
    """Return what the acting learner's phone does not have yet, in nine queries, however much there is.

    Placements and the names of sheets always come whole; `gone` are entries that were erased.
    """
    news = news_since([actor.person_id], cursor)
    offered = offered_sheets(actor, actor.person_id, weeks_ahead=1)[:MOST_FORMS]
    return {
        "cursor": news.cursor,
        "whole": news.since is None,
        "placements": [shapes.placement(each) for each in placements_of([actor.person_id])],
        "sheets": _sheets(actor, offered, news),
        **_entries(actor, news),
        **_said(actor, news),
    }


def _sheets(actor: Actor, offered: list[Offered], news: News) -> list[Json]:
    written = documents((each.content.version_id for each in offered), news.since)
    local = overlay_stamps(actor, [each.content.id for each in offered])
    known = [(each, written.get(each.content.version_id), local.get(each.content.id)) for each in offered]
    return [shapes.sheet(*each) for each in known]


def _entries(actor: Actor, news: News) -> Json:
    today = clock.today()
    if news.since is None:
        views, gone = entries_of(actor, [actor.person_id], today - LOOK_BACK, today), set()
    else:
        changed = news.ids("entry")
        views = own_entries(actor, changed)
        gone = changed - {view.entry.id for view in views}
    return {"entries": [shapes.entry(view) for view in views], "gone": sorted(map(str, gone))}


def _said(actor: Actor, news: News) -> Json:
    """Return the weeks' states, remarks and commitments of the last eight weeks that are news."""
    mine, today = [actor.person_id], clock.today()
    first = today - LOOK_BACK
    weeks = weeks_of(actor, mine, week_number(first), week_number(today))
    remarks = remarks_of(actor, mine, first, today + timedelta(days=7))
    commitments = commitments_of(actor, mine, first, today)
    return {
        "weeks": [shapes.week(each) for each in weeks if news.new("week", each.id)],
        "remarks": [shapes.remark(each) for each in remarks if news.new("remark", each.id)],
        "commitments": [shapes.commitment(each) for each in commitments if news.new("commitment", each.id)],
    }
