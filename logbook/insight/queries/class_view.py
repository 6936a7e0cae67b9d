"""The class view: a row for each learner, who needs the teacher first on top."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import monday, week_days, week_number
from logbook.entries.models import EntryState, StageStep, WeekState
from logbook.entries.queries import current_stages
from logbook.reviews.policy import waits_since
from logbook.sheets.models import SheetContent, Stage
from logbook.sheets.queries import STAGES_SHEET, latest_versions
from logbook.training.queries import ClassView, PlacementView, class_of, placements_of

from . import attention, class_facts
from .calibration import Calibration
from .class_facts import DayMark, LearnerFacts, WaitingPhone, WeekMark

SILENCE_WINDOW = timedelta(days=20)
"""How far back planned workdays without an entry are counted."""
_WORST_FIRST = ("returned", "logged", "approved", "school_approved")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day: `approved` (by the mentor), `school_approved`, `logged`, `returned`, a day's status, `none` or `free`."""

    date: date
    state: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A learner's week as the teacher sees it. `week_state` is `approved`, `waits`, `returned` or `none`.

    `waiting_days` is how long this week waits for its mentor, `longest_wait` how long any week of the year does.
    """

    id: UUID
    name: str
    days: tuple[DayCell, ...]
    week_state: str
    waiting_days: int
    longest_wait: int
    calibration: Calibration
    open: int
    overdue: int
    stages: tuple[tuple[Stage, SheetContent], ...]
    reasons: tuple[attention.Reason, ...]
    phone: WaitingPhone | None

    @property
    def urgency(self) -> str:
        """`high`, `low` or nothing."""
        return attention.urgency(self.reasons)

    @property
    def logged(self) -> bool:
        """Whether anything was logged this week."""
        return any(day.state in _WORST_FIRST for day in self.days)

    def matches(self, show: str) -> bool:
        """Whether the row belongs to what a tally on top counts: `silent`, `waiting`, `drift`, `overdue`; '' is all."""
        tests = {
            "silent": not self.logged,
            "waiting": self.longest_wait > 0,
            "drift": self.calibration.notable,
            "overdue": self.overdue > 0,
        }
        return tests.get(show, True)


@dataclass(frozen=True, slots=True)
class ClassPage:
    """The class in one week, most in need first."""

    group: ClassView
    week: int
    latest: int
    days: tuple[date, ...]
    rows: tuple[ClassRow, ...]
    companies: int

    def count(self, show: str) -> int:
        """Return how many rows a tally counts."""
        return sum(row.matches(show) for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Learner:
    """Everything that was read of one learner."""

    facts: LearnerFacts
    marks: list[DayMark]
    weeks: list[WeekMark]
    placements: list[PlacementView]
    steps: dict[str, StageStep]


def class_page(actor: Actor, class_id: UUID, week: int | None = None) -> ClassPage:
    """Return the class in `week` (the latest when None or yet to come). Raises NotFound for a class out of reach."""
    group = class_of(actor, class_id)
    today = clock.today()
    latest = week_number(min(max(today, group.starts_on), group.ends_on))
    week = min(max(latest if week is None else week, week_number(group.starts_on)), latest)
    learners = _read(actor, group, week, today)
    days = _days_shown(week, learners)
    sheets = latest_versions(actor, {sheet for each in learners for sheet in each.steps} | {STAGES_SHEET})
    rows = [_row(each, days, week, today, sheets) for each in learners]
    rows.sort(key=lambda row: (-attention.total(row.reasons), row.name))
    companies = len({placement.company for each in learners for placement in each.placements})
    return ClassPage(group, week, latest, days, tuple(rows), companies)


def _read(actor: Actor, group: ClassView, week: int, today: date) -> list[_Learner]:
    until = min(today, monday(week + 1) - timedelta(days=1))
    roster = class_facts.roster(group.id, week, until)
    ids = [each.id for each in roster]
    year = (week_number(group.starts_on), week_number(group.ends_on))
    since = min(monday(week), until - SILENCE_WINDOW)
    marks = _by_learner(class_facts.day_marks(ids, week, since, year))
    weeks = _by_learner(class_facts.week_marks(ids, week))
    placements = _by_learner(placements_of(ids, until))
    steps = current_stages(actor, ids)
    return [
        _Learner(each, marks[each.id], weeks[each.id], placements[each.id], steps.get(each.id, {})) for each in roster
    ]


def _by_learner(things: Iterable[object]) -> dict[UUID, list]:  # type: ignore[type-arg]
    grouped: dict[UUID, list] = defaultdict(list)  # type: ignore[type-arg]
    for thing in things:
        grouped[thing.learner_id].append(thing)  # type: ignore[attr-defined]
    return grouped


def _days_shown(week: int, learners: list[_Learner]) -> tuple[date, ...]:
    """Return Monday to Friday, and the weekend too when somebody's logbook says something of it."""
    days = week_days(week)
    weekend = set(days[5:])
    worked = any(mark.date in weekend for each in learners for mark in each.marks)
    return tuple(days if worked else days[:5])


