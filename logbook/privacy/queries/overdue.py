"""What has had its time: the rows of a school from before a date, by class of documents. Who is held stays out."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from logbook.accounts.models import Look, Membership, Person, SignInSession
from logbook.core.clock import LOCAL_ZONE
from logbook.core.events import Event
from logbook.core.roles import Role
from logbook.core.weeks import week_number
from logbook.councils.models import Council, CouncilFile, CouncilMember
from logbook.entries.models import Entry, RejectedOp
from logbook.extensions import db
from logbook.privacy.models import Correction, CorrectionState, Erasure, ErasureScope, ErasureState
from logbook.privacy.models.archive import History
from logbook.privacy.policy.traces import Conditions, spread
from logbook.remediation.models import Lesson, LessonLearner
from logbook.training.models import Placement

from .subjects import ERASED

DATES = {
    "round": "date",
    "remark": "date",
    "commitment": "due_on",
    "day": "date",
    "day_statement": "date",
    "compensation": "worked_on",
    "stage_step": "from_date",
    "hand_over": "from_date",
    "visit": "date",
    "lesson_learner": "date",
    "training_plan": "ends_on",
    "attention_snooze": "until",
}
"""The date by which a row of a learner's logbook belongs to a school year."""
WEEKS = ("week", "weekly", "week_signature")
OF_PLACEMENT = ("cover", "checklist_tick")
"""Rows that go with their placement."""
SECURITY = frozenset({"session", "device", "pairing", "passkey", "identity", "invitation", "set_up_code"})
STAYS = frozenset({"person", "placement", "entry", "op", "school"})


def midnight(day: date) -> datetime:
    """Return the moment at which `day` begins in Flanders, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL_ZONE).astimezone(UTC)


def learners_of(school_id: UUID, before: date, held: Collection[UUID]) -> list[UUID]:
    """Return a school's learners, but the held, and those who brought a logbook along since that date."""
    at_school = (Membership.school_id == school_id) & (Membership.role == Role.LEARNER.value)
    brought = select(History.learner_id).where(History.school_id == school_id, History.imported_at >= midnight(before))
    query = select(Membership.person_id).where(at_school, Membership.person_id.not_in(brought)).distinct()
    return [each for each in db.session.scalars(query.order_by(Membership.person_id)) if each not in held]


def entries_before(school_id: UUID, learner_id: UUID, before: date) -> list[UUID]:
    """Return a learner's entries at a school from before a date."""
    own = (Entry.school_id == school_id) & (Entry.learner_id == learner_id) & (Entry.date < before)
    return list(db.session.scalars(select(Entry.id).where(own)))


def records_before(school_id: UUID, learner_id: UUID, before: date) -> Conditions:
    """Return which other rows of a learner's logbook are from before a date, by table, with what belongs to them."""
    tables = db.metadata.tables
    own = {
        tables[name]: _own(tables[name], learner_id, school_id, tables[name].c[at] < before)
        for name, at in DATES.items()
    }
    for name in WEEKS:
        week = tables[name].c.week < week_number(before)
        own[tables[name]] = _own(tables[name], learner_id, school_id, week)
    ended = (Placement.learner_id == learner_id) & (Placement.school_id == school_id) & (Placement.until_date < before)
    for name in OF_PLACEMENT:
        own[tables[name]] = tables[name].c.placement_id.in_(select(Placement.id).where(ended))
    draft = tables["draft"]
    own[draft] = (draft.c.person_id == learner_id) & (draft.c.date < before)
    own[tables["round"]] &= tables["round"].c.entry_id.is_(None)
    return spread(db.metadata, own, STAYS)


def _own(table: Table, learner_id: UUID, school_id: UUID, over: ColumnElement[bool]) -> ColumnElement[bool]:
    own = (table.c.learner_id == learner_id) & over
    return own & (table.c.school_id == school_id) if "school_id" in table.c else own


def lessons_before(school_id: UUID, before: date) -> Conditions:
    """Return which lessons of a school from before a date are over: those that no learner's row names any more."""
    named = select(LessonLearner.lesson_id)
    return {_table(Lesson): (Lesson.school_id == school_id) & (Lesson.date < before) & Lesson.id.not_in(named)}


