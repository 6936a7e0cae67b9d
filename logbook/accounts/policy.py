"""How long a sign-in lasts, and which role comes first."""

from datetime import timedelta

from logbook.core.roles import SCHOOL_STAFF, Role

CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
CODES_AT_ONCE = 5
CODES_WINDOW = timedelta(minutes=15)

ROLE_ORDER = (
    Role.LEARNER,
    Role.TEACHER,
    Role.COUNSELLOR,
    Role.COORDINATOR,
    Role.MENTOR,
    Role.SUPERVISOR,
    Role.COMPANY_COORDINATOR,
    Role.GUARDIAN,
)


def session_lifetime(role: Role) -> timedelta:
    """Return how long a sign-in lasts at most: 7 days for school staff, 60 for a learner's phone, else 30."""
    if role in SCHOOL_STAFF:
        return timedelta(days=7)
    return timedelta(days=60 if role is Role.LEARNER else 30)


def idle_limit(role: Role) -> timedelta:
    """Return after how long without use a sign-in ends: 8 hours for school staff, else the whole lifetime."""
    return timedelta(hours=8) if role in SCHOOL_STAFF else session_lifetime(role)
