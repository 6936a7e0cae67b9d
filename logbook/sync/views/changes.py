"""What a phone takes along: what changed at the school, and the pages to show without a connection."""

from typing import Any

from flask import Response, jsonify, request, url_for

from logbook.core import clock
from logbook.core.roles import TEACHING, Role
from logbook.core.weeks import iso_week, week_number
from logbook.sync.queries import learner_changes, mentor_changes, teacher_changes
from logbook.web.actor import current_actor

from .api import api

MOST_WEEKS = 20


@api.get("/changes")
def changes() -> Response:
    """Return what is new since the cursor, else everything of eight weeks, and the addresses of pages and forms."""
    actor, cursor = current_actor(), request.args.get("since", "")
    if actor.role is Role.LEARNER:
        found = learner_changes(actor, cursor)
        return jsonify(found | {"pages": _learner_pages(), "forms": _forms(found["sheets"])})
    if actor.role in TEACHING:
        found = teacher_changes(actor, cursor)
        return jsonify(found | {"pages": _teacher_pages(found["visits"]), "forms": []})
    found = mentor_changes(actor, cursor)
    return jsonify(found | {"pages": _mentor_pages(found["weeks"]), "forms": []})


def _learner_pages() -> list[str]:
    this = week_number(clock.today())
    weeks = [url_for("insight.week", iso_week=iso_week(this - back)) for back in range(3)]
    return [*map(url_for, ("insight.today", "insight.this_week")), *weeks, url_for("insight.progress")]


def _forms(sheets: list[dict[str, Any]]) -> list[str]:
    return [url_for("entries.new", sheet=each["sheet"]) for each in sheets]


def _teacher_pages(visits: list[dict[str, Any]]) -> list[str]:
    """Return the planner and each visit; nothing at all for who has no visits: a school's computer keeps nothing."""
    pages = [url_for("visits.visit", visit_id=each["id"]) for each in visits]
    return [url_for("visits.planner"), *pages] if pages else []


def _mentor_pages(weeks: list[dict[str, Any]]) -> list[str]:
    waiting = [
        url_for("reviews.week", placement_id=each["placement_id"], iso_week=each["week"]) for each in weeks[:MOST_WEEKS]
    ]
    return [url_for("reviews.inbox"), *waiting]
