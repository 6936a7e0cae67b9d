"""What a member can point to: weeks and days that count, of this learner, in the council's period, and own remarks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, String, cast, literal, null, select

from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.core.weeks import iso_week, week_number
from logbook.councils.models import Council
from logbook.entries.models import Entry, EntryState, Week, WeekState
from logbook.extensions import db
from logbook.reviews.models import Remark
from logbook.training.queries import placements_in_reach

FEW = 8
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing to point to. `kind` is `week`, `entry` or `remark`; `label` names it without a link too."""

    key: str
    kind: str
    label: str
    url_name: str
    args: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return it as a statement keeps it."""
        return {"key": self.key, "label": self.label, "url_name": self.url_name, "args": self.args}


def evidence_for(actor: Actor, council: Council, learner_id: UUID) -> list[Evidence]:
    """Return what the actor can point to, the latest first, in one query: a mentor sees the own placements' alone."""
    parts = [part(actor, council, learner_id) for part in (_weeks, _entries, _remarks)]
    query = parts[0].union_all(*parts[1:])
    return [_evidence(row) for row in db.session.execute(query)]


def _weeks(actor: Actor, council: Council, learner_id: UUID) -> "Select[*tuple[Any, ...]]":
    query = select(
        literal("week", String(8)).label("kind"),
        Week.id.label("id"),
        Week.placement_id.label("placement_id"),
        Week.week.label("week"),
        cast(null(), Date).label("date"),
        cast(null(), String(500)).label("text"),
    ).where(
        Week.school_id == actor.school_id,
        Week.learner_id == learner_id,
        Week.state == WeekState.APPROVED.value,
        Week.placement_id.is_not(None),
        Week.week.between(week_number(council.first), week_number(council.last)),
    )
    if actor.role is Role.MENTOR:
        query = query.where(Week.placement_id.in_(placements_in_reach(actor)))
    return _latest(query, Week.week.desc())


def _entries(actor: Actor, council: Council, learner_id: UUID) -> "Select[*tuple[Any, ...]]":
    query = select(
        literal("entry", String(8)).label("kind"),
        Entry.id.label("id"),
        Entry.placement_id.label("placement_id"),
        Entry.week.label("week"),
        Entry.date.label("date"),
        cast(null(), String(500)).label("text"),
    ).where(
        Entry.school_id == actor.school_id,
        Entry.learner_id == learner_id,
        Entry.state == EntryState.APPROVED.value,
        Entry.date.between(council.first, council.last),
    )
    if actor.role is Role.MENTOR:
        query = query.where(Entry.placement_id.in_(placements_in_reach(actor)))
    return _latest(query, Entry.date.desc())


def _remarks(actor: Actor, council: Council, learner_id: UUID) -> "Select[*tuple[Any, ...]]":
    query = (
        select(
            literal("remark", String(8)).label("kind"),
            Remark.id.label("id"),
            Week.placement_id.label("placement_id"),
            Week.week.label("week"),
            Remark.date.label("date"),
            Remark.text.label("text"),
        )
        .outerjoin(Week, Week.id == Remark.week_id)
        .where(
            Remark.school_id == actor.school_id,
            Remark.learner_id == learner_id,
            Remark.author_id == actor.person_id,
            Remark.date.between(council.first, council.last),
        )
    )
    return _latest(query, Remark.date.desc())


def _latest(query: "Select[*tuple[Any, ...]]", newest: Any) -> "Select[*tuple[Any, ...]]":
    """Return the latest few of a part; a union takes an ordered part only from below."""
    few = query.order_by(newest).limit(FEW).subquery()
    return select(few)


def _evidence(row: Any) -> Evidence:
    key = f"{row.kind}:{row.id}"
    if row.kind == "entry":
        return Evidence(key, row.kind, f"{row.date:%d/%m/%Y}", "entries.show", {"entry_id": str(row.id)})
    week = None if row.week is None else iso_week(row.week)
    to_week = {"placement_id": str(row.placement_id), "iso_week": week} if row.placement_id and week else {}
    label = week or "" if row.kind == "week" else row.text[:LONGEST_LABEL]
    return Evidence(key, row.kind, label, "reviews.week" if to_week else "", to_week)
