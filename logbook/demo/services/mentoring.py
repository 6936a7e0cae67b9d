"""The mentor's side of a story: weeks approved or left waiting, days sent back, stages, remarks, commitments."""

from datetime import date, timedelta

from logbook.core import clock, weeks
from logbook.core.roles import Rater
from logbook.entries.models import EntryState, WeekState
from logbook.reviews.models import CommitmentState, RemarkKind
from logbook.sheets.models import STAGES

from . import deeds
from .casting import ATTITUDE_SHEET
from .days import moment
from .deeds import Work
from .ledger import Hand, Row
from .remarks import Words, close, commit, remark, set_stage
from .story import Story, mend
from .words import COMMITMENTS, RETURN_REASONS, STRONG_POINTS, WORK_POINTS


def review_due(story: Story, day: date) -> None:
    """Let the mentor go over the weeks whose turn comes up to `day`, in order."""
    while story.unseen and _turn(story, story.unseen[0]) <= day:
        _review(story, story.unseen.popleft())


def _turn(story: Story, week: int) -> date:
    return weeks.monday(week) + timedelta(days=4 + story.who.habit.days)


def _review(story: Story, week: int) -> None:
    """Go over a week and what was mended of earlier ones, unless it is one that still waits."""
    at = moment(_turn(story, week), 17, story.dice.between(5, 40))
    works = [work for work in story.works if work.waits and work.entry["week"] <= week]
    if story.over(at) or _rests(story, week) or not works:
        return
    hand, row = story.hand(story.who.mentor, at), story.week_row(week, at)
    story.look(hand)
    sent_back = [work for work in works if _returns(story, work)]
    for work in sent_back:
        _send_back(story, hand, work)
    for work in works:
        if work.waits and work not in sent_back:
            _approve_entry(story, hand, work)
    _approve_week(story, hand, row)
    _move_stages(story, hand, week)
    _talk(story, hand, row)


def _rests(story: Story, week: int) -> bool:
    """Return whether the mentor has let this week wait until now."""
    silent = story.who.habit.silent_weeks
    return story.calm(week) or (silent > 0 and week >= story.period.current - silent)


def _returns(story: Story, work: Work) -> bool:
    return bool(work.entry["rev"] == 1 and story.dice.chance(story.who.pattern.returned))


def _approve_entry(story: Story, hand: Hand, work: Work) -> None:
    entry, rev = work.entry, work.entry["current_rev"]
    values = story.sight.mentors(work.fields.ratings, work.truth)
    deeds.rate(hand, work.round, values, Rater.MENTOR, on_rev=rev)
    entry |= {"state": EntryState.APPROVED, "approved_rev": rev, "return_reason": None}
    entry |= {"approved_by": hand.actor.person_id, "approved_at": hand.at}
    hand.event("approve_entry", "entry", entry["id"], old=EntryState.SUBMITTED, new=EntryState.APPROVED, rev=rev)


def _approve_week(story: Story, hand: Hand, row: Row) -> None:
    content = story.sheets[ATTITUDE_SHEET]
    values = story.sight.experts(content, story.sight.soft_truth(content))
    deeds.rate_week(hand, row, content, values, Rater.MENTOR)
    seconds = story.dice.between(6, 14) if story.who.habit.sees < 0.5 else story.dice.between(45, 240)
    row |= {"state": WeekState.APPROVED, "version": row["version"] + 1, "seconds": seconds}
    row |= {"opened_at": hand.at - timedelta(seconds=seconds), "approved_at": hand.at}
    row |= {"approved_by": hand.actor.person_id, "approved_role": hand.actor.role.value}
    states = {"old": WeekState.OPEN.value, "new": WeekState.APPROVED.value}
    hand.event("approve_week", "week", row["id"], rev=row["version"], **states)


def _send_back(story: Story, hand: Hand, work: Work) -> None:
    entry = work.entry
    entry |= {"state": EntryState.RETURNED, "return_reason": story.dice.pick(RETURN_REASONS)}
    states = {"old": EntryState.SUBMITTED.value, "new": EntryState.RETURNED.value}
    hand.event("return_entry", "entry", entry["id"], rev=entry["current_rev"], **states)
    mend(story, work, hand.at)


def _move_stages(story: Story, hand: Hand, week: int) -> None:
    """Confirm the first stage, then move on at the learner's pace; one step at a time."""
    due = min(int((week - story.period.first + 1) / story.who.pattern.pace), len(STAGES) - 1)
    for sheet in sorted({work.fields.sheet for work in story.of_week(week)}):
        now = story.steps.get(sheet)
        stage = STAGES[0] if now is None else STAGES[max(STAGES.index(now), min(due, STAGES.index(now) + 1))]
        if stage != now:
            story.steps[sheet] = stage
            set_stage(hand, sheet, stage, now)


def _talk(story: Story, hand: Hand, row: Row) -> None:
    """Leave a strong point, a work point and what was agreed, as often as this mentor does."""
    often = story.who.habit.words
    open_ones = _close_some(story, hand)
    if story.dice.chance(often):
        text, example = story.dice.pick(STRONG_POINTS)
        remark(hand, Words(RemarkKind.STRONG_POINT, text, example), week=row)
    if story.dice.chance(often * (1.1 - story.who.pattern.skill / 2)):
        text, example, criterion = story.dice.pick(WORK_POINTS)
        worked_on = {work.fields.sheet for work in story.of_week(row["week"])}
        known = any(criterion in story.sheets[sheet].all_criteria for sheet in worked_on)
        remark(hand, Words(RemarkKind.WORK_POINT, text, example, criterion if known else None), week=row)
        if len(open_ones) < 3 and story.dice.chance(0.6):
            owner, text = story.dice.pick(COMMITMENTS)
            due_on = clock.local(hand.at).date() + timedelta(days=story.dice.pick((7, 14, 21)))
            story.commitments.append(commit(hand, row, text, owner.value, due_on))


def _close_some(story: Story, hand: Hand) -> list[Row]:
    """Close what was done since the last talk and return what stays open: more, where less is logged."""
    for row in story.open_commitments():
        if story.dice.chance(0.6 * story.who.pattern.logs):
            close(hand, row, CommitmentState.DROPPED if story.dice.chance(0.08) else CommitmentState.DONE)
    return story.open_commitments()
