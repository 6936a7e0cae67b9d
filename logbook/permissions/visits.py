"""Visits and workshop rounds."""

from logbook.core.roles import SCHOOL_STAFF, TEACHING, Role

from .groups import COORDINATOR, LEARNER, MENTOR

_KNOWING = SCHOOL_STAFF | LEARNER | MENTOR | {Role.COMPANY_COORDINATOR}

VISITS: dict[str, frozenset[Role] | None] = {
    # the teacher's planner, route and calendar
    "visits.planner": TEACHING,
    "visits.route": TEACHING,
    "visits.own_calendar": TEACHING,
    "visits.plan_form": TEACHING,
    "visits.plan": TEACHING,
    "visits.move_form": SCHOOL_STAFF,
    "visits.move": SCHOOL_STAFF,
    "visits.cancel": SCHOOL_STAFF,
    # a visit and its report; a company's coordinator reads the plan alone
    "visits.visit": _KNOWING,
    "visits.one_calendar": _KNOWING,
    "visits.of_learner": _KNOWING,
    "visits.report": TEACHING,
    "visits.keep": TEACHING,
    "visits.add": TEACHING,
    "visits.mark_read": LEARNER | MENTOR,
    "sync.api.visit_op": TEACHING,
    # how often a school visits
    "visits.rhythm_form": COORDINATOR,
    "visits.rhythm": COORDINATOR,
    # rounds of a whole class in the school's workshop
    "visits.workshop_form": TEACHING,
    "visits.workshop": TEACHING,
}
