"""Who may make and change sheets."""

from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.roles import SCHOOL_STAFF


def check_may_author(actor: Actor) -> None:
    """Raise NotPermitted unless the actor teaches, counsels or coordinates at the school."""
    if not actor.is_a(*SCHOOL_STAFF):
        raise NotPermitted
