"""Who may, from the relation between an actor and a learner. Pure functions: the queries bring the relation."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, TEACHING, Role

APPROVAL_GRACE = timedelta(days=14)
"""How long after a placement's end its mentor may still approve that placement's own weeks."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What an actor, in the role acted in, is to one learner today.

    `placement_ids` are the placements through which a mentor, supervisor or company coordinator sees the learner;
    `sheets` the sheet ids given to a supervisor. An actor who is nothing to the learner has no relation at all.
    """

    learner_id: UUID
    role: Role
    placement_ids: frozenset[UUID] = frozenset()
    sheets: frozenset[str] = frozenset()

    @property
    def own(self) -> bool:
        """Whether the actor is the learner."""
        return self.role is Role.LEARNER

    @property
    def teaches(self) -> bool:
        """Whether the actor is a teacher or counsellor of the learner's class."""
        return self.role in TEACHING

    def mentors(self, placement_id: UUID | None) -> bool:
        """Whether the actor is a mentor in that placement."""
        return self.role is Role.MENTOR and placement_id in self.placement_ids


def may_read_everything(relation: Relation) -> bool:
    """Whether the relation reaches all of the learner's logbook (the learner, teachers, the school's coordinator)."""
    return relation.own or relation.role in SCHOOL_STAFF


def may_read_placement(relation: Relation, placement_id: UUID | None) -> bool:
    """Whether the relation reaches the entries of a placement; work at school has none and is the school's."""
    return may_read_everything(relation) or placement_id in relation.placement_ids


def may_set_day(actor: Actor, learner_id: UUID) -> bool:
    """Whether the actor writes the day's status: only the learner does; others confirm."""
    return actor.role is Role.LEARNER and actor.person_id == learner_id
