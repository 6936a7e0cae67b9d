"""Which council somebody sees, what they are in it, and which of its files are theirs to read."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import SCHOOL_STAFF, TEACHING, Role
from logbook.councils.models import Council, CouncilMember, CouncilState
from logbook.councils.policy.council import LIVE
from logbook.extensions import db
from logbook.training.models import ClassGroup, ClassMember, Placement, PlacementMember
from logbook.training.queries import placements_in_reach


@dataclass(frozen=True, slots=True)
class Sight:
    """A council as one actor sees it. `everything` is for the class's staff; `learners` are a mentor's own.

    `member` says that the actor sits for every file; a mentor sits for `learners`.
    """

    council: Council
    class_name: str
    staff: bool
    member: bool
    learners: frozenset[UUID] = field(default_factory=frozenset)

    def reads(self, learner_id: UUID) -> bool:
        """Whether the actor may read this learner's file."""
        return self.staff or learner_id in self.learners

    def sits(self, learner_id: UUID) -> bool:
        """Whether the actor is a member for this learner's file."""
        return self.member or learner_id in self.learners

    @property
    def live(self) -> bool:
        """Whether the files still follow the class."""
        return self.council.state in LIVE


def runs(model: type[ClassMember] | type[PlacementMember] | type[Placement]) -> ColumnElement[bool]:
    """Return the condition that a row holds today."""
    today = clock.today()
    until: InstrumentedAttribute[Any] = model.until_date
    return (model.from_date <= today) & or_(until.is_(None), until >= today)


def council_seen(actor: Actor, council_id: UUID, *, lock: bool = False) -> Sight:
    """Return a council of the actor's class, or one that a mentor has a learner in. Raises NotFound.

    `lock` makes other deeds on the same council wait until the commit.
    """
    query = (
        select(Council, ClassGroup.name, _here(actor), _seat(actor))
        .join(ClassGroup, ClassGroup.id == Council.class_id)
        .where(Council.id == council_id, Council.school_id == actor.school_id)
    )
    if lock:
        query = query.with_for_update(of=Council, key_share=True).execution_options(populate_existing=True)
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    council, name, here, seat = row
    if here:
        return Sight(council, name, staff=True, member=seat)
    if actor.role is not Role.MENTOR or council.state == CouncilState.PLANNED:
        raise NotFound
    learners = _own_learners(actor, council)
    if not learners:
        raise NotFound
    return Sight(council, name, staff=False, member=False, learners=frozenset(learners))


def _here(actor: Actor) -> ColumnElement[bool]:
    """Return whether the council's class is one of the actor's, who works at the school."""
    if actor.role not in TEACHING:
        return literal(actor.role in SCHOOL_STAFF)
    return exists().where(
        ClassMember.class_id == Council.class_id,
        ClassMember.person_id == actor.person_id,
        ClassMember.role == actor.role.value,
        runs(ClassMember),
    )


def _seat(actor: Actor) -> ColumnElement[bool]:
    """Return whether the actor sits for every file."""
    return exists().where(
        CouncilMember.council_id == Council.id,
        CouncilMember.by_id == actor.person_id,
        CouncilMember.role == actor.role.value,
        CouncilMember.learner_id.is_(None),
        CouncilMember.until_date.is_(None),
    )


def _seats(actor: Actor, council_id: UUID) -> "Select[UUID | None, bool]":
    return select(CouncilMember.learner_id, CouncilMember.until_date.is_not(None)).where(
        CouncilMember.council_id == council_id,
        CouncilMember.by_id == actor.person_id,
        CouncilMember.role == actor.role.value,
    )


def _own_learners(actor: Actor, council: Council) -> set[UUID]:
    """Return whose files a mentor has: the learners of today, or of the day on which the session began."""
    seats = db.session.execute(_seats(actor, council.id)).all()
    if council.state in LIVE:
        out = {learner for learner, ended in seats if ended}
        return {row.learner_id for row in db.session.execute(mentored(council.class_id, actor.person_id))} - out
    kept = {learner for learner, ended in seats if learner and not ended}
    reached = select(Placement.learner_id).where(Placement.id.in_(placements_in_reach(actor)))
    return kept & set(db.session.scalars(reached))


def mentored(class_id: UUID, person_id: UUID | None = None) -> "Select[UUID, UUID, str]":
    """Return a select of learner, mentor and role of a class today; of one mentor if given."""
    query = (
        select(Placement.learner_id, PlacementMember.person_id, PlacementMember.role)
        .join(PlacementMember, PlacementMember.placement_id == Placement.id)
        .join(ClassMember, ClassMember.person_id == Placement.learner_id)
        .where(
            ClassMember.class_id == class_id,
            ClassMember.role == Role.LEARNER.value,
            runs(ClassMember),
            runs(Placement),
            runs(PlacementMember),
            PlacementMember.role == Role.MENTOR.value,
        )
        .distinct()
    )
    return query if person_id is None else query.where(PlacementMember.person_id == person_id)
