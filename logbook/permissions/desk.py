"""The teacher's desk."""

from logbook.core.roles import SCHOOL_STAFF, Role

from .groups import COORDINATOR, LEARNER, MENTOR

DESK: dict[str, frozenset[Role] | None] = {
    "insight.attention": SCHOOL_STAFF,
    "insight.snooze": SCHOOL_STAFF,
    "insight.end_snooze": SCHOOL_STAFF,
    "insight.limits": SCHOOL_STAFF,
    "insight.set_limits": COORDINATOR,
    "insight.preview_limits": COORDINATOR,
    "insight.compare": SCHOOL_STAFF | LEARNER | MENTOR,
    "desk.news": SCHOOL_STAFF,
    "desk.mark_seen": SCHOOL_STAFF,
    "desk.filters": SCHOOL_STAFF,
    "desk.keep_filter": SCHOOL_STAFF,
    "desk.rename_filter": SCHOOL_STAFF,
    "desk.drop_filter": SCHOOL_STAFF,
}