def _row(
    learner: _Learner, days: tuple[date, ...], week: int, today: date, sheets: dict[str, SheetContent]
) -> ClassRow:
    facts, known = learner.facts, _attention_facts(learner, week, today)
    state, waiting = week_state(learner.marks, learner.weeks, week, today)
    return ClassRow(
        id=facts.id,
        name=facts.name,
        days=tuple(DayCell(day, day_state(day, learner.marks, learner.placements)) for day in days),
        week_state=state,
        waiting_days=waiting,
        longest_wait=known.waiting_days,
        calibration=facts.calibration,
        open=facts.open,
        overdue=facts.overdue,
        stages=_stages(learner.steps, sheets),
        reasons=attention.reasons(known),
        phone=facts.phone,
    )


def _stages(steps: dict[str, StageStep], sheets: dict[str, SheetContent]) -> tuple[tuple[Stage, SheetContent], ...]:
    known = {stage.id: stage for stage in sheets[STAGES_SHEET].stages}
    return tuple((known[step.stage], sheets[sheet]) for sheet, step in steps.items() if sheet in sheets)


def day_state(day: date, marks: list[DayMark], placements: list[PlacementView]) -> str:
    """Return the state of one day: the entry that needs most, else the day's status, else whether one is expected."""
    here = [mark for mark in marks if mark.date == day]
    entries = {_entry_state(mark) for mark in here if mark.entry}
    for state in _WORST_FIRST:
        if state in entries:
            return state
    if here:
        return here[0].state
    return "none" if any(placement.works_on(day) for placement in placements) else "free"


def _entry_state(mark: DayMark) -> str:
    if mark.state == EntryState.RETURNED:
        return "returned"
    if mark.state == EntryState.APPROVED:
        return "approved" if mark.at_work else "school_approved"
    return "logged"


def week_state(marks: list[DayMark], weeks: list[WeekMark], week: int, today: date) -> tuple[str, int]:
    """Return the state of the mentor's week and for how many days its oldest entry waits."""
    here = [mark for mark in marks if mark.entry and mark.at_work and week_number(mark.date) == week]
    waiting = _waiting_days(here, today)
    if any(mark.state == EntryState.RETURNED for mark in here):
        return "returned", waiting
    if any(mark.state in class_facts.PENDING for mark in here):
        return "waits", waiting
    approved = any(mark.week == week and mark.state == WeekState.APPROVED for mark in weeks)
    approved = approved or any(mark.state == EntryState.APPROVED for mark in here)
    return ("approved" if approved else "none"), 0


def _waiting_days(marks: Iterable[DayMark], today: date) -> int:
    """Return for how many days the oldest waits: a week is due when it is over. Zero while its week runs."""
    since = [
        waits_since(week_number(mark.date), clock.local(mark.submitted_at).date())
        for mark in marks
        if mark.state == EntryState.SUBMITTED and mark.submitted_at
    ]
    return max([0, *((today - each).days for each in since)])


def silent_days(last_logged: date | None, until: date, away: set[date], placements: list[PlacementView]) -> int:
    """Return how many planned workdays went by with nothing since `last_logged`, before `until`; three weeks at most.

    Days with a status of their own (school, sick, holiday, absent) are not silent.
    """
    first = until - SILENCE_WINDOW
    start = max(first, last_logged + timedelta(days=1)) if last_logged else first
    span = (start + timedelta(days=offset) for offset in range((until - start).days))
    return sum(day not in away and any(placement.works_on(day) for placement in placements) for day in span)


def _attention_facts(learner: _Learner, week: int, today: date) -> attention.Facts:
    until = min(today, monday(week + 1))
    away = {mark.date for mark in learner.marks if not mark.entry}
    at_work = [mark for mark in learner.marks if mark.entry and mark.at_work]
    quick = [mark for mark in learner.weeks if mark.seconds is not None and mark.seconds < attention.QUICK_SECONDS]
    return attention.Facts(
        silent_days=silent_days(learner.facts.last_logged, until, away, learner.placements),
        last_logged=learner.facts.last_logged,
        returned=sum(mark.entry and mark.state == EntryState.RETURNED for mark in learner.marks),
        waiting_days=_waiting_days(at_work, today),
        overdue=learner.facts.overdue,
        calibration=learner.facts.calibration,
        quick_weeks=len(quick),
    )
