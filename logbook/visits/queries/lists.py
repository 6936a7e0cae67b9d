"""Visits in lists: somebody's own of some days, a learner's, and those that were held in a period."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Company, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.training.queries import placements_in_reach, require_relation
from logbook.visits.models import Visit, VisitReport, VisitState
from logbook.visits.policy import may_read_report, may_see_plan

MOST = 200
MOST_ALONG = 20
AHEAD = timedelta(days=14)
WANTS_REPORT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as lists show it; `report` is its text, for whoever reads it."""

    visit: Visit
    learner: str
    given_name: str
    company: str
    workplace: str
    address: str | None
    by: str
    report: str | None = None

    @property
    def place(self) -> str:
        """Where the company is."""
        return f"{self.company}, {self.workplace}"

    @property
    def sorted_by(self) -> tuple[date, str]:
        """The moment; without a time it comes first of its day."""
        return self.visit.date, self.visit.time or ""


def lines(*where: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    """Select visits with names; the caller says which."""
    visitor = aliased(Person)
    return (
        select(
            Visit,
            Person.given_name,
            Person.family_name,
            Company.name,
            Workplace.name,
            Workplace.address,
            visitor.given_name,
            visitor.family_name,
            VisitReport.text,
        )
        .join(Person, Person.id == Visit.learner_id)
        .join(visitor, visitor.id == Visit.visitor_id)
        .join(Placement, Placement.id == Visit.placement_id)
        .join(Workplace, Workplace.id == Placement.workplace_id)
        .join(Company, Company.id == Workplace.company_id)
        .outerjoin(VisitReport, VisitReport.visit_id == Visit.id)
        .where(*where)
        .order_by(Visit.date, Visit.time, Visit.id)
        .limit(MOST)
    )


def found(statement: "Select[*tuple[Any, ...]]", *, reports: bool = True) -> list[VisitLine]:
    """Return the lines of a statement of `lines`, without what was said unless `reports`."""
    return [
        VisitLine(
            visit=row[0],
            learner=f"{row[1]} {row[2]}",
            given_name=row[1],
            company=row[3],
            workplace=row[4],
            address=row[5],
            by=f"{row[6]} {row[7]}",
            report=row[8] if reports else None,
        )
        for row in db.session.execute(statement)
    ]


def own_planned(actor: Actor, first: date, last: date) -> list[VisitLine]:
    """Return the visits that the actor planned to hold from `first` to `last`, of placements still in reach."""
    return found(
        lines(
            Visit.visitor_id == actor.person_id,
            Visit.school_id == actor.school_id,
            Visit.state == VisitState.PLANNED,
            Visit.date.between(first, last),
            Visit.placement_id.in_(placements_in_reach(actor)),
        )
    )


def along(actor: Actor) -> list[VisitLine]:
    """Return the visits that the actor's phone takes along: of two weeks, and what still wants a report."""
    today = clock.today()
    return own_planned(actor, today - WANTS_REPORT, today + AHEAD)[:MOST_ALONG]


def own_of_week(actor: Actor, first: date, last: date) -> list[VisitLine]:
    """Return the actor's visits of those days, held ones too; cancelled ones not."""
    return found(
        lines(
            Visit.visitor_id == actor.person_id,
            Visit.school_id == actor.school_id,
            Visit.state != VisitState.CANCELLED,
            Visit.date.between(first, last),
            Visit.placement_id.in_(placements_in_reach(actor)),
        )
    )


def own_unreported(actor: Actor, today: date) -> list[VisitLine]:
    """Return the actor's visits whose day has passed and that have no report yet."""
    return found(
        lines(
            Visit.visitor_id == actor.person_id,
            Visit.school_id == actor.school_id,
            Visit.state == VisitState.PLANNED,
            Visit.date < today,
            Visit.placement_id.in_(placements_in_reach(actor)),
        )
    )


def learner_visits(actor: Actor, learner_id: UUID) -> list[VisitLine]:
    """Return a learner's visits that the actor may know of, the latest first. Raises NotFound.

    What was said is in it for whom it is written; a company's coordinator reads the plan alone.
    """
    relation = require_relation(actor, learner_id)
    if not _sees_any(actor, relation):
        raise NotFound
    rows = found(lines(Visit.learner_id == learner_id, Visit.school_id == actor.school_id))
    seen = [row for row in rows if may_see_plan(relation, row.visit.placement_id)]
    return [
        row if may_read_report(relation, row.visit.placement_id) else _plan_only(row)
        for row in sorted(seen, key=lambda row: row.sorted_by, reverse=True)
    ]


def _sees_any(_actor: Actor, relation: Any) -> bool:
    """Whether this role knows of visits at all."""
    some = next(iter(relation.placement_ids), UUID(int=0))
    return may_see_plan(relation, some)


def _plan_only(row: VisitLine) -> VisitLine:
    return replace(row, report=None)


@dataclass(frozen=True, slots=True)
class HeldVisit:
    """A visit that was held, for a file: when, where, by whom, what was said in short."""

    id: UUID
    learner_id: UUID
    date: date
    kind: str
    by: str
    company: str
    report: str | None


def visits_of(actor: Actor, learner_ids: Collection[UUID], first: date, last: date) -> list[HeldVisit]:
    """Return the visits of learners in reach that were held from `first` to `last`, the oldest first, in one query.

    The caller has found the learners in reach as somebody who reads reports of all their placements.
    """
    held = lines(
        Visit.school_id == actor.school_id,
        Visit.learner_id.in_(learner_ids),
        Visit.state == VisitState.HELD,
        Visit.date.between(first, last),
    ).limit(MOST * 10)
    return [
        HeldVisit(
            id=row.visit.id,
            learner_id=row.visit.learner_id,
            date=row.visit.date,
            kind=row.visit.kind,
            by=row.by,
            company=row.company,
            report=row.report,
        )
        for row in found(held)
    ]
