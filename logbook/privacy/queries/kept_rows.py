"""Everything that is kept about one learner, as rows of the archive's tables."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Company, Look, Membership, Person, SignInSession
from logbook.core.actor import Actor
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.councils.models import CouncilAction, CouncilDecision, CouncilFile
from logbook.entries.models import (
    Assessment,
    Draft,
    Entry,
    EntryFields,
    EntryRevision,
    EntryState,
    ErasedEntry,
    Op,
    RejectedOp,
    Round,
    StageStep,
    Week,
    WeekAssessment,
    Weekly,
    WeekState,
)
from logbook.extensions import db
from logbook.media.models import Media
from logbook.plans.models import PlanItem
from logbook.presence.models import Compensation, DayStatement
from logbook.privacy.models.kept import NOT_APPROVED, OWN_ONLY, TABLES, Kept
from logbook.remediation.models import Lesson, LessonLearner
from logbook.reviews.models import Commitment, Remark
from logbook.sheets.models import Sheet, SheetVersion
from logbook.training.models import AssignedSheet, Day, Placement, PlacementMember, Track, Workplace
from logbook.training.models.guidance import ChecklistTick
from logbook.visits.models import Visit, VisitAddition, VisitReading, VisitReport

Rows = dict[str, list[dict[str, Any]]]
_OWN: dict[Any, InstrumentedAttribute[UUID]] = {
    Day: Day.learner_id,
    DayStatement: DayStatement.learner_id,
    Compensation: Compensation.learner_id,
    AssignedSheet: AssignedSheet.learner_id,
    Weekly: Weekly.learner_id,
    Look: Look.learner_id,
    ErasedEntry: ErasedEntry.learner_id,
    Draft: Draft.person_id,
    RejectedOp: RejectedOp.person_id,
    SignInSession: SignInSession.person_id,
}
"""Tables that say by one column whose row it is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose archive it is, of which school, and how much of it: `approved` weeks alone, or the learner's `own` too."""

    learner_id: UUID
    school_id: UUID
    approved: bool
    own: bool

    @classmethod
    def of(cls, actor: Actor, learner_id: UUID) -> "Scope":
        """Return what the actor's archive of a learner in reach holds."""
        return cls(learner_id, actor.school_id, actor.role is Role.GUARDIAN, actor.role is Role.LEARNER)

    def holds(self, name: str) -> bool:
        """Return whether the archive has that table filled."""
        return name not in (NOT_APPROVED if self.approved else frozenset() if self.own else OWN_ONLY)


def kept_rows(scope: Scope) -> Rows:
    """Return the rows of every table, one query each; a table that is not for this archive comes empty."""
    found = {each.name: _rows(each, scope) if scope.holds(each.name) else [] for each in TABLES}
    if not scope.own:
        named = {sha for row in found["revisions"] for sha in EntryFields.from_json(row["payload"]).media}
        found["media"] = [row for row in found["media"] if row["sha"] in named]
    return found


def _rows(kept: Kept, scope: Scope) -> list[dict[str, Any]]:
    columns = [kept.column(name) for name in kept.columns]
    query = select(*columns).where(_of_learner(kept, scope)).order_by(*kept.table.primary_key)
    return [dict(zip(kept.columns, row, strict=True)) for row in db.session.execute(query)]


def _of_learner(kept: Kept, scope: Scope) -> ColumnElement[bool]:
    own = _OWN.get(kept.model)
    if own is not None:
        return own == scope.learner_id
    condition = _CONDITIONS.get(kept.model)
    found: ColumnElement[bool] = condition(scope) if condition else _mine(scope, kept.model)
    return found


def _mine(scope: Scope, model: Any) -> ColumnElement[bool]:
    return and_(model.learner_id == scope.learner_id, model.school_id == scope.school_id)


def _entries(scope: Scope) -> ColumnElement[bool]:
    approved = Entry.state == EntryState.APPROVED
    return and_(_mine(scope, Entry), approved) if scope.approved else _mine(scope, Entry)


def _ids(column: "InstrumentedAttribute[Any]", where: ColumnElement[bool]) -> "Select[Any]":
    return select(column).where(where)


def _revisions(scope: Scope) -> ColumnElement[bool]:
    mine = EntryRevision.entry_id.in_(_ids(Entry.id, _entries(scope)))
    if not scope.approved:
        return mine
    current = select(Entry.current_rev).where(Entry.id == EntryRevision.entry_id).scalar_subquery()
    return and_(mine, EntryRevision.rev == current)


def _ops(scope: Scope) -> ColumnElement[bool]:
    used = Op.id.in_(_ids(EntryRevision.op_id, _revisions(scope)))
    return or_(used, Op.person_id == scope.learner_id) if scope.own else used


def _rounds(scope: Scope) -> ColumnElement[bool]:
    if scope.approved:
        return and_(_mine(scope, Round), Round.entry_id.in_(_ids(Entry.id, _entries(scope))))
    return _mine(scope, Round)


def _weeks(scope: Scope) -> ColumnElement[bool]:
    return and_(_mine(scope, Week), Week.state == WeekState.APPROVED) if scope.approved else _mine(scope, Week)


def _said(model: Any) -> Any:
    """Return the condition of what was said of a week; in a guardian's archive of an approved one."""

    def where(scope: Scope) -> ColumnElement[bool]:
        mine = _mine(scope, model)
        return and_(mine, model.week_id.in_(_ids(Week.id, _weeks(scope)))) if scope.approved else mine

    return where


def _placements(scope: Scope) -> ColumnElement[bool]:
    return _mine(scope, Placement)


