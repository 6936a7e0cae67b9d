"""What people do to entries, rounds, weeks and days, as the rows that the services leave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import (
    Assessment,
    Entry,
    EntryFields,
    EntryRevision,
    EntryState,
    Op,
    Receipt,
    Round,
    Verdict,
    Week,
    WeekAssessment,
    WeekState,
)
from logbook.entries.services import RateOwnWeek, SubmitEntry, fingerprint
from logbook.sheets.models import SheetContent
from logbook.training.models import Day

from .ledger import Hand, Row
from .sight import Values


@dataclass(slots=True)
class Work:
    """One entry on its way: its rows, still open to change, and what was really reached."""

    entry: Row
    round: Row
    own: Row
    fields: EntryFields
    truth: Values

    @property
    def waits(self) -> bool:
        """Whether it waits for the mentor."""
        return bool(self.entry["state"] == EntryState.SUBMITTED)


def submit(hand: Hand, content: SheetContent, fields: EntryFields, truth: Values) -> Work:
    """Hand in a new entry."""
    entry_id = hand.new_id()
    entry = hand.put(
        Entry,
        id=entry_id,
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        placement_id=fields.placement_id,
        sheet_version_id=content.version_id,
        date=fields.date,
        week=week_number(fields.date),
        state=EntryState.SUBMITTED,
        rev=0,
        current_rev=0,
        minutes=fields.minutes,
        late=False,
        submitted_at=hand.at,
        approved_rev=None,
        approved_by=None,
        approved_at=None,
        return_reason=None,
    )
    rated = open_round(hand, content, fields.placement_id, fields.date, stage=fields.stage, entry_id=entry_id)
    work = Work(entry, rated, rate(hand, rated, fields.ratings, Rater.LEARNER, on_rev=1), fields, truth)
    _revise(hand, work, None)
    return work


def submit_again(hand: Hand, work: Work, fields: EntryFields) -> None:
    """Hand in an entry once more, as its next revision."""
    old, work.fields = work.entry["state"], fields
    work.entry |= {"state": EntryState.SUBMITTED, "submitted_at": hand.at, "minutes": fields.minutes}
    _revise(hand, work, old)
    work.own |= {"values": dict(fields.ratings), "on_rev": work.entry["rev"], "rated_at": hand.at}


def _revise(hand: Hand, work: Work, old: str | None) -> None:
    entry, rev = work.entry, work.entry["rev"] + 1
    command = SubmitEntry(entry["id"], hand.new_id(), entry["current_rev"], work.fields)
    receipt = Receipt(command.op_id, fingerprint(command.sent()), rev, Verdict.APPLIED, hand.at, entry_id=entry["id"])
    entry |= {"rev": rev, "current_rev": rev}
    _file(hand, receipt)
    hand.put(
        EntryRevision,
        entry_id=entry["id"],
        rev=rev,
        op_id=receipt.op_id,
        payload=work.fields.as_json(),
        verdict=Verdict.APPLIED,
        received_at=hand.at,
    )
    hand.event("submit", "entry", entry["id"], old=old, new=entry["state"], rev=rev)


def _file(hand: Hand, receipt: Receipt) -> None:
    hand.put(
        Op,
        id=receipt.op_id,
        person_id=hand.actor.person_id,
        sha=receipt.sha,
        receipt=receipt.kept(),
        received_at=hand.at,
    )


def open_round(
    hand: Hand, content: SheetContent, placement_id: UUID | None, day: date, *, stage: str, entry_id: UUID | None = None
) -> Row:
    """Begin what is rated: an entry, or a visit or workshop without one."""
    return hand.put(
        Round,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        sheet_version_id=content.version_id,
        placement_id=placement_id,
        entry_id=entry_id,
        date=day,
        stage=stage,
    )


def rate(hand: Hand, rated: Row, values: Values, rater: Rater, on_rev: int | None) -> Row:
    """Record somebody's ratings of a round."""
    return hand.put(
        Assessment,
        round_id=rated["id"],
        rater_id=hand.actor.person_id,
        rater_role=rater.value,
        blind=False,
        on_rev=on_rev,
        values=dict(values),
        rated_at=hand.at,
    )


def open_week(hand: Hand, placement_id: UUID, week: int) -> Row:
    """Make the row of a week, on its first use."""
    return hand.put(
        Week,
        id=hand.new_id(),
        school_id=hand.actor.school_id,
        learner_id=hand.learner_id,
        placement_id=placement_id,
        week=week,
        state=WeekState.OPEN,
        version=1,
        opened_at=None,
        approved_by=None,
        approved_role=None,
        approved_at=None,
        seconds=None,
    )


def rate_week(hand: Hand, week: Row, content: SheetContent, values: Values, rater: Rater) -> None:
    """Record somebody's soft skills of a week."""
    hand.put(
        WeekAssessment,
        week_id=week["id"],
        rater_id=hand.actor.person_id,
        rater_role=rater.value,
        late=False,
        sheet_version_id=content.version_id,
        values=dict(values),
        rated_at=hand.at,
    )


def rate_own_week(hand: Hand, week: Row, content: SheetContent, values: Values) -> None:
    """Record the learner's own soft skills, with the receipt of that deed."""
    command = RateOwnWeek(hand.new_id(), week["placement_id"], week["week"], values)
    week["version"] += 1
    sha = fingerprint(command.sent())
    _file(hand, Receipt(command.op_id, sha, week["version"], Verdict.APPLIED, hand.at, week_id=week["id"]))
    rate_week(hand, week, content, values, Rater.LEARNER)
    hand.event("rate_own_week", "week", week["id"], new=Verdict.APPLIED)


def set_day(hand: Hand, day: date, status: str, minutes: int | None) -> None:
    """Set what the learner's day was."""
    learner_id = hand.learner_id
    hand.put(Day, learner_id=learner_id, date=day, status=status, minutes=minutes, set_by=learner_id, confirmed_by=None)
    hand.event("set_day", "day", day.isoformat(), new=status)
