"""The versions of a sheet: when each was made, by whom and why, and who works with which."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from logbook.accounts.queries import names_of
from logbook.authoring.policy import check_may_author
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.entries.models import WorkedVersion
from logbook.extensions import db
from logbook.sheets.models import SheetContent, SheetVersion
from logbook.sheets.queries import documents, latest_version
from logbook.training.models import ClassMember
from logbook.training.queries import ClassView, classes_in_reach

from .differences import PartChanges, differences

MOST = 60
"""How many versions a page shows, the newest."""


@dataclass(frozen=True, slots=True)
class Using:
    """How many learners of a class work with a version."""

    group: ClassView
    learners: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version. `by` is empty for one that came along; `everyone` counts the school, for its coordinator."""

    number: int
    published_at: datetime
    note: str
    by: str
    using: tuple[Using, ...]
    everyone: int | None


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """A sheet with its versions, the newest first."""

    sheet: SheetContent
    lines: tuple[VersionLine, ...]
    more: bool

    @property
    def own(self) -> bool:
        """Whether the sheet is the school's own."""
        return self.sheet.school_id is not None

    @property
    def behind(self) -> bool:
        """Whether some learner works with a version that is not the latest."""
        return any(line.using for line in self.lines if line.number != self.sheet.number)


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions of a sheet side by side, the older one first."""

    sheet: SheetContent
    before: int
    after: int
    numbers: tuple[int, ...]
    parts: list[PartChanges]


def usable_sheet(actor: Actor, sheet_id: str) -> SheetContent:
    """Return a sheet that versions are looked at of. Raises NotFound, and NotPermitted for who makes no sheets."""
    check_may_author(actor)
    sheet = latest_version(actor, sheet_id)
    if sheet.stages:
        raise NotFound
    return sheet


def versions_page(actor: Actor, sheet_id: str) -> VersionsPage:
    """Return the versions of a sheet, in six queries. Raises NotFound and NotPermitted."""
    sheet = usable_sheet(actor, sheet_id)
    query = select(SheetVersion.id, SheetVersion.number, SheetVersion.published_at, SheetVersion.note)
    query = query.where(SheetVersion.sheet_id == sheet_id).order_by(SheetVersion.number.desc()).limit(MOST + 1)
    rows = db.session.execute(query).all()
    by = _makers([row.id for row in rows])
    using, everyone = _using(actor, sheet_id), _everyone(actor, sheet_id)
    lines = tuple(
        VersionLine(
            number=row.number,
            published_at=row.published_at,
            note=row.note,
            by=by.get(row.id, ""),
            using=tuple(using.get(row.number, ())),
            everyone=everyone.get(row.number, 0) if everyone is not None else None,
        )
        for row in rows[:MOST]
    )
    return VersionsPage(sheet, lines, len(rows) > MOST)


def _makers(version_ids: list[UUID]) -> dict[UUID, str]:
    """Return who published each version, as the events tell; nobody for those that came with the product."""
    query = select(Event.thing_id, Event.person_id).where(
        Event.thing == "sheet_version", Event.deed == "publish", Event.thing_id.in_([str(each) for each in version_ids])
    )
    told = {UUID(thing): person for thing, person in db.session.execute(query) if person}
    names = names_of(told.values())
    return {version_id: names[person] for version_id, person in told.items() if person in names}


def _using(actor: Actor, sheet_id: str) -> dict[int, list[Using]]:
    """Return how many learners of each class in reach work with which version."""
    groups = {group.id: group for group in classes_in_reach(actor)}
    today = clock.today()
    query = (
        select(WorkedVersion.number, ClassMember.class_id, func.count())
        .join(ClassMember, ClassMember.person_id == WorkedVersion.learner_id)
        .where(
            WorkedVersion.sheet_id == sheet_id,
            WorkedVersion.school_id == actor.school_id,
            ClassMember.class_id.in_(groups),
            ClassMember.role == Role.LEARNER.value,
            ClassMember.from_date <= today,
            or_(ClassMember.until_date.is_(None), ClassMember.until_date >= today),
        )
        .group_by(WorkedVersion.number, ClassMember.class_id)
    )
    found: dict[int, list[Using]] = defaultdict(list)
    for number, class_id, learners in db.session.execute(query):
        found[number].append(Using(groups[class_id], learners))
    return {number: sorted(each, key=lambda using: using.group.name) for number, each in found.items()}


def _everyone(actor: Actor, sheet_id: str) -> dict[int, int] | None:
    if actor.role is not Role.COORDINATOR:
        return None
    query = select(WorkedVersion.number, func.count()).where(
        WorkedVersion.sheet_id == sheet_id, WorkedVersion.school_id == actor.school_id
    )
    return {row.number: row[1] for row in db.session.execute(query.group_by(WorkedVersion.number))}


def compare_page(actor: Actor, sheet_id: str, first: int | None, second: int | None) -> ComparePage:
    """Return two versions of a sheet side by side, without a number the last two. Raises NotFound and NotPermitted."""
    sheet = usable_sheet(actor, sheet_id)
    numbers = _numbers(sheet_id)
    newest, before_it = numbers[0], numbers[min(1, len(numbers) - 1)]
    before, after = sorted((before_it if first is None else first, newest if second is None else second))
    if before not in numbers or after not in numbers:
        raise NotFound
    contents = stored_versions(sheet_id, (before, after))
    return ComparePage(sheet, before, after, tuple(numbers), differences(contents[before], contents[after]))


def _numbers(sheet_id: str) -> list[int]:
    query = select(SheetVersion.number).where(SheetVersion.sheet_id == sheet_id)
    return list(db.session.scalars(query.order_by(SheetVersion.number.desc())))


def stored_versions(sheet_id: str, numbers: tuple[int, ...]) -> dict[int, dict[str, Any]]:
    """Return what versions of a sheet say, as their files do. The caller may use the sheet."""
    query = select(SheetVersion.id, SheetVersion.number).where(
        SheetVersion.sheet_id == sheet_id, SheetVersion.number.in_(numbers)
    )
    ids = {row.id: row.number for row in db.session.execute(query)}
    return {ids[version_id]: content for version_id, content in documents(ids).items()}
