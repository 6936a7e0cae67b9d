"""One visit: what was planned and, for whom it is written, what was said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.training.models import Placement
from logbook.training.policy import Relation
from logbook.training.queries import require_relation
from logbook.visits.models import Visit, VisitAddition, VisitReading, VisitReport, VisitState
from logbook.visits.policy import marks_read, may_move, may_read_report, may_see_plan, may_visit

from .lists import VisitLine, found, lines

MOST = 100


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody, from a moment."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read the report, in which role, when."""

    reader_id: UUID
    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with everything that hangs on it."""

    row: VisitReport
    by: str
    strong_points: list[Remark]
    work_points: list[Remark]
    commitments: list[Commitment]
    additions: list[Said]
    readings: list[Reading]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A visit as the actor may see it; `report` is empty before it was held and for whom it is not written."""

    line: VisitLine
    relation: Relation
    from_date: date
    until_date: date | None
    report: ReportView | None = None
    hidden: bool = field(default=False)

    @property
    def visit(self) -> Visit:
        """The visit itself."""
        return self.line.visit

    @property
    def reports(self) -> bool:
        """Whether the actor may write the report now."""
        return may_visit(self.relation) and self.visit.state != VisitState.HELD

    @property
    def moves(self) -> bool:
        """Whether the actor may move or cancel it now."""
        return may_move(self.relation) and self.visit.state == VisitState.PLANNED

    @property
    def adds(self) -> bool:
        """Whether the actor may add to the report."""
        return may_visit(self.relation) and self.report is not None

    @property
    def asks_reading(self) -> bool:
        """Whether the actor is one of those for whom it is written."""
        return marks_read(self.relation) and self.report is not None

    def read_by(self, person_id: UUID) -> Reading | None:
        """Return when that person said to have read it."""
        readings = self.report.readings if self.report else []
        return next((each for each in readings if each.reader_id == person_id), None)


def visit_page(actor: Actor, visit_id: UUID) -> VisitPage:
    """Return a visit that the actor may know of, in at most seven queries. Raises NotFound."""
    rows = found(lines(Visit.id == visit_id, Visit.school_id == actor.school_id), reports=False)
    if not rows:
        raise NotFound
    visit = rows[0].visit
    relation = require_relation(actor, visit.learner_id)
    if not may_see_plan(relation, visit.placement_id):
        raise NotFound
    dates = db.session.execute(
        select(Placement.from_date, Placement.until_date).where(Placement.id == visit.placement_id)
    ).one()
    held = visit.state == VisitState.HELD
    reads = may_read_report(relation, visit.placement_id)
    report = _report(visit.id) if held and reads else None
    return VisitPage(rows[0], relation, dates.from_date, dates.until_date, report, held and not reads)


def _report(visit_id: UUID) -> ReportView | None:
    query = select(VisitReport, Person.given_name, Person.family_name).join(Person, Person.id == VisitReport.written_by)
    row = db.session.execute(query.where(VisitReport.visit_id == visit_id)).first()
    if row is None:
        return None
    report, given, family = row
    remarks = _by_ids(Remark, report.remark_ids)
    return ReportView(
        row=report,
        by=f"{given} {family}",
        strong_points=[each for each in remarks if each.kind == "strong_point"],
        work_points=[each for each in remarks if each.kind == "work_point"],
        commitments=_by_ids(Commitment, report.commitment_ids),
        additions=_additions(visit_id),
        readings=_readings(visit_id),
    )


def _by_ids(model: Any, ids: Iterable[str]) -> list[Any]:
    """Return rows in the order of their ids, which were made one after the other; what was erased is not there."""
    wanted = [UUID(each) for each in ids]
    if not wanted:
        return []
    return list(db.session.scalars(select(model).where(model.id.in_(wanted)).order_by(model.id).limit(MOST)))


def _additions(visit_id: UUID) -> list[Said]:
    query = (
        select(VisitAddition, Person.given_name, Person.family_name)
        .join(Person, Person.id == VisitAddition.written_by)
        .where(VisitAddition.visit_id == visit_id)
        .order_by(VisitAddition.written_at, VisitAddition.id)
        .limit(MOST)
    )
    return [Said(row.text, f"{given} {family}", row.written_at) for row, given, family in db.session.execute(query)]


def _readings(visit_id: UUID) -> list[Reading]:
    query = (
        select(VisitReading, Person.given_name, Person.family_name)
        .join(Person, Person.id == VisitReading.reader_id)
        .where(VisitReading.visit_id == visit_id)
        .order_by(VisitReading.read_at)
        .limit(MOST)
    )
    return [
        Reading(row.reader_id, f"{given} {family}", row.role, row.read_at)
        for row, given, family in db.session.execute(query)
    ]
