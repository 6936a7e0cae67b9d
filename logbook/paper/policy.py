"""Who has whose logbook on paper: pure functions over the relation between an actor and a learner."""

from logbook.core.roles import SCHOOL_STAFF, Role

READERS = SCHOOL_STAFF | {Role.LEARNER, Role.MENTOR, Role.GUARDIAN}
"""Who has a learner's sheets and portfolio on paper, each as far as their pages reach."""


def may_print_learner(role: Role) -> bool:
    """Whether this role prints a learner's work at all."""
    return role in READERS