def _workplaces(scope: Scope) -> ColumnElement[bool]:
    return Workplace.id.in_(_ids(Placement.workplace_id, _placements(scope)))


def _versions(scope: Scope) -> ColumnElement[bool]:
    if not scope.approved and scope.own:
        drafts = _ids(Draft.sheet_version_id, Draft.person_id == scope.learner_id)
    else:
        drafts = _ids(Draft.sheet_version_id, false())
    rated = _ids(WeekAssessment.sheet_version_id, WeekAssessment.week_id.in_(_ids(Week.id, _weeks(scope))))
    of_entries = _ids(Entry.sheet_version_id, _entries(scope))
    of_rounds = _ids(Round.sheet_version_id, _rounds(scope))
    taught = _ids(Lesson.sheet_version_id, false() if scope.approved else _lessons(scope))
    return or_(*(SheetVersion.id.in_(each) for each in (of_entries, of_rounds, rated, drafts, taught)))


def _sheets(scope: Scope) -> ColumnElement[bool]:
    used = Sheet.id.in_(_ids(SheetVersion.sheet_id, _versions(scope)))
    if scope.approved:
        return used
    steps = _ids(StageStep.sheet_id, _mine(scope, StageStep))
    assigned = _ids(AssignedSheet.sheet_id, AssignedSheet.learner_id == scope.learner_id)
    planned = _ids(PlanItem.sheet_id, _mine(scope, PlanItem))
    return or_(used, *(Sheet.id.in_(each) for each in (steps, assigned, planned)))


def _lessons(scope: Scope) -> ColumnElement[bool]:
    return Lesson.id.in_(_ids(LessonLearner.lesson_id, _mine(scope, LessonLearner)))


def _of_visits(model: Any) -> Any:
    """Return the condition of what hangs on a learner's visits."""
    return lambda scope: model.visit_id.in_(_ids(Visit.id, _mine(scope, Visit)))


def _of_closed(model: Any) -> Any:
    """Return the condition of what a council that is closed decided; before that nobody outside it knows."""
    frozen = CouncilFile.frozen_at.is_not(None)
    return lambda scope: model.file_id.in_(_ids(CouncilFile.id, _mine(scope, CouncilFile) & frozen))


_CONDITIONS: dict[Any, Any] = {
    CouncilDecision: _of_closed(CouncilDecision),
    CouncilAction: _of_closed(CouncilAction),
    Lesson: _lessons,
    VisitReport: _of_visits(VisitReport),
    VisitAddition: _of_visits(VisitAddition),
    VisitReading: _of_visits(VisitReading),
    ChecklistTick: lambda scope: ChecklistTick.placement_id.in_(_ids(Placement.id, _placements(scope))),
    Membership: lambda scope: and_(Membership.person_id == scope.learner_id, Membership.school_id == scope.school_id),
    Company: lambda scope: Company.id.in_(_ids(Workplace.company_id, _workplaces(scope))),
    Workplace: _workplaces,
    Track: lambda scope: Track.id.in_(_ids(Placement.track_id, _placements(scope))),
    Placement: _placements,
    PlacementMember: lambda scope: PlacementMember.placement_id.in_(_ids(Placement.id, _placements(scope))),
    Sheet: _sheets,
    SheetVersion: _versions,
    Entry: _entries,
    Op: _ops,
    EntryRevision: _revisions,
    Round: _rounds,
    Assessment: lambda scope: Assessment.round_id.in_(_ids(Round.id, _rounds(scope))),
    Week: _weeks,
    WeekAssessment: lambda scope: WeekAssessment.week_id.in_(_ids(Week.id, _weeks(scope))),
    StageStep: lambda scope: _mine(scope, StageStep),
    Remark: _said(Remark),
    Commitment: _said(Commitment),
    Media: lambda scope: Media.owner_id == scope.learner_id,
    Event: lambda scope: and_(
        Event.learner_id == scope.learner_id, or_(Event.school_id == scope.school_id, Event.school_id.is_(None))
    ),
}


def people_named(rows: Rows, learner_id: UUID) -> list[dict[str, Any]]:
    """Return the people whom the rows name, the learner left out: name and what they are here, nothing else of them."""
    named: dict[UUID, set[str]] = {}
    for kept in TABLES:
        for column in (each for each in kept.columns if _names_person(kept, each)):
            role = _ROLE_BESIDE.get((kept.name, column))
            for row in rows[kept.name]:
                if row[column] and row[column] != learner_id:
                    named.setdefault(row[column], set()).update({row[role]} if role and row[role] else ())
    query = select(Person.id, Person.given_name, Person.family_name).where(Person.id.in_(named)).order_by(Person.id)
    return [
        {"id": each.id, "given_name": each.given_name, "family_name": each.family_name, "roles": sorted(named[each.id])}
        for each in db.session.execute(query)
    ]


def _names_person(kept: Kept, column: str) -> bool:
    return kept.points_to(column) == "person" or (kept.name, column) == ("events", "person_id")


_ROLE_BESIDE = {
    ("placement_members", "person_id"): "role",
    ("assessments", "rater_id"): "rater_role",
    ("week_assessments", "rater_id"): "rater_role",
    ("weeks", "approved_by"): "approved_role",
    ("remarks", "author_id"): "author_role",
    ("visit_reports", "written_by"): "written_role",
    ("visit_readings", "reader_id"): "role",
    ("plan_agreements", "by_id"): "role",
    ("looks", "viewer_id"): "role",
    ("events", "person_id"): "role",
}
"""In which column a row says what the person is that another column names."""
