"""Who may do what with company sheets. Pure: the queries bring the workplaces in reach."""

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, Role

MAKERS = SCHOOL_STAFF | {Role.MENTOR, Role.COMPANY_COORDINATOR}
MOST_PHOTOS = 8


def may_make(actor: Actor) -> bool:
    """Whether the actor's role writes company sheets, for the workplaces that they reach today."""
    return actor.role in MAKERS
