"""Strong points, work points and notes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from logbook.accounts.models import Person
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.reviews.models import Remark

MOST = 500
PHRASES = 6


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark with the name of who made it."""

    id: UUID
    learner_id: UUID
    kind: str
    text: str
    example: str | None
    date: date
    criterion_id: str | None
    round_id: UUID | None
    week_id: UUID | None
    author: str
    author_id: UUID
    author_role: str


def _remarks(actor: Actor, wanted: ColumnElement[bool]) -> "Select[*tuple[Any, ...]]":
    return (
        select(Remark, Person.given_name, Person.family_name)
        .join(Person, Person.id == Remark.author_id)
        .where(Remark.school_id == actor.school_id, wanted)
        .order_by(Remark.date.desc(), Remark.written_at.desc())
    )


def _views(statement: "Select[*tuple[Any, ...]]") -> list[RemarkView]:
    return [
        RemarkView(
            id=row.id,
            learner_id=row.learner_id,
            kind=row.kind,
            text=row.text,
            example=row.example,
            date=row.date,
            criterion_id=row.criterion_id,
            round_id=row.round_id,
            week_id=row.week_id,
            author=f"{given} {family}",
            author_id=row.author_id,
            author_role=row.author_role,
        )
        for row, given, family in db.session.execute(statement)
    ]


def remarks_of(actor: Actor, learner_ids: Collection[UUID], first: date, last: date) -> list[RemarkView]:
    """Return the remarks on learners in reach from `first` to `last`, the newest first, in one query; at most 500."""
    wanted = Remark.learner_id.in_(learner_ids) & Remark.date.between(first, last)
    return _views(_remarks(actor, wanted).limit(MOST))


def week_remarks(actor: Actor, week_id: UUID | None) -> list[RemarkView]:
    """Return the remarks of a week in reach and, for their phrases, the actor's own latest ones, in one query."""
    own = Remark.author_id == actor.person_id
    return _views(_remarks(actor, or_(Remark.week_id == week_id, own) if week_id else own).limit(60))


def own_phrases(remarks: Iterable[RemarkView], author_id: UUID) -> dict[str, list[str]]:
    """Return the author's own texts by kind, the latest first, each once: to be used again in one tap."""
    texts: dict[str, list[str]] = {}
    for remark in remarks:
        used = texts.setdefault(remark.kind, [])
        if remark.author_id == author_id and remark.text not in used and len(used) < PHRASES:
            used.append(remark.text)
    return texts
