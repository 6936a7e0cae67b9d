"""One placement as the week pages need it: who learns there, with whom, and what the actor is to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Company, Look, Looked, Person, School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.core.weeks import iso_week, week_days
from logbook.entries.models import Draft
from logbook.extensions import db
from logbook.reviews.policy import sees_through_placement
from logbook.training.models import Placement, PlacementMember, Workplace
from logbook.training.policy import Relation
from logbook.training.queries import placements_in_reach

DRAFT = "week_review"


@dataclass(frozen=True, slots=True)
class Place:
    """A placement in the actor's reach. `names` are those of its mentors and supervisors, by person.

    `looked` says whether it is noted already that the actor looked at the learner's logbook today.
    """

    placement: Placement
    learner: Person
    school: School
    company: str
    relation: Relation
    names: dict[UUID, str]
    draft: Draft | None
    looked: bool

    @property
    def id(self) -> UUID:
        """The placement's id."""
        return self.placement.id

    def runs_in(self, week: int) -> bool:
        """Return whether the placement runs in that week and the week has begun."""
        days = week_days(week)
        begun = days[0] <= clock.today() and self.placement.from_date <= days[-1]
        return begun and (self.placement.until_date is None or days[0] <= self.placement.until_date)

    @property
    def learner_id(self) -> UUID:
        """The learner's id."""
        return self.learner.id


def day_in(week: int) -> date:
    """Return today when it lies in the week, else the week's Sunday: the date of what is said about that week."""
    return min(clock.today(), week_days(week)[-1])


def draft_key(placement_id: UUID, week: int) -> str:
    """Return under which name a week's unfinished review is kept."""
    return f"{placement_id}/{iso_week(week)}"


def place_of(actor: Actor, placement_id: UUID, week: int) -> Place:
    """Return the placement, its people and the actor's unfinished review of `week`, in one query.

    Raises NotFound, also for a week that has not begun or in which the placement did not run.
    """
    statement = _places(actor, draft_key(placement_id, week)).where(
        Placement.id == placement_id, Placement.id.in_(placements_in_reach(actor))
    )
    rows = db.session.execute(statement.limit(50)).all()
    if not rows:
        raise NotFound
    place = _place(actor, rows)
    if not place.runs_in(week):
        raise NotFound
    return place


def _places(actor: Actor, key: str) -> "Select[*tuple[Any, ...]]":
    """Select placements with a row for each of their people; the actor's own row brings the draft kept under `key`."""
    colleague = aliased(Person)
    is_actor = (PlacementMember.person_id == actor.person_id) & (PlacementMember.role == actor.role.value)
    own_draft = is_actor & (Draft.person_id == actor.person_id) & (Draft.thing == DRAFT) & (Draft.thing_id == key)
    todays_look = (Look.viewer_id == actor.person_id) & (Look.date == clock.today())
    todays_look &= (Look.role == actor.role.value) & (Look.what == Looked.WEEK)
    return (
        select(Placement, Person, School, Company.name, PlacementMember, colleague, Draft, Look.date)
        .join(Person, Person.id == Placement.learner_id)
        .join(School, School.id == Placement.school_id)
        .join(Workplace, Workplace.id == Placement.workplace_id)
        .join(Company, Company.id == Workplace.company_id)
        .outerjoin(PlacementMember, PlacementMember.placement_id == Placement.id)
        .outerjoin(colleague, colleague.id == PlacementMember.person_id)
        .outerjoin(Draft, own_draft)
        .outerjoin(Look, todays_look & (Look.learner_id == Placement.learner_id))
    )


def _place(actor: Actor, rows: "Sequence[Row[*tuple[Any, ...]]]") -> Place:
    placement, learner, school, company, *_rest = rows[0]
    members = [(row[4], row[5].name) for row in rows if row[4] is not None]
    return Place(
        placement=placement,
        learner=learner,
        school=school,
        company=company,
        relation=_relation(actor, placement, [member for member, _name in members]),
        names={member.person_id: name for member, name in members},
        looked=rows[0][7] is not None,
        draft=next((row[6] for row in rows if row[6] is not None), None),
    )


def _relation(actor: Actor, placement: Placement, members: list[PlacementMember]) -> Relation:
    """Return what the actor, who reaches the placement, is to its learner through it."""
    if not sees_through_placement(actor.role):
        return Relation(placement.learner_id, actor.role)
    own = (each for each in members if each.person_id == actor.person_id and each.role == actor.role.value)
    sheets = frozenset(sheet for member in own for sheet in member.sheets if actor.role is Role.SUPERVISOR)
    return Relation(placement.learner_id, actor.role, frozenset({placement.id}), sheets)
