"""What a sheet's page adds to the sheet: how far the learner is on it, and which norm its quality level is of."""

from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.sheets.models import Weld
from logbook.sheets.queries import sheet_index

from .standing import Mark, standing_of

STEEL, ALUMINIUM = "ISO 5817", "ISO 10042"


def own_mark(actor: Actor, sheet_id: str) -> Mark | None:
    """Return how far a learner is on a sheet; None for others, and for a sheet of which nothing counts."""
    if actor.role is not Role.LEARNER:
        return None
    line = sheet_index(actor).by_id.get(sheet_id)
    standing = standing_of(actor, [actor.person_id], together=False)
    return standing.of(line) if standing and line and line.counting else None


def norms_of(weld: Weld) -> tuple[str, ...]:
    """Return the norms whose quality levels hold for a weld: one for steel of any kind, one for aluminium."""
    steel = any(material != "aluminium" for material in weld.materials)
    aluminium = "aluminium" in weld.materials
    return ((STEEL,) if steel else ()) + ((ALUMINIUM,) if aluminium else ())
