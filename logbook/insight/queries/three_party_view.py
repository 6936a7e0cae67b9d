"""One learner's three-party view: which sheet, which period, which parties, and the grid of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Rater, Role
from logbook.core.weeks import week_days, week_number
from logbook.entries.models import RatedRound, RatedWeek, Round, Week, WeekAssessment, WeekState
from logbook.entries.policy import may_read_round
from logbook.entries.queries import (
    current_stages,
    rated_rounds,
    rated_weeks,
    sealed_entries,
    shown_versions,
    stage_steps,
    stages_of_weeks,
)
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetContent, SheetKind, SheetVersion, Stage
from logbook.sheets.queries import SOFT_SKILLS_SHEET, STAGES_SHEET
from logbook.training.policy import may_read_everything

from .records import may_read_week
from .subject import Subject, subject_of
from .three_party import PARTIES, Grid, Observation, Total, grid_of, totals_of

Observed = tuple[RatedRound | RatedWeek, Observation]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look at: a sheet (the most used when None), a period (the school year's when None), parties."""

    sheet: str | None = None
    first: date | None = None
    until: date | None = None
    parties: frozenset[Rater] = frozenset(PARTIES)


@dataclass(frozen=True, slots=True)
class Choice:
    """A sheet that can be chosen, and in how many rounds of the period it was worked on."""

    content: SheetContent
    rounds: int


@dataclass(frozen=True, slots=True)
class Scope:
    """The dates looked at, both inclusive, and the parties."""

    first: date
    until: date
    parties: frozenset[Rater]

    @property
    def whole_weeks(self) -> tuple[date, date]:
        """The dates of the Monday and the Sunday around the period."""
        return week_days(week_number(self.first))[0], week_days(week_number(self.until))[6]


@dataclass(frozen=True, slots=True)
class ThreePartyPage:
    """The page. `content` is None when the learner has no sheet at all; `current` is the stage the learner is in."""

    subject: Subject
    scope: Scope
    choices: tuple[Choice, ...]
    content: SheetContent | None
    grid: Grid | None
    totals: Mapping[Rater, tuple[Total, ...]]
    stages: tuple[Stage, ...]
    current: str | None
    rounds: int


def three_party_page(actor: Actor, learner_id: UUID, filters: Filters) -> ThreePartyPage:
    """Return the three-party view. Raises NotFound for a learner out of reach or a sheet that is not there."""
    subject = subject_of(actor, learner_id)
    scope = scope_of(subject, filters)
    used = rounds_per_sheet(subject, scope)
    sheets = shown_versions(actor, subject.id, {*used, STAGES_SHEET} | ({filters.sheet} if filters.sheet else set()))
    choices = tuple(Choice(sheets[sheet], used[sheet]) for sheet in used if sheet in sheets)
    content = chosen_sheet(sheets, choices, filters.sheet)
    stages = sheets[STAGES_SHEET].stages
    if content is None:
        return ThreePartyPage(subject, scope, choices, None, None, {}, stages, None, 0)
    found = [seen for _, seen in observations_of(actor, subject, content, scope) if seen.marks]
    grid, current = grid_of(content, found), _current_stage(actor, subject, content)
    return ThreePartyPage(subject, scope, choices, content, grid, totals_of(content, grid), stages, current, len(found))


def _current_stage(actor: Actor, subject: Subject, content: SheetContent) -> str | None:
    """Return the stage that the learner is in on this sheet; soft skills follow the other sheets and have none."""
    if content.kind is SheetKind.ATTITUDE:
        return None
    step = current_stages(actor, [subject.id])[subject.id].get(content.id)
    return step.stage if step else None


def scope_of(subject: Subject, filters: Filters) -> Scope:
    """Return the chosen period, from the start of the school year until today where nothing was chosen."""
    first = filters.first or min(subject.starts_on, filters.until or subject.starts_on)
    return Scope(first, filters.until or max(first, subject.until), filters.parties)


