"""The class council and its documents."""

from logbook.core.roles import SCHOOL_STAFF, Role

COUNCILS: dict[str, frozenset[Role] | None] = {
    "councils.index": SCHOOL_STAFF,
    "councils.class_file": SCHOOL_STAFF,
    "councils.learner_file": SCHOOL_STAFF,
}
