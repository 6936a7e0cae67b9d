"""Who may do what with sheets."""

from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF


def may_use(actor: Actor, school_id: UUID | None) -> bool:
    """Whether the actor may read and use a sheet: shipped ones (no school) and those of the own school."""
    return school_id is None or school_id == actor.school_id


def may_publish(actor: Actor | None) -> bool:
    """Whether the actor may publish sheets for the own school; a command (no actor) publishes the shipped ones."""
    return actor is None or actor.is_a(*SCHOOL_STAFF)
