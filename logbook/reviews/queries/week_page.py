"""A learner's week at one placement as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core import clock
from logbook.core.roles import TEACHING, Rater
from logbook.core.weeks import week_days
from logbook.entries.models import Rating, Week, WeekState, latest_values
from logbook.reviews.policy import may_reopen
from logbook.sheets.models import Item, SheetContent, Stage
from logbook.sheets.queries import StagesThen
from logbook.training.models import Day

from .cards import EntryCard
from .commitments import CommitmentView
from .place import Place
from .remarks import RemarkView


@dataclass(frozen=True, slots=True)
class SheetStage:
    """A sheet of the week: the stage in force, how often the learner chose which, and the one most worked in."""

    sheet: SheetContent
    current: str | None
    chosen: Mapping[str, int]
    mostly: str


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the week: its entries, or what else the learner said it was."""

    date: date
    cards: tuple[EntryCard, ...]
    status: str | None
    planned: bool


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The week as the actor may see it. `row` is None until somebody used the week; `decides` says who may approve."""

    place: Place
    week: int
    row: Week | None
    ratings: tuple[Rating, ...]
    cards: tuple[EntryCard, ...]
    days: Mapping[tuple[UUID, date], Day]
    soft_skills: SheetContent
    all_stages: Mapping[str, Stage]
    then: StagesThen
    stages: tuple[SheetStage, ...]
    remarks: tuple[RemarkView, ...]
    commitments: tuple[CommitmentView, ...]
    decides: bool
    late: bool
    rater: Rater
    actor_id: UUID

    @property
    def version(self) -> int:
        """The week's version, to be sent back with the review."""
        return self.row.version if self.row else 1

    @property
    def approved(self) -> bool:
        """Whether the week is approved."""
        return self.row is not None and self.row.state == WeekState.APPROVED

    @property
    def waiting(self) -> list[EntryCard]:
        """The entries that wait for approval."""
        return [each for each in self.cards if each.waits]

    @property
    def open_for_review(self) -> bool:
        """Whether the actor has something to decide: entries that wait, or a week that is not approved."""
        return self.decides and bool(self.waiting or (self.cards and not self.approved))

    @property
    def lines(self) -> list[Line]:
        """The days of the week that have something to tell."""
        return [line for line in map(self._line, week_days(self.week)) if line.cards or line.status or line.planned]

    def _line(self, day: date) -> Line:
        cards = tuple(each for each in self.cards if each.view.entry.date == day)
        said = self.days.get((self.place.learner_id, day))
        planned = str(day.isoweekday()) in self.place.placement.weekdays and day <= clock.today()
        return Line(day, cards, said.status if said else None, planned)

    @property
    def sealed(self) -> bool:
        """Whether something that waits must be rated before its learner's ratings are shown."""
        return any(each.sealed for each in self.waiting)

    @property
    def stands_out(self) -> int:
        """How many criteria deserve a look first."""
        return sum(len(each.first) for each in self.cards if not each.sealed)

    @property
    def differing(self) -> int:
        """How many criteria learner and reviewer rated differently."""
        return sum(row.differs for each in self.cards for row in each.rows)

    @property
    def approved_by(self) -> str | None:
        """The name of who approved the week, if it is one of the placement's people."""
        return self.place.names.get(self.row.approved_by) if self.row and self.row.approved_by else None

    @property
    def approved_by_school(self) -> bool:
        """Whether a teacher approved it in the mentor's place."""
        return self.row is not None and self.row.approved_role in TEACHING

    @property
    def may_reopen(self) -> bool:
        """Whether the actor may take the approval back."""
        here = self.place.placement.history_id is None
        return here and self.approved and may_reopen(self.place.relation, self.place.id, self.approved_by_school)

    @property
    def week_remarks(self) -> list[RemarkView]:
        """What was said of this week."""
        return [each for each in self.remarks if self.row and each.week_id == self.row.id]

    @property
    def open_commitments(self) -> list[CommitmentView]:
        """The learner's commitments that still stand."""
        return [each for each in self.commitments if each.is_open and each.learner_id == self.place.learner_id]

    def stage_of(self, card: EntryCard) -> Stage:
        """Return the stage of an entry, in the words of when it was handed in."""
        return self.then.at(card.view.received_at)[card.stage]

    def prompts(self, card: EntryCard) -> dict[str, Item]:
        """Return the sentences of all writing frames by id, as they were when an entry was handed in."""
        return self.then.prompts(card.view.received_at)

    def soft_values(self, rater: Rater) -> dict[str, str]:
        """Return the soft skills in the eyes of `rater`."""
        return latest_values(self.ratings, Rater(rater))

    @property
    def soft_sealed(self) -> bool:
        """Whether the learner's own soft skills stay hidden until the mentor has rated theirs."""
        return self.place.school.blind_first and self.rater is Rater.MENTOR and not self.soft_values(Rater.MENTOR)
