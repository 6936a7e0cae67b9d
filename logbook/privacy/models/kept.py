"""What an archive holds: the published format, table by table. A change here is a change of the format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table

from logbook.accounts.models import Company, Guardianship, Look, Membership, SignInSession
from logbook.accounts.models.pairing import PairedDevice
from logbook.core.events import Event
from logbook.core.models import Model
from logbook.core.roles import EVERYONE, Rater
from logbook.councils.models import ActionKind, ActionState, CouncilAction, CouncilDecision
from logbook.entries.models import (
    Assessment,
    Draft,
    Entry,
    EntryRevision,
    EntryState,
    ErasedEntry,
    Op,
    RejectedOp,
    Round,
    StageStep,
    Verdict,
    Week,
    WeekAssessment,
    Weekly,
    WeekState,
)
from logbook.media.models import Media, MediaKind
from logbook.people.models import HandOver
from logbook.plans.models import Place, PlanAgreement, PlanItem, PlanState, TrainingPlan
from logbook.presence.models import Compensation, DayStatement
from logbook.remediation.models import Lesson, LessonKind, LessonLearner, LessonState, Outcome
from logbook.reviews.models import Commitment, CommitmentState, Remark, RemarkKind, WeekSignature
from logbook.sheets.models import STAGES, Sheet, SheetKind, SheetVersion
from logbook.training.models import DAY_STATUSES, AssignedSheet, Day, Placement, PlacementMember, Track, Workplace
from logbook.training.models.guidance import ChecklistTick
from logbook.visits.models import Visit, VisitAddition, VisitKind, VisitReading, VisitReport, VisitState

from .archive import History
from .rights import Correction

FORMAT = "logbook-archive"
VERSION = 1
RATERS = tuple(Rater)
ROLES = tuple(sorted(EVERYONE))
AGREEMENTS = ("oao", "sao")


@dataclass(frozen=True)
class Kept:
    """One table of the archive: its name there, the columns that go along, and the values that some may have.

    What is left out is the learner's own id, the school's, and what only means something inside one installation.
    """

    name: str
    model: type[Model]
    columns: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table as the database has it."""
        table = self.model.__table__
        if not isinstance(table, Table):
            raise TypeError(self.name)
        return table

    def column(self, name: str) -> "Column[Any]":
        """Return a column of the table."""
        return self.table.c[name]

    def points_to(self, name: str) -> str | None:
        """Return the table that a column's ids are of, or None."""
        return next((key.column.table.name for key in self.column(name).foreign_keys), None)


def _kept(name: str, model: type[Model], columns: str, **choices: Any) -> Kept:
    return Kept(name, model, tuple(columns.split()), {key: tuple(values) for key, values in choices.items()})


