"""What waits for somebody: one card for each learner, week and place. Never more than four queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select

from logbook.accounts.models import Company, Person, School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import TEACHING, Rater, Role
from logbook.entries.models import Assessment, Entry, EntryFields, EntryRevision, EntryState, Round
from logbook.entries.queries import sealed_entries
from logbook.extensions import db
from logbook.reviews.policy import mentor_is_late, waits_since
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions
from logbook.training.models import Placement, PlacementMember, Workplace
from logbook.training.queries import learners_in_reach, placements_in_reach

MOST = 200
SUPERVISED = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry that waits."""

    entry: Entry
    fields: EntryFields
    sheet: SheetContent
    learner: Person
    school: School
    company: str | None
    sealed: bool

    @property
    def doubts(self) -> int:
        """How many ratings of the learner's own are not met; 0 while they are sealed."""
        if self.sealed:
            return 0
        scales = {name: each.scale.by_id for name, each in self.sheet.all_criteria.items()}
        return sum(not scales[name][level].counts_as_met for name, level in self.fields.ratings.items())


@dataclass(frozen=True, slots=True)
class InboxCard:
    """What waits of one learner in one week at one place (no placement: at school)."""

    learner: Person
    placement_id: UUID | None
    company: str | None
    week: int
    entries: tuple[Waiting, ...]
    since: date
    late: bool

    @property
    def days(self) -> int:
        """How many days there is something to look at of."""
        return len({each.entry.date for each in self.entries})

    @property
    def looked(self) -> int:
        """How many of the entries the learner looked over before handing in."""
        return sum(each.fields.visual_check_done for each in self.entries)

    @property
    def doubts(self) -> int:
        """How many ratings of the learner's own are not met, as far as the actor may see them."""
        return sum(each.doubts for each in self.entries)

    @property
    def photos(self) -> int:
        """How many photos the learner added."""
        return sum(len(each.fields.photos) for each in self.entries)

    @property
    def sealed(self) -> bool:
        """Whether the actor rates something before seeing the learner's own rating."""
        return any(each.sealed for each in self.entries)

    @property
    def waited(self) -> int:
        """For how many days it has waited."""
        return max((clock.today() - self.since).days, 0)


def inbox(actor: Actor) -> list[InboxCard]:
    """Return what waits for the actor, the longest waiting first.

    A mentor: what waits in the own placements. A supervisor: entries of the last four weeks on the sheets given, not
    rated yet. A teacher: work at school, and weeks whose mentor is late.
    """
    if actor.role is Role.MENTOR:
        return _cards(_entries(actor, _mine(actor), Entry.state == EntryState.SUBMITTED))
    if actor.role is Role.SUPERVISOR:
        return _cards(_entries(actor, _mine(actor), *_to_supervise(actor)))
    if actor.role in TEACHING:
        taught = [learner.id for learner in learners_in_reach(actor)]
        own = (Entry.learner_id.in_(taught), Entry.history_id.is_(None))
        rows = _entries(actor, *own, Entry.state == EntryState.SUBMITTED)
        return [each for each in _cards(rows) if each.late or each.placement_id is None]
    return []


def _mine(actor: Actor) -> ColumnElement[bool]:
    return Entry.placement_id.in_(placements_in_reach(actor))


def _to_supervise(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    rated = exists().where(
        Assessment.round_id == Round.id,
        Assessment.rater_id == actor.person_id,
        Assessment.rater_role == Rater.SUPERVISOR,
    )
    return (
        Entry.state.in_((EntryState.SUBMITTED, EntryState.APPROVED)),
        Entry.date > clock.today() - SUPERVISED,
        ~rated,
    )


def _entries(actor: Actor, *conditions: ColumnElement[bool]) -> list[Waiting]:
    statement = _statement(actor).where(Entry.school_id == actor.school_id, *conditions)
    rows = list(db.session.execute(statement.order_by(Entry.submitted_at).limit(MOST)))
    sheets = versions(actor, {row[0].sheet_version_id for row in rows})
    found = [(row, sheets[row[0].sheet_version_id]) for row in rows]
    if actor.role is Role.SUPERVISOR:
        found = [(row, sheet) for row, sheet in found if sheet.id in row[5].sheets]
    sealed = _sealed(actor, [row[0] for row in rows])
    return [
        Waiting(row[0], EntryFields.from_json(row[1]), sheet, row[2], row[3], row[4], row[0].id in sealed)
        for row, sheet in found
    ]


def _statement(actor: Actor) -> "Select[*tuple[Any, ...]]":
    is_current = (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.current_rev)
    own = (
        (PlacementMember.placement_id == Entry.placement_id)
        & (PlacementMember.person_id == actor.person_id)
        & (PlacementMember.role == actor.role.value)
    )
    return (
        select(Entry, EntryRevision.payload, Person, School, Company.name, PlacementMember)
        .join(EntryRevision, is_current)
        .join(Round, Round.entry_id == Entry.id)
        .join(Person, Person.id == Entry.learner_id)
        .join(School, School.id == Entry.school_id)
        .outerjoin(Placement, Placement.id == Entry.placement_id)
        .outerjoin(Workplace, Workplace.id == Placement.workplace_id)
        .outerjoin(Company, Company.id == Workplace.company_id)
        .outerjoin(PlacementMember, own)
    )


def _sealed(actor: Actor, entries: list[Entry]) -> frozenset[UUID]:
    if not entries:
        return frozenset()
    days = [entry.date for entry in entries]
    return sealed_entries(actor, {entry.learner_id for entry in entries}, min(days), max(days))


def _cards(waiting: list[Waiting]) -> list[InboxCard]:
    def place(each: Waiting) -> tuple[str, str, int]:
        return str(each.entry.learner_id), str(each.entry.placement_id), each.entry.week

    groups = (tuple(group) for _, group in groupby(sorted(waiting, key=place), key=place))
    return sorted(map(_card, groups), key=lambda each: (each.since, each.learner.name))


def _card(entries: tuple[Waiting, ...]) -> InboxCard:
    first = entries[0]
    week = first.entry.week
    since = min(waits_since(week, clock.local(each.entry.submitted_at).date()) for each in entries)
    return InboxCard(
        learner=first.learner,
        placement_id=first.entry.placement_id,
        company=first.company,
        week=week,
        entries=tuple(sorted(entries, key=lambda each: (each.entry.date, each.entry.id))),
        since=since,
        late=mentor_is_late(since, clock.today(), first.school.mentor_late_days),
    )
