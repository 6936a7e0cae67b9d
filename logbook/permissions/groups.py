"""Groups of roles, as permissions name them."""

from logbook.core.roles import EVERYONE, Role

PUBLIC: frozenset[Role] | None = None
LEARNER = frozenset({Role.LEARNER})
MENTOR = frozenset({Role.MENTOR})
SUPERVISOR = frozenset({Role.SUPERVISOR})
COORDINATOR = frozenset({Role.COORDINATOR})
COORDINATORS = COORDINATOR | {Role.COMPANY_COORDINATOR}
WATCHING = EVERYONE - LEARNER
LETTING_IN = frozenset({Role.TEACHER, Role.COORDINATOR})
TAKING_ALONG = frozenset({Role.LEARNER, Role.COORDINATOR, Role.GUARDIAN})
WITH_PLACEMENTS = EVERYONE - {Role.GUARDIAN}
