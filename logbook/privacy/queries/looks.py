"""Who looked at what of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from logbook.accounts.models import Look, Person
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.web.paging import Page

from .overdue import midnight

PAGE = 40
MOST = 50_000
"""Lines of one file."""


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line: on that day, for the first time at `at`, this person in this role opened this of that learner."""

    at: datetime
    viewer_id: UUID
    viewer: str
    role: str
    what: str
    learner_id: UUID
    learner: str


def looks_of_own(actor: Actor, page: int) -> Page[LookLine]:
    """Return who opened the acting learner's logbook, at any school, the latest first."""
    return _paged(Look.learner_id == actor.person_id, page)


def looks_at_learner(actor: Actor, learner_id: UUID, page: int) -> Page[LookLine]:
    """Return who of the coordinator's school opened a learner's logbook, the latest first."""
    return _paged((Look.learner_id == learner_id) & (Look.school_id == actor.school_id), page)


def seen_by(actor: Actor, viewer_id: UUID, first: date, last: date, page: int) -> Page[LookLine]:
    """Return what an account saw at the coordinator's school from one day to another, both included."""
    return _paged(_seen(actor, viewer_id, first, last), page)


def all_seen_by(actor: Actor, viewer_id: UUID, first: date, last: date) -> Iterator[LookLine]:
    """Yield the same, whole, the earliest first."""
    query = _lines(_seen(actor, viewer_id, first, last)).order_by(None).order_by(Look.at, Look.learner_id)
    return map(_line, db.session.execute(query.limit(MOST)).all())


def all_looks_at(actor: Actor, learner_id: UUID) -> Iterator[LookLine]:
    """Yield every look at a learner's logbook at the coordinator's school, the earliest first."""
    condition = (Look.learner_id == learner_id) & (Look.school_id == actor.school_id)
    query = _lines(condition).order_by(None).order_by(Look.at, Look.viewer_id)
    return map(_line, db.session.execute(query.limit(MOST)).all())


def _seen(actor: Actor, viewer_id: UUID, first: date, last: date) -> ColumnElement[bool]:
    until = midnight(last + timedelta(days=1))
    at_school = (Look.viewer_id == viewer_id) & (Look.school_id == actor.school_id)
    return at_school & (Look.at >= midnight(first)) & (Look.at < until)


def _lines(condition: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    viewer, learner = aliased(Person), aliased(Person)
    names = (viewer.given_name, viewer.family_name, learner.given_name, learner.family_name)
    query = select(Look.at, Look.viewer_id, Look.role, Look.what, Look.learner_id, *names)
    query = query.join(viewer, viewer.id == Look.viewer_id).join(learner, learner.id == Look.learner_id)
    return query.where(condition).order_by(Look.at.desc(), Look.viewer_id, Look.learner_id, Look.what)


def _paged(condition: ColumnElement[bool], number: int) -> Page[LookLine]:
    rows = db.session.execute(_lines(condition).limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    return Page([_line(row) for row in rows[:PAGE]], number, len(rows) > PAGE)


def _line(row: Any) -> LookLine:
    at, viewer_id, role, what, learner_id, *names = row
    viewer, learner = " ".join(names[:2]), " ".join(names[2:])
    return LookLine(at, viewer_id, viewer, role, what, learner_id, learner)
