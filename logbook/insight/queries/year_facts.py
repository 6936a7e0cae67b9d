"""What happened around learners in a period: holidays, classes, workplaces. One query, beside that of placements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Select, String, bindparam, cast, literal, null, select

from logbook.accounts.models import SchoolHoliday
from logbook.core.actor import Actor
from logbook.core.models import Id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.presence.policy import days_between
from logbook.sheets.models import SheetVersion, Stage
from logbook.sheets.queries import STAGES_SHEET, contents
from logbook.training.models import ClassGroup, ClassMember
from logbook.training.queries import PlacementView


class Holiday(NamedTuple):
    """A holiday of the school, both days inclusive."""

    name: str
    first: date
    last: date


class InClass(NamedTuple):
    """A time in a class."""

    name: str
    first: date
    last: date | None


class Change(NamedTuple):
    """Something that began or ended: `class`, `placement` or `placement_end`, and what it is called."""

    date: date
    kind: str
    name: str


@dataclass
class YearFacts:
    """Holidays of the school, each learner's classes (the oldest first), and the six stages."""

    holidays: list[Holiday] = field(default_factory=list)
    classes: dict[UUID, list[InClass]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, Stage] = field(default_factory=dict)

    def free(self, first: date, until: date) -> dict[date, str]:
        """Return the free days between two days, with their names."""
        return {
            day: name
            for name, begins, ends in self.holidays
            for day in days_between(max(first, begins), min(until, ends))
        }


def year_facts(actor: Actor, learner_ids: Sequence[UUID], first: date, until: date) -> YearFacts:
    """Return what is known of a period, for learners whom the caller has found in reach, in one query."""
    asked = {"school": actor.school_id, "learners": list(learner_ids), "first": first, "until": until}
    facts, newest = YearFacts(), (0, None)
    for kind, thing, name, begins, ends in db.session.execute(_FACTS, asked):
        if kind == "holiday":
            facts.holidays.append(Holiday(name, begins, ends))
        elif kind == "class":
            facts.classes[thing].append(InClass(name, begins, ends))
        else:
            newest = max(newest, (int(name), thing), key=lambda version: version[0])
    facts.holidays.sort(key=lambda each: each.first)
    for some in facts.classes.values():
        some.sort(key=lambda each: each.first)
    if newest[1]:
        facts.stages = {stage.id: stage for stage in contents([newest[1]])[newest[1]].stages}
    return facts


def changes_between(
    first: date, until: date, classes: Iterable[InClass], placements: Iterable[PlacementView]
) -> list[Change]:
    """Return what changed in a period. Where somebody begins is no change: the first class, the first workplace.

    That a workplace ended is told when no other one begins within the week.
    """
    found, groups = list[Change](), sorted(classes, key=lambda each: each.first)
    for before, after in pairwise(groups):
        if after.name != before.name:
            found.append(Change(after.first, "class", after.name))
    places = sorted(placements, key=lambda each: each.from_date)
    found += [Change(each.from_date, "placement", each.company) for each in places[1:]]
    found += [
        Change(each.until_date, "placement_end", each.company)
        for each in places
        if each.until_date
        and not any(other.on(each.until_date + timedelta(days=after)) for other in places for after in WEEK)
    ]
    return sorted(each for each in found if first <= each.date <= until)


WEEK = range(1, 8)
_NO_DAY = cast(null(), Date)
_HOLIDAYS: "Select[*tuple[Any, ...]]" = select(
    literal("holiday"), cast(null(), Id), SchoolHoliday.name, SchoolHoliday.first, SchoolHoliday.last
).where(
    SchoolHoliday.school_id == bindparam("school"),
    SchoolHoliday.first <= bindparam("until"),
    SchoolHoliday.last >= bindparam("first"),
)
_CLASSES: "Select[*tuple[Any, ...]]" = (
    select(literal("class"), ClassMember.person_id, ClassGroup.name, ClassMember.from_date, ClassMember.until_date)
    .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
    .where(
        ClassGroup.school_id == bindparam("school"),
        ClassMember.person_id.in_(bindparam("learners", expanding=True)),
        ClassMember.role == Role.LEARNER.value,
        ClassMember.from_date <= bindparam("until"),
    )
)
_STAGES: "Select[*tuple[Any, ...]]" = select(
    literal("stages"), SheetVersion.id, cast(SheetVersion.number, String), _NO_DAY, _NO_DAY
).where(SheetVersion.sheet_id == STAGES_SHEET)
_FACTS = _HOLIDAYS.union_all(_CLASSES, _STAGES)