TABLES = (
    _kept("memberships", Membership, "role from_date until_date", role=ROLES),
    _kept("companies", Company, "id name"),
    _kept("workplaces", Workplace, "id company_id name kind", kind=("company", "simulated")),
    _kept("tracks", Track, "id name hours_per_week agreement_kind", agreement_kind=AGREEMENTS),
    _kept(
        "placements",
        Placement,
        "id workplace_id track_id agreement_kind from_date until_date weekdays hours_per_week",
        agreement_kind=AGREEMENTS,
    ),
    _kept(
        "placement_members",
        PlacementMember,
        "placement_id person_id role main from_date until_date sheets",
        role=("mentor", "supervisor"),
    ),
    _kept("sheets", Sheet, "id kind", kind=SheetKind),
    _kept("sheet_versions", SheetVersion, "id sheet_id number sha content published_at"),
    _kept("assigned_sheets", AssignedSheet, "sheet_id position"),
    _kept("days", Day, "date status minutes set_by confirmed_by", status=DAY_STATUSES),
    _kept(
        "entries",
        Entry,
        "id placement_id sheet_version_id date state rev current_rev minutes late submitted_at "
        "approved_rev approved_by approved_at return_reason",
        state=EntryState,
    ),
    _kept("ops", Op, "id sha receipt received_at"),
    _kept("revisions", EntryRevision, "entry_id rev op_id payload verdict received_at", verdict=Verdict),
    _kept("rounds", Round, "id sheet_version_id placement_id entry_id date stage", stage=STAGES),
    _kept("assessments", Assessment, "round_id rater_id rater_role blind on_rev values rated_at", rater_role=RATERS),
    _kept(
        "weeks",
        Week,
        "id placement_id week state version opened_at approved_by approved_role approved_at seconds",
        state=WeekState,
        approved_role=ROLES,
    ),
    _kept(
        "week_assessments",
        WeekAssessment,
        "week_id rater_id rater_role late sheet_version_id values rated_at",
        rater_role=RATERS,
    ),
    _kept("stage_steps", StageStep, "id sheet_id stage from_date set_by set_at", stage=STAGES),
    _kept(
        "remarks",
        Remark,
        "id placement_id week_id round_id criterion_id kind text example date author_id author_role written_at",
        kind=RemarkKind,
        author_role=ROLES,
    ),
    _kept(
        "commitments",
        Commitment,
        "id placement_id week_id text owner_role due_on state made_by made_at closed_by closed_at",
        owner_role=ROLES,
        state=CommitmentState,
    ),
    _kept("media", Media, "sha kind type stored_sha size width height received_at", kind=MediaKind),
    _kept("guardians", Guardianship, "guardian_id until_date"),
    _kept("day_statements", DayStatement, "date side status minutes said_by said_at", status=DAY_STATUSES),
    _kept("compensations", Compensation, "worked_on taken_on agreed_by agreed_at"),
    _kept("checklist_ticks", ChecklistTick, "placement_id item ticked_by role ticked_at note", role=ROLES),
    _kept("hand_overs", HandOver, "id placement_id author_id side from_date text written_at"),
    _kept("signatures", WeekSignature, "id placement_id week mentor_id signed_name said state made_at closed_at"),
    _kept(
        "visits",
        Visit,
        "id placement_id visitor_id kind date time state version reason planned_by planned_at",
        kind=VisitKind,
        state=VisitState,
    ),
    _kept(
        "visit_reports",
        VisitReport,
        "visit_id op_id present text sheet_ids remark_ids commitment_ids written_by written_role written_at",
        written_role=ROLES,
    ),
    _kept("visit_additions", VisitAddition, "id visit_id text written_by written_at"),
    _kept("visit_readings", VisitReading, "visit_id reader_id role read_at", role=ROLES),
    _kept(
        "lessons",
        Lesson,
        "id sheet_version_id criteria kind title date place state made_by made_at",
        kind=LessonKind,
        state=LessonState,
    ),
    _kept("lesson_places", LessonLearner, "lesson_id outcome note", outcome=Outcome),
    _kept(
        "training_plans",
        TrainingPlan,
        "id starts_on ends_on state version made_by made_at changed_at",
        state=PlanState,
    ),
    _kept(
        "plan_items",
        PlanItem,
        "id plan_id sheet_id place placement_id from_date until_date note position since until",
        place=Place,
    ),
    _kept(
        "plan_agreements",
        PlanAgreement,
        "id plan_id by_id role placement_id version agreed_at",
        role=("learner", "mentor"),
    ),
    _kept("council_decisions", CouncilDecision, "label advice decided_at"),
    _kept(
        "council_actions",
        CouncilAction,
        "id what kind owner_role review_on state made_at closed_at",
        kind=ActionKind,
        owner_role=ROLES,
        state=ActionState,
    ),
    _kept("corrections", Correction, "id asked_by about words asked_at state answer answered_by answered_at"),
    _kept("histories", History, "id source_school key_fingerprint made_at imported_by imported_at counts"),
    _kept("weekly", Weekly, " ".join(each.name for each in Weekly.__table__.columns if each.name != "learner_id")),
    _kept("looks", Look, "viewer_id date role what at", role=ROLES),
    _kept("erased_entries", ErasedEntry, "entry_id sha ground erased_at"),
    _kept("drafts", Draft, "thing thing_id date sheet_version_id payload saved_at"),
    _kept("refused", RejectedOp, "op_id url body problem received_at"),
    _kept("devices", PairedDevice, "name shared paired_by paired_at last_use_at ended_at"),
    _kept("sessions", SignInSession, "device created_at last_use_at expires_at revoked_at"),
    _kept("events", Event, "id at person_id role deed thing thing_id old new rev"),
)
BY_NAME = {each.name: each for each in TABLES}
OWN_ONLY = frozenset({"drafts", "refused", "sessions", "devices"})
"""What is read by its author alone: in nobody's archive but the learner's own."""
NOT_APPROVED = OWN_ONLY | {
    "memberships",
    "assigned_sheets",
    "days",
    "ops",
    "stage_steps",
    "guardians",
    "day_statements",
    "compensations",
    "checklist_ticks",
    "hand_overs",
    "signatures",
    "lessons",
    "lesson_places",
    "training_plans",
    "plan_items",
    "plan_agreements",
    "visits",
    "visit_reports",
    "visit_additions",
    "visit_readings",
    "corrections",
    "histories",
    "weekly",
    "looks",
    "erased_entries",
    "events",
}
"""What is not in a guardian's archive, which holds approved weeks and nothing else."""
