"""What placements and their mentors still need, for one placement or for a whole school in the same few queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import (
    ChecklistTick,
    MentorCondition,
    Placement,
    PlacementMember,
    Recognition,
    Workplace,
    checklist_items,
    checklists,
)
from logbook.training.policy import Need, mentor_needs, years_after

SOON = timedelta(days=60)
Met = dict[str, tuple[str, date]]
"""The conditions that a mentor meets: on what ground, since when."""
START_LIST_FROM = timedelta(days=14)
"""From how long before the first day the open points of the start list are told."""


@dataclass(frozen=True, slots=True)
class MentorNeeds:
    """A mentor of a placement today, and what that mentor still needs there."""

    person_id: UUID
    name: str
    main: bool
    over_limit: bool
    met: Met
    recognised_on: date | None
    needs: list[Need]


@dataclass(frozen=True, slots=True)
class PlacementNeeds:
    """What one placement needs: its own needs, and each mentor's."""

    own: list[Need]
    mentors: list[MentorNeeds]

    @property
    def urgent(self) -> int:
        """How many of them somebody should act on now."""
        return sum(need.urgent for need in self.own) + sum(
            need.urgent for mentor in self.mentors for need in mentor.needs
        )


def needs_of(placements: Collection[Placement]) -> dict[UUID, PlacementNeeds]:
    """Return what these placements need today. A simulated workplace is not recognised: nothing there."""
    ids, today = [each.id for each in placements], clock.today()
    simulated = _simulated({each.workplace_id for each in placements})
    mentors, ticks = _mentors(ids, today), _ticks(ids)
    people = {member.person_id for members in mentors.values() for member, _name in members}
    met, recognised = _met(people), _recognised(people)
    found = {}
    for each in placements:
        asked = each.workplace_id not in simulated
        lines = [
            _mentor(
                member, name, met[(each.school_id, member.person_id)], _since(recognised, each, member), asked=asked
            )
            for member, name in mentors[each.id]
        ]
        found[each.id] = PlacementNeeds(placement_needs(each, lines, ticks[each.id], today), lines)
    return found


def placement_needs(
    placement: Placement, mentors: list[MentorNeeds], ticks: dict[str, date], today: date
) -> list[Need]:
    """Return what the placement itself needs: a main mentor, its lists, a new risk analysis; and its end in sight."""
    needs = []
    if not any(each.main for each in mentors):
        needs.append(Need("main_mentor", "missing"))
    if today >= placement.from_date - START_LIST_FROM and _open_points(placement, ticks):
        needs.append(Need("start_list", "late" if today >= placement.from_date else "soon", placement.from_date))
    needs += _yearly(ticks, today)
    if placement.until_date is not None and placement.until_date - today <= SOON:
        needs.append(Need("ends", "soon", placement.until_date))
    return needs


def _open_points(placement: Placement, ticks: dict[str, date]) -> int:
    start = checklists()[0]
    return sum(item.concerns(placement.agreement_kind) and item.id not in ticks for item in start.items)


def _yearly(ticks: dict[str, date], today: date) -> list[Need]:
    due = [
        (item.id, years_after(ticks[item.id], 1))
        for item in checklist_items().values()
        if item.yearly and item.id in ticks
    ]
    return [Need(name, "late" if today > day else "soon", day) for name, day in due if day - today <= SOON]


def _mentor(member: PlacementMember, name: str, met: Met, recognised_on: date | None, *, asked: bool) -> MentorNeeds:
    days = {kind: day for kind, (_ground, day) in met.items()}
    return MentorNeeds(
        person_id=member.person_id,
        name=name,
        main=member.main,
        over_limit=member.over_limit is not None,
        met=met,
        recognised_on=recognised_on,
        needs=mentor_needs(days, recognised_on, clock.today()) if asked else [],
    )


def _since(
    recognised: dict[tuple[UUID, str, UUID], date], placement: Placement, member: PlacementMember
) -> date | None:
    return recognised.get((placement.workplace_id, placement.track_id, member.person_id))


def _simulated(workplace_ids: set[UUID]) -> set[UUID]:
    query = select(Workplace.id).where(Workplace.id.in_(workplace_ids), Workplace.kind == "simulated")
    return set(db.session.scalars(query))


def _mentors(placement_ids: list[UUID], today: date) -> "defaultdict[UUID, list[tuple[PlacementMember, str]]]":
    """Return the mentors of each placement today; of one that is to come, those of its first day."""
    found: defaultdict[UUID, list[tuple[PlacementMember, str]]] = defaultdict(list)
    day = (
        func.max(Placement.from_date, today)
        if db.engine.dialect.name == "sqlite"
        else func.greatest(Placement.from_date, today)
    )
    query = (
        select(PlacementMember, Person.given_name, Person.family_name)
        .join(Person, Person.id == PlacementMember.person_id)
        .join(Placement, Placement.id == PlacementMember.placement_id)
        .where(
            PlacementMember.placement_id.in_(placement_ids),
            PlacementMember.role == Role.MENTOR.value,
            PlacementMember.from_date <= day,
            or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= day),
        )
        .order_by(PlacementMember.main.desc(), Person.given_name, Person.family_name)
    )
    for member, given, family in db.session.execute(query):
        found[member.placement_id].append((member, f"{given} {family}"))
    return found


def _ticks(placement_ids: list[UUID]) -> "defaultdict[UUID, dict[str, date]]":
    found: defaultdict[UUID, dict[str, date]] = defaultdict(dict)
    columns = (ChecklistTick.placement_id, ChecklistTick.item, ChecklistTick.ticked_at)
    for placement_id, item, at in db.session.execute(
        select(*columns).where(ChecklistTick.placement_id.in_(placement_ids))
    ):
        found[placement_id][item] = clock.local(at).date()
    return found


def _met(people: set[UUID]) -> "defaultdict[tuple[UUID, UUID], Met]":
    found: defaultdict[tuple[UUID, UUID], Met] = defaultdict(dict)
    for each in db.session.scalars(select(MentorCondition).where(MentorCondition.person_id.in_(people))):
        found[(each.school_id, each.person_id)][each.kind] = (each.ground, each.met_on)
    return found


def _recognised(people: set[UUID]) -> dict[tuple[UUID, str, UUID], date]:
    """Return the last recognition of each workplace, track and mentor that was not withdrawn."""
    query = (
        select(
            Recognition.workplace_id,
            Recognition.track_id,
            Recognition.mentor_id,
            func.max(Recognition.recognised_on),
        )
        .where(Recognition.mentor_id.in_(people), Recognition.withdrawn_on.is_(None))
        .group_by(Recognition.workplace_id, Recognition.track_id, Recognition.mentor_id)
    )
    return {(workplace, track, mentor): day for workplace, track, mentor, day in db.session.execute(query)}
