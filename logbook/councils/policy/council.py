"""When a member's word is taken and who may read it, and the roles that sit on a council. Pure."""

from datetime import date

from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.councils.models import CouncilState

OWNERS = (Role.LEARNER, Role.MENTOR, Role.TEACHER, Role.COUNSELLOR, Role.COORDINATOR)
"""Who an action can be for."""
LIVE = frozenset({CouncilState.PLANNED, CouncilState.OPEN})
"""While the files follow the class, and the mentors their placements."""
SITS = SCHOOL_STAFF | {Role.MENTOR}
MOST_EVIDENCE = 8


def takes_statements(state: str, until: date, today: date) -> bool:
    """Whether a member can give or change an opening statement: while it is open, until the day inclusive."""
    return state == CouncilState.OPEN and today <= until


def shows_statements(state: str, *, sits: bool, opened: bool, staff: bool) -> bool:
    """Whether somebody reads what the others on a file said.

    Before the session only a member who gave the own statement and then opened the others', which fixes the own one.
    In session its members; once closed the class's staff too. Nobody else: not the chair, not the coordinator.
    """
    if state in LIVE:
        return sits and opened
    return sits or (staff and state == CouncilState.CLOSED)