def councils_before(school_id: UUID, before: date, held: Collection[UUID]) -> Conditions:
    """Return which rows of councils from before a date are over, by table; who of a learner is held stays."""
    tables = db.metadata.tables
    old = select(Council.id).where(Council.school_id == school_id, Council.held_on < before)
    own = {
        tables["council_file"]: CouncilFile.council_id.in_(old) & _free(CouncilFile.learner_id, held),
        tables["council_member"]: CouncilMember.council_id.in_(old)
        & or_(CouncilMember.learner_id.is_(None), _free(CouncilMember.learner_id, held)),
    }
    return spread(db.metadata, own, STAYS)


def in_minutes(school_id: UUID, since: date) -> "Select[UUID]":
    """Return a select of the learners of whom a school still keeps a council's file: their name stays with it."""
    query = select(CouncilFile.learner_id).join(Council, Council.id == CouncilFile.council_id)
    return query.where(Council.school_id == school_id, Council.held_on >= since, CouncilFile.frozen_at.is_not(None))


def people_before(school_id: UUID, before: date, held: Collection[UUID], minutes_since: date = date.max) -> list[UUID]:
    """Return who held no role at a school since a date and was not erased there yet, but the held.

    Nor those of whom a council's file from `minutes_since` on is kept: that has a period of its own.
    """
    last = func.max(func.coalesce(Membership.until_date, date.max))
    over = select(Membership.person_id).where(Membership.school_id == school_id).group_by(Membership.person_id)
    erased = select(Erasure.person_id).where(
        Erasure.school_id == school_id,
        Erasure.scope == ErasureScope.PERSON.value,
        Erasure.state.in_((ErasureState.DONE.value, ErasureState.WAITING.value, ErasureState.RUNNING.value)),
    )
    query = select(Person.id).where(
        Person.id.in_(over.having(last < before)),
        Person.id.not_in(erased),
        Person.id.not_in(in_minutes(school_id, minutes_since)),
        not_(and_(Person.given_name == ERASED[0], Person.family_name == ERASED[1], Person.email.is_(None))),
    )
    return [each for each in db.session.scalars(query.order_by(Person.id)) if each not in held]


def plain_before(
    document: str, school_id: UUID, before: date, held: Collection[UUID]
) -> dict[Table, ColumnElement[bool]]:
    """Return which rows of a class that needs no more than deleting are over, by table."""
    moment = midnight(before)
    at_school = select(Membership.person_id).where(Membership.school_id == school_id)
    if document == "corrections":
        answered = (Correction.state != CorrectionState.ASKED.value) & (Correction.answered_at < moment)
        return {_table(Correction): answered & (Correction.school_id == school_id) & _free(Correction.learner_id, held)}
    if document == "looks":
        return {_table(Look): (Look.school_id == school_id) & (Look.at < moment) & _free(Look.learner_id, held)}
    if document == "sessions":
        here = select(Membership.id).where(Membership.school_id == school_id)
        over = or_(SignInSession.revoked_at < moment, SignInSession.expires_at < moment)
        return {
            _table(SignInSession): SignInSession.membership_id.in_(here) & over & _free(SignInSession.person_id, held)
        }
    mine = RejectedOp.person_id.in_(at_school) & (RejectedOp.received_at < moment)
    return {_table(RejectedOp): mine & _free(RejectedOp.person_id, held)}


def events_before(document: str, before: date, held: Collection[UUID]) -> "ColumnElement[bool]":
    """Return which events of a class are over: those of looks and sign-ins, or all others."""
    security = or_(Event.deed == "look", Event.thing.in_(SECURITY))
    of_class = security if document == "looks" else not_(security)
    free = or_(Event.learner_id.is_(None), _free(Event.learner_id, held)) & or_(
        Event.person_id.is_(None), _free(Event.person_id, held)
    )
    return of_class & (Event.at < midnight(before)) & free


def _free(
    column: "InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]", held: Collection[UUID]
) -> ColumnElement[bool]:
    return column.not_in(held)


def _table(model: type) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table
