"""Doing a made history again, deed by deed through the services, at the moments at which it says it happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Look
from logbook.accounts.queries import roles_of
from logbook.accounts.services import note_look
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import Event
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import (
    Assessment,
    Entry,
    EntryFields,
    EntryRevision,
    Op,
    Round,
    StageStep,
    Week,
    WeekAssessment,
    Weekly,
)
from logbook.entries.services import RateOwnWeek, SubmitEntry, rate_own_week, submit_entry
from logbook.extensions import db
from logbook.reviews import services as reviews
from logbook.reviews.models import Commitment, CommitmentState, Remark
from logbook.reviews.services import EntryReview, NewCommitment, NewRemark, OpenRound, ReviewWeek
from logbook.sheets.models import SheetVersion
from logbook.training.models import Day
from logbook.training.services import set_day_status
from tests.databases import unguarded

Row = dict[str, Any]
Rows = dict[type, list[Row]]
APART = ("visit", "lesson", "opening_statement", "plan")
"""What the demo tells beside the weeks of a logbook; each has tests of its own deeds."""
OF_LEARNER = (Entry, Round, Week, Weekly, StageStep, Remark, Commitment, Day, Look, Event)


def rows_of(learner_id: UUID) -> Rows:
    """Return every row of one learner's history."""
    conditions = {table: table.learner_id == learner_id for table in OF_LEARNER}
    conditions[Op] = Op.person_id == learner_id
    conditions[Event] &= Event.thing.not_in(APART)
    for table, parent, column in (
        (EntryRevision, Entry, EntryRevision.entry_id),
        (Assessment, Round, Assessment.round_id),
        (WeekAssessment, Week, WeekAssessment.week_id),
    ):
        conditions[table] = column.in_(select(parent.id).where(parent.learner_id == learner_id))
    return {
        table: [dict(row._mapping) for row in db.session.execute(select(*table.__table__.c).where(condition))]
        for table, condition in conditions.items()
    }


def forget(rows: Rows) -> None:
    """Delete the history that `rows` holds."""
    with unguarded(db.session):
        for table in reversed(db.metadata.sorted_tables):
            for row in next((found for model, found in rows.items() if model.__table__ is table), ()):
                db.session.execute(table.delete().where(*(column == row[column.name] for column in table.primary_key)))


