"""The roles of the dual team (glossary), and how they group."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to a school or a company; one person may hold several and acts in one at a time."""

    LEARNER = "learner"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"
    TEACHER = "teacher"
    COUNSELLOR = "counsellor"
    COORDINATOR = "coordinator"
    COMPANY_COORDINATOR = "company_coordinator"
    GUARDIAN = "guardian"


class Rater(StrEnum):
    """Whose view a rating is. A supervisor's never counts as the mentor's."""

    LEARNER = "learner"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"
    TEACHER = "teacher"


AT_WORK = frozenset({Role.MENTOR, Role.SUPERVISOR})
FROM_OUTSIDE = AT_WORK | {Role.COMPANY_COORDINATOR}
"""Whom no school's own rules bind: they promise once, in each such role, to keep to themselves what they read."""
TEACHING = frozenset({Role.TEACHER, Role.COUNSELLOR})
SCHOOL_STAFF = TEACHING | {Role.COORDINATOR}
EVERYONE = frozenset(Role)
WITH_OUTBOX = frozenset({Role.LEARNER, Role.MENTOR}) | TEACHING
"""Who works where there is no reception: their phone keeps what they do until the school has it."""
