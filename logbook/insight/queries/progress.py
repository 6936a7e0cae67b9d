"""How far a learner is: per sheet which criteria are reached and in whose eyes, as the viewer may see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import AT_WORK, Rater
from logbook.entries.models import RatedRound, RatedWeek
from logbook.entries.queries import current_stages, shown_versions
from logbook.reviews.models import RemarkKind
from logbook.reviews.queries import CommitmentView, RemarkView, commitments_of, remarks_of
from logbook.sheets.models import Criterion, SheetContent
from logbook.training.policy import Relation, may_read_everything

from .comparison import Comparison, compared
from .offered import assigned_ids
from .records import Record, record_of

EVER = date(2000, 1, 3)
YEAR = timedelta(days=365)
LATELY = timedelta(weeks=12)
RECENT = timedelta(days=14)
LAST_ROUNDS = 5
SHOWN_REMARKS = 5


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: the latest state in everybody's eyes, and the mentor's last rounds, the oldest first."""

    criterion: Criterion
    learner: str | None
    mentor: str | None
    teacher: str | None
    last: list[str]

    @property
    def last_met(self) -> int:
        """In how many of those rounds the mentor called it met."""
        return sum(state != "not_met" for state in self.last)

    @property
    def drift(self) -> str:
        """`over` when only the learner calls it met, `under` when only the mentor does, else empty."""
        if self.learner is None or self.mentor is None or (self.learner == "not_met") == (self.mentor == "not_met"):
            return ""
        return "under" if self.learner == "not_met" else "over"


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with all its criteria: how many `met`, by mentor or teacher in any round, and which are `missing`."""

    sheet: SheetContent
    rounds: int
    stage: str | None
    met: int
    missing: list[Criterion]
    lines: Mapping[str, CriterionLine]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Everything on the page. `attitude` holds the soft skills."""

    sheets: list[SheetView]
    attitude: SheetView | None
    comparison: Comparison
    strong_points: list[RemarkView]
    work_points: list[RemarkView]
    commitments: list[CommitmentView]


def progress_for(actor: Actor, relation: Relation) -> ProgressView:
    """Return the learner's progress as this actor, with this relation to the learner, may see it.

    What was reached counts for ever; the comparison is of the last year, remarks are of the last twelve weeks.
    """
    today = clock.today()
    record = record_of(actor, relation, EVER, today)
    lately = [each for each in record.rounds if each.date > today - YEAR]
    remarks = _remarks(actor, relation, record)
    return ProgressView(
        sheets=_sheets(actor, relation, record),
        attitude=_attitude(record),
        comparison=compared(lately, record.contents, Rater.MENTOR),
        strong_points=[each for each in remarks if each.kind == RemarkKind.STRONG_POINT][:SHOWN_REMARKS],
        work_points=[each for each in remarks if each.kind == RemarkKind.WORK_POINT][:SHOWN_REMARKS],
        commitments=_commitments(actor, relation),
    )


def _sheets(actor: Actor, relation: Relation, record: Record) -> list[SheetView]:
    """Return the assigned sheets in their order, then what else was worked on."""
    learner = relation.learner_id
    stages = current_stages(actor, [learner]).get(learner, {})
    assigned = assigned_ids(learner)
    rounds: dict[str, list[RatedRound]] = defaultdict(list)
    older: dict[str, SheetContent] = {}
    for each in record.rounds:
        sheet = record.contents[each.sheet_version_id]
        rounds[sheet.id].append(each)
        older[sheet.id] = max(sheet, older.get(sheet.id, sheet), key=lambda content: content.number)
    wanted = dict.fromkeys([*assigned, *rounds])
    worked = shown_versions(actor, learner, wanted)
    sheets = {sheet_id: worked.get(sheet_id) or older[sheet_id] for sheet_id in wanted}
    steps = {sheet_id: step.stage for sheet_id, step in stages.items()}
    return [_sheet_view(sheet, rounds[sheet_id], steps.get(sheet_id)) for sheet_id, sheet in sheets.items()]


def _sheet_view(sheet: SheetContent, rounds: list[RatedRound], stage: str | None) -> SheetView:
    lines, met = _lines(sheet, rounds)
    missing = [each for each in sheet.all_criteria.values() if each.id in sheet.counting_ids - met]
    return SheetView(sheet, len(rounds), stage, len(sheet.counting_ids & met), missing, lines)


def _attitude(record: Record) -> SheetView | None:
    """Return the soft skills on the sheet of the latest week, or None when nobody has rated any."""
    rated = [each for each in record.weeks if each.ratings and each.sheet_version_id]
    if not rated or rated[-1].sheet_version_id is None:
        return None
    sheet = record.contents[rated[-1].sheet_version_id]
    rated = [each for each in rated if each.sheet_id == sheet.id]
    lines, _met = _lines(sheet, rated)
    missing = [each.criterion for each in lines.values() if each.mentor == "not_met"]
    met = sum(each.mentor in ("met", "above") for each in lines.values())
    return SheetView(sheet, len(rated), None, met, missing, lines)


def _lines(sheet: SheetContent, rated: Iterable[RatedRound | RatedWeek]) -> tuple[dict[str, CriterionLine], set[str]]:
    """Return a line for each criterion, from rounds or weeks by date, and what mentor or teacher ever called met."""
    latest: dict[Rater, dict[str, str]] = {rater: {} for rater in Rater}
    mentor: dict[str, list[str]] = defaultdict(list)
    met = {
        (name, level.id)
        for name, each in sheet.all_criteria.items()
        for level in each.scale.levels
        if level.counts_as_met
    }
    ever: set[tuple[str, str]] = set()
    for each in rated:
        latest[Rater.LEARNER] |= each.latest(Rater.LEARNER)
        teachers, mentors = each.latest(Rater.TEACHER), each.latest(Rater.MENTOR)
        latest[Rater.TEACHER] |= teachers
        latest[Rater.MENTOR] |= mentors
        ever.update(teachers.items(), mentors.items())
        for name, level in mentors.items():
            mentor[name].append(level)
    lines = {
        name: CriterionLine(
            criterion,
            _state(criterion, latest[Rater.LEARNER].get(name)),
            _state(criterion, latest[Rater.MENTOR].get(name)),
            _state(criterion, latest[Rater.TEACHER].get(name)),
            [_state(criterion, level) or "" for level in mentor[name][-LAST_ROUNDS:]],
        )
        for name, criterion in sheet.all_criteria.items()
    }
    return lines, {name for name, _level in ever & met}


def _state(criterion: Criterion, level_id: str | None) -> str | None:
    level = criterion.scale.by_id.get(level_id or "")
    return level.mark if level else None


def _remarks(actor: Actor, relation: Relation, record: Record) -> list[RemarkView]:
    """Return the remarks that the actor may read: all, or those of weeks in reach and the actor's own."""
    today = clock.today()
    found = remarks_of(actor, [relation.learner_id], today - LATELY, today)
    if may_read_everything(relation):
        return found
    weeks = {week.id for week in record.weeks}
    return [each for each in found if each.week_id in weeks or each.author_id == actor.person_id]


def _commitments(actor: Actor, relation: Relation) -> list[CommitmentView]:
    """Return what is agreed, for those who are part of it: the learner, the school, mentor and supervisor."""
    if not (may_read_everything(relation) or relation.role in AT_WORK):
        return []
    today = clock.today()
    return commitments_of(actor, [relation.learner_id], today - RECENT, today)