@dataclass
class Replay:
    """One learner's history, told by its events; what each deed said is read from the rows that it left."""

    rows: Rows
    learner_id: UUID

    def run(self) -> None:
        """Do everything again, in order."""
        events = sorted(self.rows[Event], key=lambda row: (row["at"], str(row["person_id"])))
        for (at, person_id, role), group in groupby(events, key=lambda row: (row["at"], row["person_id"], row["role"])):
            actor = next(each for each in roles_of(person_id) if each.role == role)
            self._do(actor, at, list(group))

    def _do(self, actor: Actor, at: datetime, events: list[Row]) -> None:
        reviewed = [event for event in events if event["deed"] in ("approve_entry", "return_entry", "approve_week")]
        if reviewed:
            self._note_opening(actor, at)
        with clock.freeze(at), transaction():
            for event in events:
                deed = getattr(self, f"_{event['deed']}", None)
                if deed:
                    deed(actor, event)
            if reviewed:
                self._review(actor, at, reviewed)

    def _find(self, table: type, **values: Any) -> Row:
        return next(iter(self._all(table, **values)))

    def _all(self, table: type, **values: Any) -> list[Row]:
        return [row for row in self.rows[table] if all(row[name] == value for name, value in values.items())]

    def _submit(self, actor: Actor, event: Row) -> None:
        revision = self._find(EntryRevision, entry_id=UUID(event["thing_id"]), rev=event["rev"])
        fields = EntryFields.from_json(revision["payload"])
        submit_entry(actor, SubmitEntry(revision["entry_id"], revision["op_id"], revision["rev"] - 1, fields))

    def _set_day(self, actor: Actor, event: Row) -> None:
        day = next(row for row in self.rows[Day] if row["date"].isoformat() == event["thing_id"])
        set_day_status(actor, day["date"], day["status"], day["minutes"])

    def _rate_own_week(self, actor: Actor, event: Row) -> None:
        week = self._find(Week, id=UUID(event["thing_id"]))
        op = next(row for row in self.rows[Op] if row["receipt"].get("week_id") == event["thing_id"])
        own = self._find(WeekAssessment, week_id=week["id"], rater_role=Rater.LEARNER)
        rate_own_week(actor, RateOwnWeek(op["id"], week["placement_id"], week["week"], own["values"]))

    def _rate_entry(self, actor: Actor, event: Row) -> None:
        rated = self._find(Round, id=UUID(event["thing_id"]))
        ratings = self._find(Assessment, round_id=rated["id"], rater_id=actor.person_id)
        reviews.rate_entry(actor, rated["entry_id"], EntryReview(event["rev"], corrections=ratings["values"]))

    def _rate_week(self, actor: Actor, event: Row) -> None:
        week = self._find(Week, id=UUID(event["thing_id"]))
        given = self._find(WeekAssessment, week_id=week["id"], rater_id=actor.person_id)
        command = OpenRound(
            round_id=week["id"],
            learner_id=self.learner_id,
            sheet_id=_sheet_of(given),
            day=clock.today(),
            stage=None,
            values=given["values"],
        )
        reviews.open_round(actor, command)

    def _open_round(self, actor: Actor, event: Row) -> None:
        rated = self._find(Round, id=UUID(event["thing_id"]))
        given = self._find(Assessment, round_id=rated["id"])
        said = tuple(_remark(row) for row in self._all(Remark, round_id=rated["id"]))
        command = OpenRound(
            round_id=rated["id"],
            learner_id=self.learner_id,
            sheet_id=_sheet_of(rated),
            day=rated["date"],
            stage=rated["stage"],
            values=given["values"],
            remarks=said,
        )
        reviews.open_round(actor, command)

    def _close_commitment(self, actor: Actor, event: Row) -> None:
        made = self._find(Commitment, id=UUID(event["thing_id"]))
        same = select(Commitment.id).where(Commitment.learner_id == self.learner_id)
        same = same.where(Commitment.text == made["text"], Commitment.made_at == made["made_at"])
        reviews.close_commitment(actor, db.session.scalars(same).one(), CommitmentState(event["new"]))

    def _look(self, actor: Actor, _event: Row) -> None:
        note_look(actor, self.learner_id)

    def _note_opening(self, actor: Actor, at: datetime) -> None:
        for week in self._all(Week, approved_at=at):
            with clock.freeze(at - timedelta(seconds=week["seconds"])), transaction():
                reviews.note_opening(actor, self.learner_id, week["placement_id"], week["week"])

    def _review(self, actor: Actor, at: datetime, events: list[Row]) -> None:
        """Approve the weeks of these events: the one approved now, and earlier ones for what was mended in them."""
        said: dict[int, dict[UUID, EntryReview]] = {week["week"]: {} for week in self._all(Week, approved_at=at)}
        for event in events:
            if event["thing"] == "entry":
                entry = self._find(Entry, id=UUID(event["thing_id"]))
                said.setdefault(entry["week"], {})[entry["id"]] = self._verdict(actor, entry, event)
        for week, verdicts in sorted(said.items()):
            reviews.approve_week(actor, self._command(actor, at, week, verdicts))

    def _verdict(self, actor: Actor, entry: Row, event: Row) -> EntryReview:
        if event["deed"] == "return_entry":
            reason = entry["return_reason"] or "The reason is gone since the approval."
            return EntryReview(event["rev"], reviews.RETURN, reason=reason)
        rated = self._find(Round, entry_id=entry["id"])
        ratings = self._find(Assessment, round_id=rated["id"], rater_id=actor.person_id)
        return EntryReview(event["rev"], reviews.AGREE, corrections=ratings["values"])

    def _command(self, actor: Actor, at: datetime, week: int, verdicts: dict[UUID, EntryReview]) -> ReviewWeek:
        made = self._find(Week, week=week)
        here = (Week.placement_id == made["placement_id"], Week.week == week)
        version = db.session.scalar(select(Week.version).where(*here))
        said: dict[str, Any] = {"placement_id": made["placement_id"], "week": week, "version": version or 1}
        if made["approved_at"] != at:
            return ReviewWeek(**said, entries=verdicts)
        soft = self._find(WeekAssessment, week_id=made["id"], rater_id=actor.person_id)
        return ReviewWeek(
            **said,
            entries=verdicts,
            soft_skills=soft["values"],
            stages={step["sheet_id"]: step["stage"] for step in self._all(StageStep, set_at=at)},
            remarks=tuple(_remark(row) for row in self._all(Remark, week_id=made["id"])),
            commitments=tuple(
                NewCommitment(row["text"], row["owner_role"], row["due_on"])
                for row in self._all(Commitment, week_id=made["id"])
            ),
        )


def _sheet_of(row: Row) -> str:
    return db.session.get_one(SheetVersion, row["sheet_version_id"]).sheet_id


def _remark(row: Row) -> NewRemark:
    return NewRemark(row["kind"], row["text"], row["example"], row["criterion_id"])
