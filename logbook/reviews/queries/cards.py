"""An entry as its reviewer sees it: the learner's own ratings beside what others said, what stands out first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import NOTHING, Attached, EntryState, EntryView, RatedRound, Rating
from logbook.sheets.models import Criterion, Level, Measure, SheetContent


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who looks and in whose eyes. `sealed` are the rounds that they rate before they see the learner's ratings."""

    person_id: UUID
    rater: Rater
    names: Mapping[UUID, str]
    sealed: frozenset[UUID] = frozenset()

    def rates_as(self, rating: Rating) -> bool:
        """Whether a rating is of the reviewer's column: the own one of a supervisor, the mentor's or the school's."""
        own = rating.rater_id == self.person_id
        return rating.role is self.rater and (own or rating.role is not Rater.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of an entry: the learner's own level, the reviewer's (`mine`), and the latest of each rater.

    `before` is what the reviewer's side said in an earlier round, `supervisors` the named ratings of supervisors.
    """

    criterion: Criterion
    own: Level | None
    mine: Level | None
    before: Level | None
    by: Mapping[Rater, Level]
    supervisors: tuple[tuple[str, Level], ...]

    @property
    def differs(self) -> bool:
        """Whether learner and reviewer rated it differently."""
        return self.own is not None and self.mine is not None and self.own is not self.mine

    @property
    def stands_out(self) -> bool:
        """Whether it deserves a look first: not yet met, or somebody says otherwise, now or in the round before."""
        if self.own is None:
            return False
        said = [*self.by.values(), *([self.before] if self.before and not self.mine else [])]
        return not self.own.counts_as_met or any(level.counts_as_met != self.own.counts_as_met for level in said)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind of criteria the learner rated as met: `Ja 8 van 9`."""

    level: Level
    met: int
    total: int


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry for its reviewer. `sealed`: the learner's ratings are left out until the reviewer has rated.

    `blind` is what the reviewer rated before seeing them, if it was this revision.
    """

    view: EntryView
    sheet: SheetContent
    round: RatedRound | None
    sealed: bool
    rows: tuple[Row, ...]
    blind: Mapping[str, str]
    attached: Attached = NOTHING

    @property
    def id(self) -> UUID:
        """The entry's id."""
        return self.view.entry.id

    @property
    def stage(self) -> str:
        """The stage of its round: the learner's choice, or the mentor's correction."""
        return self.round.stage if self.round else self.view.fields.stage

    @property
    def measured(self) -> list[tuple[Criterion, Measure, float]]:
        """What the learner measured."""
        found = self.view.fields.measurements
        return [
            (criterion, measure, found[criterion.id][measure.id])
            for criterion in self.sheet.criteria
            if criterion.measurement and criterion.id in found
            for measure in criterion.measurement.fields
            if measure.id in found[criterion.id]
        ]

    @property
    def waits(self) -> bool:
        """Whether it waits for approval."""
        return self.view.entry.state == EntryState.SUBMITTED

    @property
    def approved(self) -> bool:
        """Whether it is approved."""
        return self.view.entry.state == EntryState.APPROVED

    @property
    def first(self) -> list[Row]:
        """The rows to look at first."""
        return [row for row in self.rows if row.stands_out]

    @property
    def rest(self) -> list[Row]:
        """The other rows."""
        return [row for row in self.rows if not row.stands_out]

    @property
    def own_values(self) -> dict[str, str]:
        """The learner's own ratings, as far as the reviewer may see them."""
        return {row.criterion.id: row.own.id for row in self.rows if row.own}

    @property
    def tallies(self) -> list[Tally]:
        """How many checks and criteria of each scale the learner rated as met; none while sealed."""
        if self.sealed:
            return []
        kinds = (self.sheet.checks, self.sheet.criteria)
        return [_tally(criteria, self.own_values) for kind in kinds for criteria in _by_scale(kind)]


def _by_scale(criteria: tuple[Criterion, ...]) -> Iterable[tuple[Criterion, ...]]:
    """Yield the criteria of each scale: a group may have one of its own."""
    for scale in dict.fromkeys(each.scale.id for each in criteria):
        yield tuple(each for each in criteria if each.scale.id == scale)


def _tally(criteria: tuple[Criterion, ...], values: Mapping[str, str]) -> Tally:
    highest = next(level for level in criteria[0].scale.levels if level.counts_as_met)
    met = sum(
        each.scale.by_id[values[each.id]].counts_as_met for each in criteria if values.get(each.id) in each.scale.by_id
    )
    return Tally(highest, met, len(criteria))


def card(
    view: EntryView,
    sheet: SheetContent,
    rounds: Iterable[RatedRound],
    reviewer: Reviewer,
    media: Attached = NOTHING,
) -> EntryCard:
    """Return the card of an entry with its `media`. `rounds` hold its own round and, for comparison, earlier ones."""
    known = list(rounds)
    own_round = next((each for each in known if each.entry_id == view.entry.id), None)
    earlier = [each for each in known if own_round and each.date < own_round.date]
    before = _before(earlier, sheet, reviewer.rater)
    hidden = own_round is not None and own_round.id in reviewer.sealed
    own = {} if hidden else view.fields.ratings
    rows = tuple(
        _row(each, own.get(each.id, ""), before.get(each.id, ""), own_round, reviewer)
        for each in sheet.all_criteria.values()
    )
    blind = _blind(view, own_round, reviewer)
    return EntryCard(view, sheet, own_round, hidden, rows, blind, media.blind if hidden else media)


def _blind(view: EntryView, round_: RatedRound | None, reviewer: Reviewer) -> Mapping[str, str]:
    rev = view.entry.current_rev
    given = (each for each in (round_.ratings if round_ else ()) if each.blind and each.on_rev == rev)
    return next((each.values for each in given if each.rater_id == reviewer.person_id), {})


def _before(rounds: list[RatedRound], sheet: SheetContent, rater: Rater) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in rounds:
        if each.sheet_version_id == sheet.version_id:
            values.update(each.latest(rater))
    return values


def _row(criterion: Criterion, own: str, before: str, round_: RatedRound | None, reviewer: Reviewer) -> Row:
    levels = criterion.scale.by_id
    by: dict[Rater, Level] = {}
    mine: Level | None = None
    supervisors: list[tuple[str, Level]] = []
    for rating in sorted(round_.ratings if round_ else (), key=lambda each: not each.blind):
        level = levels.get(rating.values.get(criterion.id, ""))
        if level is None or rating.role is Rater.LEARNER:
            continue
        by[rating.role] = level
        if rating.role is Rater.SUPERVISOR:
            supervisors.append((reviewer.names.get(rating.rater_id, ""), level))
        if reviewer.rates_as(rating):
            mine = level
    return Row(criterion, levels.get(own), mine, levels.get(before), by, tuple(supervisors))
