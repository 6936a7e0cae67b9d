"""A placement with everyone and everything around it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import (
    Checklist,
    ChecklistItem,
    ChecklistTick,
    Cover,
    Placement,
    PlacementMember,
    Track,
    checklists,
)

from .needs import PlacementNeeds, needs_of
from .placement_lists import PlacementLine, placement_line, state_of


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in a placement, now, before or to come."""

    person_id: UUID
    name: str
    role: Role
    main: bool
    from_date: date
    until_date: date | None
    sheets: tuple[str, ...]
    over_limit: str | None

    @property
    def state(self) -> str:
        """`coming`, `now` or `ended`."""
        return state_of(self.from_date, self.until_date)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Who takes over from whom, when, and the note."""

    mentor: str
    cover: str
    from_date: date
    until_date: date
    note: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point of a checklist, with who ticked it when."""

    item: ChecklistItem
    by: str | None
    role: Role | None
    at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ListLine:
    """A checklist of a placement."""

    checklist: Checklist
    points: list[PointLine]

    @property
    def done(self) -> int:
        """How many points are ticked."""
        return sum(point.at is not None for point in self.points)


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """Everything on the page of a placement."""

    line: PlacementLine
    track: dict[str, Any]
    members: list[MemberLine]
    covers: list[CoverLine]
    lists: list[ListLine]
    needs: PlacementNeeds


def placement_page(actor: Actor, placement_id: UUID) -> PlacementPage:
    """Return the page of a placement that the actor reaches. Raises NotFound."""
    line = placement_line(actor, placement_id)
    return PlacementPage(
        line=line,
        track=db.session.get_one(Track, line.placement.track_id).name,
        members=members_listed(placement_id),
        covers=covers_of(placement_id),
        lists=lists_of(line.placement),
        needs=needs_of([line.placement])[placement_id],
    )


def members_listed(placement_id: UUID) -> list[MemberLine]:
    """Return everyone who is, was or will be in a placement: the main mentor first, then by role and name."""
    query = (
        select(PlacementMember, Person.given_name, Person.family_name)
        .join(Person, Person.id == PlacementMember.person_id)
        .where(PlacementMember.placement_id == placement_id)
        .order_by(PlacementMember.main.desc(), PlacementMember.role, Person.given_name, Person.family_name)
    )
    return [
        MemberLine(
            person_id=each.person_id,
            name=f"{given} {family}",
            role=Role(each.role),
            main=each.main,
            from_date=each.from_date,
            until_date=each.until_date,
            sheets=tuple(each.sheets),
            over_limit=each.over_limit,
        )
        for each, given, family in db.session.execute(query)
    ]


def covers_of(placement_id: UUID) -> list[CoverLine]:
    """Return who takes over from whom, from today on."""
    mentor, second = aliased(Person), aliased(Person)
    query = (
        select(Cover, mentor, second)
        .join(mentor, mentor.id == Cover.mentor_id)
        .join(second, second.id == Cover.cover_id)
        .where(Cover.placement_id == placement_id, Cover.until_date >= clock.today())
        .order_by(Cover.from_date)
    )
    return [
        CoverLine(first.name, other.name, each.from_date, each.until_date, each.note)
        for each, first, other in db.session.execute(query)
    ]


def lists_of(placement: Placement) -> list[ListLine]:
    """Return the placement's checklists, with who ticked what."""
    query = select(ChecklistTick, Person).join(Person, Person.id == ChecklistTick.ticked_by)
    rows = db.session.execute(query.where(ChecklistTick.placement_id == placement.id))
    ticks = {tick.item: (tick, person.name) for tick, person in rows}
    return [
        ListLine(
            each, [_point(item, ticks.get(item.id)) for item in each.items if item.concerns(placement.agreement_kind)]
        )
        for each in checklists()
    ]


def _point(item: ChecklistItem, known: tuple[ChecklistTick, str] | None) -> PointLine:
    if known is None:
        return PointLine(item, None, None, None, None)
    tick, name = known
    return PointLine(item, name, Role(tick.role), tick.ticked_at, tick.note)
