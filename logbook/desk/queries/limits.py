"""A school's limits."""

from dataclasses import dataclass

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import SCHOOL_STAFF
from logbook.desk.models import AttentionLimits
from logbook.desk.policy import Limits, limits_from
from logbook.extensions import db


@dataclass(frozen=True, slots=True)
class SchoolLimits:
    """The limits in force, and their version: 0 as long as nobody changed them."""

    version: int
    limits: Limits


def limits_of(actor: Actor) -> SchoolLimits:
    """Return the limits of the actor's school. Raises NotFound for who does not work there."""
    if actor.role not in SCHOOL_STAFF:
        raise NotFound
    kept = db.session.get(AttentionLimits, actor.school_id)
    return SchoolLimits(kept.version, limits_from(kept.limits)) if kept else SchoolLimits(0, limits_from(None))
