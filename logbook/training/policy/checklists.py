"""Whose side a role stands on when points are ticked and days confirmed."""

from logbook.core.roles import AT_WORK, SCHOOL_STAFF, Role

SCHOOL, WORKPLACE = "school", "workplace"


def sides_of(role: Role) -> frozenset[str]:
    """Return the sides for which a role ticks; the school's coordinator ticks what a company told by telephone too."""
    if role is Role.COORDINATOR:
        return frozenset({SCHOOL, WORKPLACE})
    if role in SCHOOL_STAFF:
        return frozenset({SCHOOL})
    if role in AT_WORK or role is Role.COMPANY_COORDINATOR:
        return frozenset({WORKPLACE})
    return frozenset()
