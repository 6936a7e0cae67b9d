"""The training plan."""

from logbook.core.roles import EVERYONE, SCHOOL_STAFF, Role

from .groups import LEARNER, MENTOR

READERS = EVERYONE - {Role.SUPERVISOR}

PLANS: dict[str, frozenset[Role] | None] = {
    "plans.own": LEARNER,
    "plans.show": READERS,
    "plans.annex": READERS,
    "plans.agree": LEARNER | MENTOR,
    "plans.make": SCHOOL_STAFF,
    "plans.ready": SCHOOL_STAFF,
    "plans.place_form": SCHOOL_STAFF,
    "plans.place": SCHOOL_STAFF,
    "plans.shift": SCHOOL_STAFF,
    "plans.remove": SCHOOL_STAFF,
    "plans.of_class": SCHOOL_STAFF,
    "plans.bulk_form": SCHOOL_STAFF,
    "plans.preview": SCHOOL_STAFF,
    "plans.bulk": SCHOOL_STAFF,
}
"""Who may reach what of: the training plan."""
