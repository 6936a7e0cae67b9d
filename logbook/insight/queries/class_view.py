"""The class view: a row for each learner, who needs the teacher first on top."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.weeks import monday, week_days, week_number
from logbook.desk.policy import Limits
from logbook.desk.queries import FilterView, SnoozeView
from logbook.entries.models import EntryState, StageStep, WeekState
from logbook.entries.queries import stage_steps
from logbook.reviews.policy import waits_since
from logbook.sheets.models import SheetContent, Stage, Text
from logbook.sheets.queries import SOFT_SKILLS_SHEET, STAGES_SHEET, latest_versions
from logbook.training.queries import ClassView, PlacementView, class_of, placements_of

from . import attention, class_dated, class_facts, class_hours, class_work
from .calibration import Calibration
from .class_dated import Dated, DayMark
from .class_facts import LearnerFacts, WaitingPhone, WeekMark

SILENCE_WINDOW = timedelta(days=20)
"""How far back planned workdays without an entry are counted."""
SHOWN_REASONS = 3
_WORST_FIRST = ("returned", "logged", "approved", "school_approved")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day: `approved` (by the mentor), `school_approved`, `logged`, `returned`, a day's status, `none` or `free`."""

    date: date
    state: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A learner's week as the teacher sees it. `week_state` is `approved`, `waits`, `returned` or `none`.

    `place` is the learner's in the class by name. `waiting_days` is how long this week waits for its mentor,
    `longest_wait` how long any week of the year does.
    """

    id: UUID
    name: str
    place: int
    days: tuple[DayCell, ...]
    week_state: str
    waiting_days: int
    longest_wait: int
    calibration: Calibration
    open: int
    overdue: int
    stages: tuple[tuple[Stage, SheetContent], ...]
    facts: attention.Facts
    order: attention.Order
    differs: bool
    phone: WaitingPhone | None

    @property
    def reasons(self) -> tuple[attention.Reason, ...]:
        """Why to look, but for what somebody lets wait."""
        return self.order.awake

    def tells(self, kind: str) -> bool:
        """Whether a reason stands in the row: among the first three, or waiting."""
        first = [reason.kind for reason in self.reasons[:SHOWN_REASONS]]
        return kind in first or any(reason.kind == kind for reason, _snooze in self.order.asleep)

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
            "drift": self.differs,
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
    limits: Limits
    filters: tuple[FilterView, ...]
    texts: dict[str, Text]

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
    steps: list[StageStep]
    snoozes: list[SnoozeView]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is the same for everybody in the class: the week shown, its last day by now, today, and what counts."""

    week: int
    until: date
    today: date
    dated: Dated
    sheets: dict[str, SheetContent]
    unmet: dict[str, frozenset[str]]


def class_page(actor: Actor, class_id: UUID, week: int | None = None) -> ClassPage:
    """Return the class in `week` (the latest when None or yet to come). Raises NotFound for a class out of reach."""
    group = class_of(actor, class_id)
    today = clock.today()
    latest = week_number(min(max(today, group.starts_on), group.ends_on))
    week = min(max(latest if week is None else week, week_number(group.starts_on)), latest)
    until = min(today, monday(week + 1) - timedelta(days=1))
    dated, learners = _read(actor, group, week, until)
    days = _days_shown(week, learners)
    worked = {step.sheet_id for each in learners for step in each.steps}
    sheets = latest_versions(actor, worked | {STAGES_SHEET, SOFT_SKILLS_SHEET})
    frame = _Frame(week, until, today, dated, sheets, class_work.unmet_levels(sheets.get(SOFT_SKILLS_SHEET)))
    rows = [_row(each, place, days, frame) for place, each in enumerate(learners)]
    rows.sort(key=lambda row: (-attention.total(row.reasons), row.name))
    companies = len({placement.company for each in learners for placement in each.placements if placement.on(until)})
    filters, texts = tuple(dated.filters), class_work.texts_of(sheets)
    return ClassPage(group, week, latest, days, tuple(rows), companies, dated.limits, filters, texts)


def _read(actor: Actor, group: ClassView, week: int, until: date) -> tuple[Dated, list[_Learner]]:
    roster = class_facts.roster(group.id, week, until)
    ids = [each.id for each in roster]
    year = (week_number(group.starts_on), week_number(group.ends_on))
    since = min(class_hours.window(until)[0], until - SILENCE_WINDOW)
    dated = class_dated.dated(actor, ids, week, since, year)
    marks, weeks = _by_learner(dated.marks), _by_learner(class_facts.week_marks(ids, week))
    placements, steps = _by_learner(placements_of(ids)), _by_learner(stage_steps(actor, ids, clock.today()))
    return dated, [
        _Learner(
            each, marks[each.id], weeks[each.id], placements[each.id], steps[each.id], dated.snoozes.get(each.id, [])
        )
        for each in roster
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


def _row(learner: _Learner, place: int, days: tuple[date, ...], frame: _Frame) -> ClassRow:
    facts, known = learner.facts, _attention_facts(learner, frame)
    state, waiting = week_state(learner.marks, learner.weeks, frame.week, frame.today)
    here = [placement for placement in learner.placements if placement.on(frame.until)]
    found = attention.reasons(known, frame.dated.limits)
    return ClassRow(
        id=facts.id,
        name=facts.name,
        place=place,
        days=tuple(DayCell(day, day_state(day, learner.marks, here)) for day in days),
        week_state=state,
        waiting_days=waiting,
        longest_wait=known.waiting_days,
        calibration=facts.calibration,
        open=facts.open,
        overdue=facts.overdue,
        stages=_stages(class_work.in_force(learner.steps), frame.sheets),
        facts=known,
        order=attention.order(found, learner.snoozes),
        differs=any(reason.kind.startswith("drift") for reason in found),
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
    if any(mark.state in class_dated.PENDING for mark in here):
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


def _attention_facts(learner: _Learner, frame: _Frame) -> attention.Facts:
    until = min(frame.today, monday(frame.week + 1))
    away = {mark.date for mark in learner.marks if not mark.entry}
    at_work = [mark for mark in learner.marks if mark.entry and mark.at_work]
    here = [placement for placement in learner.placements if placement.on(frame.until)]
    first_quick, phone = frame.week - class_facts.QUICK_WEEKS + 1, learner.facts.phone
    return attention.Facts(
        silent_days=silent_days(learner.facts.last_logged, until, away, here),
        last_logged=learner.facts.last_logged,
        returned=sum(mark.entry and mark.state == EntryState.RETURNED for mark in learner.marks),
        waiting_days=_waiting_days(at_work, frame.today),
        overdue=learner.facts.overdue,
        calibration=learner.facts.calibration,
        stuck=class_work.stuck(learner.steps, learner.facts.said.worked, frame.until),
        falling=class_work.falling(learner.weeks, frame.week, frame.unmet),
        hours_behind=class_hours.hours_behind(
            learner.facts.said, learner.placements, frame.dated.holidays, frame.until, frame.today
        ),
        phone_waiting=phone.waiting if phone else 0,
        phone_days=(frame.today - (phone.since or clock.local(phone.heard_at).date())).days if phone else 0,
        visit_days=frame.dated.visits.late(learner.placements, frame.today),
        approvals=tuple(
            mark.seconds for mark in learner.weeks if mark.seconds is not None and mark.week >= first_quick
        ),
    )
