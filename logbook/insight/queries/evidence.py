"""What stands behind one cell of the three-party view: the rounds, who said what and when, the task, the remarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.queries import names_of
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Rater
from logbook.core.weeks import monday, week_number
from logbook.entries.models import NOTHING, Attached, Entry, EntryFields, EntryRevision, RatedRound, RatedWeek
from logbook.entries.queries import attached, shown_versions
from logbook.extensions import db
from logbook.reviews.queries import RemarkView, remarks_of
from logbook.sheets.models import STAGES, Criterion, SheetContent, SheetKind, Stage
from logbook.sheets.queries import STAGES_SHEET
from logbook.training.policy import may_read_everything

from .calibration import Calibration, counted
from .comparison import step_of
from .subject import Subject, subject_of
from .three_party import JUDGES, PARTIES, Marks, state_of
from .three_party_view import Filters, Observed, Scope, observations_of, scope_of

SHOWN = 12
"""How many rounds the panel shows at first."""


@dataclass(frozen=True, slots=True)
class CellChoice:
    """Which cell (without a stage the whole row), and whether all of its rounds or only the newest."""

    criterion: str
    stage: str | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One rater's rating of the criterion: a mark, by whom, in which role."""

    role: Rater
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One round or week behind the cell. `entry_id` leads to the learner's own words; `attached` are its photos."""

    date: date
    states: tuple[str, str, str]
    said: tuple[Said, ...]
    task: str
    entry_id: UUID | None
    attached: Attached
    remarks: tuple[RemarkView, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The cell with its pieces, newest first; `count` of them there are, `weekly` when they are weeks."""

    subject: Subject
    scope: Scope
    content: SheetContent
    criterion: Criterion
    stage: Stage | None
    calibration: Calibration
    count: int
    pieces: tuple[Piece, ...]

    @property
    def weekly(self) -> bool:
        """Whether the pieces are weeks."""
        return self.content.kind is SheetKind.ATTITUDE


def evidence_page(actor: Actor, learner_id: UUID, filters: Filters, cell: CellChoice) -> EvidencePage:
    """Return the evidence of a cell. Raises NotFound for a learner out of reach or a cell that there cannot be."""
    subject = subject_of(actor, learner_id)
    sheets = shown_versions(actor, subject.id, {filters.sheet or "", STAGES_SHEET})
    content = sheets.get(filters.sheet or "")
    if content is None or cell.criterion not in content.all_criteria or cell.stage not in (None, *STAGES):
        raise NotFound
    scope = scope_of(subject, filters)
    found = [
        (thing, seen)
        for thing, seen in observations_of(actor, subject, content, scope)
        if cell.stage in (None, seen.stage) and any(cell.criterion in values for values in seen.marks.values())
    ]
    criterion = content.all_criteria[cell.criterion]
    shown = found if cell.everything else found[:SHOWN]
    return EvidencePage(
        subject=subject,
        scope=scope,
        content=content,
        criterion=criterion,
        stage=next((stage for stage in sheets[STAGES_SHEET].stages if stage.id == cell.stage), None),
        calibration=_calibration(criterion, found, scope),
        count=len(found),
        pieces=_pieces(actor, subject, scope, shown, content=content, criterion=criterion),
    )


def _calibration(criterion: Criterion, found: list[Observed], scope: Scope) -> Calibration:
    """Compare the learner with the mentor over the rounds; with the teacher where the mentor said nothing."""
    judges, steps = [judge for judge in JUDGES if judge in scope.parties], list[int]()
    for thing, seen in found:
        own = {} if seen.sealed or Rater.LEARNER not in scope.parties else thing.compared(Rater.LEARNER)
        ways = (step_of(criterion, own, thing.compared(judge)) for judge in judges)
        steps += [step for step in ways if step is not None][:1]
    return counted(steps)


def _pieces(
    actor: Actor, subject: Subject, scope: Scope, found: list[Observed], *, content: SheetContent, criterion: Criterion
) -> tuple[Piece, ...]:
    things = [thing for thing, _ in found]
    names = names_of({rating.rater_id for thing in things for rating in thing.ratings})
    remarks = remarks_of(actor, [subject.id], *scope.whole_weeks)
    words = _words([entry_id for thing in things if (entry_id := _entry_id(thing))])
    media = attached(subject.id, ((entry_id, fields, content) for entry_id, fields in words.items()))
    return tuple(
        Piece(
            date=_date(thing),
            states=_states(criterion, seen.marks),
            said=_said(criterion, thing, names),
            task=_task(words, thing),
            entry_id=_entry_id(thing),
            attached=_attached(media, thing, criterion) if not seen.sealed else NOTHING,
            remarks=tuple(remark for remark in remarks if _about(subject, remark, thing, criterion)),
        )
        for thing, seen in found
    )


def _entry_id(thing: RatedRound | RatedWeek) -> UUID | None:
    return thing.entry_id if isinstance(thing, RatedRound) else None


def _task(words: Mapping[UUID, EntryFields], thing: RatedRound | RatedWeek) -> str:
    """Return what the learner wrote as the task."""
    entry_id = _entry_id(thing)
    return str(words[entry_id].header.get("task_description", "")) if entry_id else ""


def _attached(media: Mapping[UUID, Attached], thing: RatedRound | RatedWeek, criterion: Criterion) -> Attached:
    entry_id = _entry_id(thing)
    return media.get(entry_id, NOTHING).about(criterion.id) if entry_id else NOTHING


def _date(thing: RatedRound | RatedWeek) -> date:
    return thing.date if isinstance(thing, RatedRound) else monday(thing.week)


def _states(criterion: Criterion, marks: Marks) -> tuple[str, str, str]:
    learner, mentor, teacher = (state_of(criterion, marks.get(party, {}).get(criterion.id)) for party in PARTIES)
    return learner, mentor, teacher


def _said(criterion: Criterion, thing: RatedRound | RatedWeek, names: dict[UUID, str]) -> tuple[Said, ...]:
    """Return who rated the criterion beside the learner, by name: supervisors too, who are no party of their own."""
    return tuple(
        Said(rating.role, names.get(rating.rater_id, ""), state_of(criterion, rating.values[criterion.id]))
        for rating in thing.ratings
        if rating.role is not Rater.LEARNER and criterion.id in rating.values and not rating.late
    )


def _words(entry_ids: list[UUID]) -> dict[UUID, EntryFields]:
    """Return what the learner handed in, entry by entry, in the revision that counts."""
    query = (
        select(Entry.id, EntryRevision.payload)
        .join(EntryRevision, (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.current_rev))
        .where(Entry.id.in_(entry_ids))
    )
    return {row[0]: EntryFields.from_json(row[1]) for row in db.session.execute(query)}


def _about(subject: Subject, remark: RemarkView, thing: RatedRound | RatedWeek, criterion: Criterion) -> bool:
    """Whether a remark belongs to a piece: made on it, or on the criterion in the same week."""
    if remark.criterion_id not in (None, criterion.id):
        return False
    if thing.id in (remark.round_id, remark.week_id):
        return True
    same_week = remark.criterion_id == criterion.id and week_number(remark.date) == thing.week
    return same_week and may_read_everything(subject.relation)
