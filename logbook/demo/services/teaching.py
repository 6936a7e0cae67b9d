"""The school's side of a story, and the supervisor's: visits, workshop rounds, soft skills, who looked."""

from datetime import date, datetime, timedelta

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.sheets.models import STAGES

from . import deeds
from .casting import ATTITUDE_SHEET
from .days import moment, public_holiday
from .deeds import Work
from .ledger import Hand
from .remarks import Words, remark
from .story import Story
from .words import TEACHER_POINTS


def visit(story: Story, week: int) -> None:
    """Let teacher and supervisor see the learner in this week; each learner's turn comes every few weeks."""
    turn = week + story.turn
    if story.who.supervisor and not story.calm(week):
        _supervise(story, story.who.supervisor, week)
    if turn % 4 == 1 and not story.calm(week):
        _visit_work(story, week)
    friday = weeks.monday(week) + timedelta(days=4)
    for every, rest, hour, deed in ((5, 2, 10, _workshop), (2, 0, 11, _look_in), (3, 0, 14, _rate_attitude)):
        at = moment(friday, hour, story.dice.between(0, 50))
        if turn % every == rest and not story.over(at) and not public_holiday(friday):
            deed(story, story.hand(story.who.teacher, at), week)


def _look_in(story: Story, hand: Hand, _week: int) -> None:
    story.look(hand)


def _rate_attitude(story: Story, hand: Hand, week: int) -> None:
    if story.of_week(week):
        content = story.sheets[ATTITUDE_SHEET]
        values = story.sight.experts(content, story.sight.soft_truth(content))
        row = story.week_row(week, hand.at)
        deeds.rate_week(hand, row, content, values, Rater.TEACHER)
        hand.event("rate_week", "week", row["id"])


def _workshop(story: Story, hand: Hand, week: int) -> None:
    """Rate a test piece made in the school's workshop: a round without an entry."""
    content = story.sheets[story.who.sheets[0]]
    stage = story.steps.get(content.id, STAGES[0])
    rated = deeds.open_round(hand, content, story.who.placement_id, clock.local(hand.at).date(), stage=stage)
    hand.event("open_round", "round", rated["id"], new=stage)
    truth = story.sight.truth(content, week - story.period.first)
    deeds.rate(hand, rated, story.sight.experts(content, truth), Rater.TEACHER, on_rev=None)
    if story.dice.chance(0.7):
        remark(hand, Words(*story.dice.pick(TEACHER_POINTS)), rated=rated)


def _visit_work(story: Story, week: int) -> None:
    """Rate the week's last work on the spot, late the same day."""
    for work in story.of_week(week)[-1:]:
        hand = story.hand(story.who.teacher, _same_day(story, work.entry["date"], 30))
        _rate_work(story, hand, work, Rater.TEACHER, 1.0)
        story.look(hand)


def _supervise(story: Story, supervisor: Actor, week: int) -> None:
    for work in story.of_week(week)[:1]:
        hand = story.hand(supervisor, _same_day(story, work.entry["date"], 5))
        _rate_work(story, hand, work, Rater.SUPERVISOR, 0.6)


def _same_day(story: Story, day: date, minute: int) -> datetime:
    return moment(day, 16, minute + story.dice.between(0, 24))


def _rate_work(story: Story, hand: Hand, work: Work, rater: Rater, part: float) -> None:
    values = story.sight.experts(story.sheets[work.fields.sheet], work.truth, part=part)
    deeds.rate(hand, work.round, values, rater, on_rev=1)
    hand.event("rate_entry", "round", work.round["id"], rev=1)
