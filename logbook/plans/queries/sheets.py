"""The sheets that a plan can name: the track's, and every other that the school has."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.entries.queries import sheets_of
from logbook.extensions import db
from logbook.plans.models import PlanItem
from logbook.sheets.models import SheetContent, SheetKind
from logbook.sheets.queries import SheetChoice, sheet_choice, sheet_list
from logbook.training.models import ClassGroup, ClassMember
from logbook.training.queries import PlacementView

EVERY_TRACK = "all"
PLANNED = frozenset({SheetKind.TASK, SheetKind.THEME})
"""Kinds of sheets that stand in a plan: soft skills are rated everywhere, every week."""


@dataclass(frozen=True, slots=True)
class PlanSheets:
    """The sheets by id; `track` are the ids of those of the learner's tracks, in the order of the library."""

    by_id: dict[str, SheetContent]
    track: tuple[str, ...]


def plan_sheets(actor: Actor) -> dict[str, SheetContent]:
    """Return every sheet that a plan can name, by id, in the order of the library."""
    return {each.id: each for each in sheet_list(actor) if each.kind in PLANNED}


def sheets_at_hand(actor: Actor, learner_ids: Collection[UUID]) -> list[str]:
    """Return the ids of the sheets planned now for, assigned to or worked on by learners in reach, in one query."""
    return sheets_of(actor, learner_ids, _planned(actor, learner_ids))


def planned_now(actor: Actor, learner_id: UUID) -> list[str]:
    """Return the ids of the sheets that the plan of a learner in reach names for today, in its order: one query."""
    query = _planned(actor, [learner_id]).order_by(PlanItem.from_date, PlanItem.position, PlanItem.sheet_id)
    return list(dict.fromkeys(db.session.scalars(query)))


def planned_first(actor: Actor, choice: SheetChoice, learner_id: UUID) -> SheetChoice:
    """Return a list of sheets to choose from with those on top that the plan of a learner in reach names for today."""
    return sheet_choice(actor, [*planned_now(actor, learner_id), *(line.id for line in choice.first)])


def _planned(actor: Actor, learner_ids: Collection[UUID]) -> "Select[str]":
    today = clock.today()
    return select(PlanItem.sheet_id).where(
        PlanItem.learner_id.in_(learner_ids),
        PlanItem.school_id == actor.school_id,
        PlanItem.until.is_(None),
        PlanItem.from_date <= today,
        PlanItem.until_date >= today,
    )


def of_tracks(sheets: dict[str, SheetContent], tracks: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the sheets of some tracks; without a track those of every track."""
    wanted = {EVERY_TRACK, *tracks}
    return tuple(name for name, each in sheets.items() if wanted & set(each.tracks))


def tracks_of(placements: Iterable[PlacementView], class_tracks: Iterable[str | None]) -> set[str]:
    """Return the tracks that a learner follows: the class's where it has one, else those of the placements."""
    named = {each for each in class_tracks if each}
    return named or {each.track_id for each in placements}


def class_tracks(learner_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Return the tracks of the classes in which learners in reach are today, by learner: one query."""
    today = clock.today()
    query = (
        select(ClassMember.person_id, ClassGroup.track_id)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .where(
            ClassMember.person_id.in_(list(learner_ids)),
            ClassMember.role == Role.LEARNER.value,
            ClassMember.from_date <= today,
            (ClassMember.until_date.is_(None)) | (ClassMember.until_date >= today),
            ClassGroup.track_id.is_not(None),
        )
    )
    found: dict[UUID, set[str]] = {}
    for learner_id, track_id in db.session.execute(query):
        found.setdefault(learner_id, set()).add(str(track_id))
    return found
