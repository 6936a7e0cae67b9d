"""A learner's weeks: what was done, what was handed in, and how the own week was rated."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.entries.models import EntryFields, EntryState
from logbook.media.models import Media
from logbook.reviews.models import CommitmentState
from logbook.sheets.models import STAGES, SheetContent, Stage

from . import deeds
from .album import Album, take
from .casting import ATTITUDE_SHEET, Apprentice
from .days import Period, moment, public_holiday
from .deeds import Work
from .dice import Dice
from .ledger import Hand, Ledger, Row
from .paper import fill
from .remarks import look
from .sight import Sight


@dataclass
class Story:
    """One learner's history while it is being told; the others' sides read and change it."""

    ledger: Ledger
    who: Apprentice
    period: Period
    turn: int
    sheets: dict[str, SheetContent]
    frames: dict[str, Stage]
    album: Album
    works: list[Work] = field(default_factory=list)
    weeks: dict[int, Row] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    commitments: list[Row] = field(default_factory=list)
    unseen: deque[int] = field(default_factory=deque)
    looks: set[tuple[UUID, date]] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    @property
    def dice(self) -> Dice:
        """The chance of this story."""
        return self.ledger.dice

    @property
    def sight(self) -> Sight:
        """How the people of this story see things."""
        return Sight(self.dice, self.who.pattern, self.who.habit)

    def over(self, at: datetime) -> bool:
        """Return whether a moment is past the end of the history."""
        return at >= self.period.end

    def hand(self, actor: Actor, at: datetime) -> Hand:
        """Return somebody who does something in this learner's logbook."""
        return Hand(self.ledger, actor, at, self.who.actor.person_id)

    def week_row(self, week: int, at: datetime) -> Row:
        """Return the week's row, made on first use."""
        if week not in self.weeks:
            self.weeks[week] = deeds.open_week(self.hand(self.who.actor, at), self.who.placement_id, week)
        return self.weeks[week]

    def open_commitments(self) -> list[Row]:
        """Return what was agreed and is not done yet."""
        return [row for row in self.commitments if row["state"] == CommitmentState.OPEN]

    def look(self, hand: Hand) -> None:
        """Note that somebody opened the logbook, once a day."""
        key = (hand.actor.person_id, clock.local(hand.at).date())
        if key not in self.looks:
            self.looks.add(key)
            look(hand)

    def of_week(self, week: int) -> list[Work]:
        """Return the works of a week."""
        return [work for work in self.works if work.entry["week"] == week]

    def calm(self, week: int) -> bool:
        """Return whether this week is one to show: all days logged, nothing to remark."""
        recent = week >= self.period.current - (self.who.nth == 1)
        return self.who.habit.showcase and self.who.nth < 2 and recent


def live(story: Story, week: int) -> None:
    """Let the learner live a week: days, entries, and how the week was."""
    calm, worked = story.calm(week), 0
    for day in story.period.past_days(week):
        at_work = worked < len(story.who.weekdays) if calm else day.isoweekday() in story.who.weekdays
        status = _status(story, day, at_work=at_work, calm=calm)
        worked += status in ("workplace", "simulated")
        _spend(story, day, status, calm=calm)
    _rate_week(story, week, calm=calm)


def _status(story: Story, day: date, *, at_work: bool, calm: bool) -> str:
    work = "simulated" if story.who.simulated else "workplace"
    if public_holiday(day):
        return "holiday"
    if calm:
        return work if at_work else "school"
    if story.dice.chance(story.who.pattern.sick):
        return "sick"
    if at_work and story.dice.chance(0.012):
        return "holiday"
    if story.dice.chance(0.06 * (1 - story.who.pattern.logs)):
        return "absent"
    return work if at_work else "school"


def _spend(story: Story, day: date, status: str, *, calm: bool) -> None:
    who = story.who
    hand = story.hand(who.actor, moment(day, 15, story.dice.between(30, 59), story.dice.between(0, 59)))
    if status in ("workplace", "simulated"):
        if not calm and not story.dice.chance(who.pattern.logs):
            return
        work = _log(story, hand, day, calm=calm)
        deeds.set_day(hand, day, status, work.fields.minutes)
    elif status != "school" or story.dice.chance(who.pattern.logs):
        deeds.set_day(hand, day, status, None)


def _log(story: Story, hand: Hand, day: date, *, calm: bool) -> Work:
    who = story.who
    content = story.sheets[who.sheets[weeks.week_number(day) % len(who.sheets)]]
    age = weeks.week_number(day) - story.period.first
    truth = story.sight.truth(content, age)
    stage = _stage_of_day(story, content.id)
    fields = fill(story.dice, who, content, day, story.frames[stage], calm=calm)
    looked = fields.visual_check_done or calm
    ratings = story.sight.own(content, truth, looked=looked, gaps=not calm)
    photos = _photos(story, hand, content, day, calm=calm)
    work = deeds.submit(hand, content, replace(fields, ratings=ratings, photos=photos), truth)
    story.works.append(work)
    return work


def _photos(story: Story, hand: Hand, content: SheetContent, day: date, *, calm: bool) -> dict[str, dict[str, str]]:
    """Let the learner take photos of the work; what the phone sends first is the learner's from then on."""
    dice = Dice(f"photos {story.who.actor.name} {day}")
    taken = take(dice, list(story.album), content, often=1 if calm else 0.1)
    for sha in sorted(taken.keys() - story.shown):
        hand.put(Media, owner_id=hand.learner_id, received_at=hand.at, **story.album[sha])
    story.shown |= taken.keys()
    return taken


def _stage_of_day(story: Story, sheet: str) -> str:
    """Return the stage that the mentor confirmed; now and then the learner proposes the next one."""
    place = STAGES.index(story.steps.get(sheet, STAGES[0]))
    return STAGES[min(place + story.dice.chance(0.15), len(STAGES) - 1)]


def _rate_week(story: Story, week: int, *, calm: bool) -> None:
    at = moment(weeks.monday(week) + timedelta(days=4), 16, story.dice.between(10, 50))
    if story.over(at) or not (calm or story.dice.chance(story.who.pattern.rates_week)):
        return
    content = story.sheets[ATTITUDE_SHEET]
    values = story.sight.own(content, story.sight.soft_truth(content), gaps=False)
    deeds.rate_own_week(story.hand(story.who.actor, at), story.week_row(week, at), content, values)


def mend(story: Story, work: Work, returned_at: datetime) -> None:
    """Let the learner answer a returned entry, a day or two later, or not."""
    at = returned_at + timedelta(days=story.dice.between(1, 2), minutes=-story.dice.between(10, 50))
    if work.entry["state"] != EntryState.RETURNED or not story.dice.chance(story.who.pattern.fixes) or story.over(at):
        return
    looked_again = {name: True for name in work.fields.header if name == "visual_check_done"}
    fields: EntryFields = replace(
        work.fields,
        header={**work.fields.header, **looked_again},
        ratings={name: work.truth[name] for name in work.fields.ratings},
    )
    deeds.submit_again(story.hand(story.who.actor, at), work, fields)
