"""What the week page shows a learner."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.entries.models import Entry, EntryState, RatedRound, RatedWeek
from logbook.entries.queries import rated_rounds, rated_weeks
from logbook.reviews.models import SignatureState, WeekSignature
from logbook.reviews.queries import CommitmentView, RemarkView, commitments_of, is_open, remarks_of, signed_weeks
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions
from logbook.training.queries import PlacementView, placements_of

from .offered import first_offered
from .today import sent_back
from .work import DayLine, day_lines, entries_of_learner, notes_of_days


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a line: how many criteria the learner called met, and how many the mentor sees otherwise."""

    entry: Entry
    sheet: SheetContent
    met: int
    rated: int
    looked_at: bool
    differs: int


@dataclass(frozen=True, slots=True)
class OwnView:
    """The learner's soft skills at one placement: how many items were rated, and whether that was handed in."""

    placement: PlacementView
    rated: int
    state: str


@dataclass(frozen=True, slots=True)
class SignHere:
    """A placement whose mentor may sign this week on the learner's phone; `state`: not yet, `open` or `refused`."""

    placement: PlacementView
    state: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything on the page."""

    week: int
    days: list[DayLine]
    lines: Mapping[UUID, EntryLine]
    returned: list[tuple[Entry, SheetContent]]
    own_views: list[OwnView]
    sign_here: list[SignHere]
    start_with: str | None
    remarks: list[RemarkView]
    commitments: list[CommitmentView]

    @property
    def minutes(self) -> int:
        """The minutes written down this week."""
        return sum(day.minutes for day in self.days)

    @property
    def written(self) -> int:
        """On how many days something was handed in."""
        return sum(bool(day.entries) for day in self.days)

    @property
    def expected(self) -> int:
        """How many days of work were planned and not something else."""
        return sum(bool(day.entries) or (day.planned and day.status in (None, "workplace")) for day in self.days)


def week_of_learner(actor: Actor, week: int) -> WeekView:
    """Return the learner's own week, in nine queries."""
    learner, days = actor.person_id, weeks.week_days(week)
    entries = entries_of_learner(learner, week)
    contents = versions(actor, {entry.sheet_version_id for entry in entries})
    placements = [each for each in placements_of([learner]) if any(each.on(day) for day in days)]
    statuses, begun = notes_of_days(learner, days[0], days[-1])
    rounds = rated_rounds(actor, [learner], days[0], days[-1])
    by_entry = {each.entry_id: each for each in rounds}
    ours = [entry for entry in entries if entry.week == week]
    skills = {each.placement_id: each for each in rated_weeks(actor, [learner], week, week)}
    return WeekView(
        week=week,
        days=day_lines(days, statuses, placements, ours, begun),
        lines={each.id: _line(each, contents[each.sheet_version_id], by_entry.get(each.id)) for each in ours},
        returned=sent_back(entries, contents),
        own_views=[_own_view(each, skills.get(each.id)) for each in placements],
        sign_here=_sign_here(actor, week, placements, ours),
        start_with=first_offered(actor, learner),
        remarks=remarks_of(actor, [learner], days[0], days[-1]),
        commitments=commitments_of(actor, [learner], days[0], min(days[-1], clock.today())),
    )


def _line(entry: Entry, sheet: SheetContent, rated: RatedRound | None) -> EntryLine:
    own = rated.latest(Rater.LEARNER) if rated else {}
    theirs = rated.latest(Rater.MENTOR) if rated else {}
    counting = {name: sheet.all_criteria[name] for name in own if name in sheet.counting_ids}
    levels = [criterion.scale.by_id[own[name]] for name, criterion in counting.items()]
    return EntryLine(
        entry=entry,
        sheet=sheet,
        met=sum(level.counts_as_met for level in levels),
        rated=len(levels),
        looked_at=bool(theirs),
        differs=sum(theirs.get(name, level) != level for name, level in own.items()),
    )


def _own_view(placement: PlacementView, rated: RatedWeek | None) -> OwnView:
    return OwnView(placement, len(rated.latest(Rater.LEARNER)) if rated else 0, rated.state.value if rated else "open")


def _sign_here(actor: Actor, week: int, placements: list[PlacementView], entries: list[Entry]) -> list[SignHere]:
    """Return the placements where something of the week waits for a mentor, and how its signature stands."""
    waiting = {entry.placement_id for entry in entries if entry.state == EntryState.SUBMITTED}
    signed = signed_weeks(actor, week) if waiting else {}
    return [SignHere(each, _signature(signed.get(each.id))) for each in placements if each.id in waiting]


def _signature(signature: WeekSignature | None) -> str:
    if signature is None or (signature.state == SignatureState.OPEN and not is_open(signature)):
        return ""
    return signature.state
