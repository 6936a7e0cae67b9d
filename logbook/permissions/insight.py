"""What is read across a learner and a class: calibration, trends."""

from logbook.core.roles import SCHOOL_STAFF, Role

INSIGHT: dict[str, frozenset[Role] | None] = {
    "insight.own_calibration": frozenset({Role.LEARNER}),
    "insight.calibration": SCHOOL_STAFF | {Role.MENTOR},
    "insight.year": SCHOOL_STAFF | {Role.LEARNER, Role.MENTOR},
    "insight.class_year": SCHOOL_STAFF,
}
