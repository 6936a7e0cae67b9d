"""Remediation and deepening."""

from logbook.core.roles import SCHOOL_STAFF, Role

from .groups import LEARNER

REMEDIATION: dict[str, frozenset[Role] | None] = {
    "remediation.needs": SCHOOL_STAFF,
    "remediation.notes": SCHOOL_STAFF,
    "remediation.lessons": SCHOOL_STAFF,
    "remediation.new": SCHOOL_STAFF,
    "remediation.make": SCHOOL_STAFF,
    "remediation.lesson": SCHOOL_STAFF,
    "remediation.edit_form": SCHOOL_STAFF,
    "remediation.edit": SCHOOL_STAFF,
    "remediation.tick": SCHOOL_STAFF,
    "remediation.close": SCHOOL_STAFF,
    "remediation.drop": SCHOOL_STAFF,
    # what a learner's mentors see of it stands on the learner's progress
    "remediation.own": LEARNER,
}