def chosen_sheet(
    sheets: dict[str, SheetContent], choices: tuple[Choice, ...], sheet_id: str | None
) -> SheetContent | None:
    """Return the sheet asked for, else the one worked on most. Raises NotFound for one that cannot be rated."""
    if sheet_id is None:
        return max(choices, key=lambda choice: choice.rounds).content if choices else None
    found = sheets.get(sheet_id)
    if found is None or found.kind is SheetKind.DIDACTIC_MODEL:
        raise NotFound
    return found


def rounds_per_sheet(subject: Subject, scope: Scope) -> dict[str, int]:
    """Return the sheets worked on with their rounds, the most used first, and those of soft skills: the usual one, and
    each that somebody rated weeks on.
    """
    mine = (
        (Round.sheet_version_id == SheetVersion.id)
        & (Round.learner_id == subject.id)
        & Round.date.between(scope.first, scope.until)
    )
    weekly = (
        select(WeekAssessment.sheet_version_id)
        .join(Week)
        .where(Week.learner_id == subject.id, Week.week.between(week_number(scope.first), week_number(scope.until)))
    )
    if not may_read_everything(subject.relation):
        mine &= Round.placement_id.in_(subject.relation.placement_ids)
        weekly = weekly.where(Week.placement_id.in_(subject.relation.placement_ids))
    of_weeks = select(SheetVersion.sheet_id).where(SheetVersion.id.in_(weekly))
    rounds = func.count(Round.id)
    query = (
        select(Sheet.id, rounds)
        .join(SheetVersion, SheetVersion.sheet_id == Sheet.id)
        .outerjoin(Round, mine)
        .group_by(Sheet.id)
        .having((rounds > 0) | (Sheet.id == SOFT_SKILLS_SHEET) | Sheet.id.in_(of_weeks))
        .order_by(rounds.desc(), Sheet.id)
        .limit(30)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def observations_of(actor: Actor, subject: Subject, content: SheetContent, scope: Scope) -> list[Observed]:
    """Return what the parties said of the sheet, newest first, each with the round or week it is of.

    A round or week that the actor does not reach has no part in it; of one that is sealed the learner's own ratings.
    """
    if content.kind is SheetKind.ATTITUDE:
        return list(_observed_weeks(actor, subject, content, scope))
    return list(_observed_rounds(actor, subject, content, scope))


def _observed_rounds(actor: Actor, subject: Subject, content: SheetContent, scope: Scope) -> Iterator[Observed]:
    hidden = sealed_entries(actor, [subject.id], *scope.whole_weeks)
    for each in reversed(rated_rounds(actor, [subject.id], scope.first, scope.until, sheet_id=content.id)):
        if may_read_round(subject.relation, each, content.id):
            yield each, _observed(each, each.stage, scope, sealed=each.entry_id in hidden)


def _observed_weeks(actor: Actor, subject: Subject, content: SheetContent, scope: Scope) -> Iterator[Observed]:
    weeks = rated_weeks(actor, [subject.id], week_number(scope.first), week_number(scope.until))
    rounds = rated_rounds(actor, [subject.id], *scope.whole_weeks)
    stages = stages_of_weeks(weeks, rounds, stage_steps(actor, [subject.id]))
    blind = subject.blind_first and subject.relation.role is Role.MENTOR
    for each in reversed([week for week in weeks if week.sheet_id == content.id]):
        if may_read_week(subject.relation, each, content.id):
            sealed = blind and each.state is not WeekState.APPROVED
            yield each, _observed(each, stages[each.id], scope, sealed=sealed)


def _observed(each: RatedRound | RatedWeek, stage: str, scope: Scope, *, sealed: bool) -> Observation:
    shown = [party for party in PARTIES if party in scope.parties and not (sealed and party is Rater.LEARNER)]
    return Observation(stage, {party: values for party in shown if (values := each.latest(party))}, sealed)
