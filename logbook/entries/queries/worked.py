"""Which version of a sheet a learner works with: theirs while in the middle of it, else the latest.

Who has reached a sheet begins anew on the latest.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, or_, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.entries.models import WorkedVersion
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetContent, SheetVersion
from logbook.sheets.queries import versions

from .reached import first_met_of

_LOOKED_BACK = 30
"""In how many versions of a sheet a form may have been made: a phone sends within weeks."""

# Built once: the id of each sheet's latest version, and of the one that the learner began with or was moved to.
_mine = and_(
    WorkedVersion.sheet_id == SheetVersion.sheet_id,
    WorkedVersion.number == SheetVersion.number,
    WorkedVersion.learner_id == bindparam("learner"),
    WorkedVersion.school_id == bindparam("school"),
)
_OF_LEARNER: "Select[*tuple[Any, ...]]" = (
    select(SheetVersion.id, SheetVersion.sheet_id, WorkedVersion.number.is_not(None).label("worked"))
    .join(Sheet, Sheet.id == SheetVersion.sheet_id)
    .outerjoin(WorkedVersion, _mine)
    .where(
        Sheet.id.in_(bindparam("sheets", expanding=True)),
        or_(Sheet.school_id.is_(None), Sheet.school_id == bindparam("school")),
        or_(Sheet.latest == SheetVersion.number, WorkedVersion.number.is_not(None)),
    )
    .order_by(SheetVersion.sheet_id, SheetVersion.number)
)


def usable_versions(actor: Actor, learner_id: UUID, sheet_ids: Iterable[str]) -> dict[str, SheetContent]:
    """Return for each sheet that the actor may use the version that a learner's next day or round is made with.

    One query, as for the latest versions alone; a second one only where a newer version is there than the learner's.
    """
    own, latest = _own_and_latest(actor, learner_id, sheet_ids)
    behind = [sheet for sheet, content in own.items() if content.number < latest[sheet].number]
    reached = _reached(actor, {learner_id: {sheet: own[sheet] for sheet in behind}}) if behind else set()
    return latest | {sheet: content for sheet, content in own.items() if (learner_id, sheet) not in reached}


def shown_versions(actor: Actor, learner_id: UUID, sheet_ids: Iterable[str]) -> dict[str, SheetContent]:
    """Return for each sheet that the actor may use the version that a learner's work is looked at in. One query.

    It is the one the learner works with, also when the sheet is reached: a newer version undoes nothing.
    """
    own, latest = _own_and_latest(actor, learner_id, sheet_ids)
    return latest | own


def _own_and_latest(
    actor: Actor, learner_id: UUID, sheet_ids: Iterable[str]
) -> tuple[dict[str, SheetContent], dict[str, SheetContent]]:
    asked = {"learner": learner_id, "school": actor.school_id, "sheets": list(set(sheet_ids))}
    rows = db.session.execute(_OF_LEARNER, asked).all()
    found = versions(actor, [row.id for row in rows])
    own = {row.sheet_id: found[row.id] for row in rows if row.worked}
    return own, {row.sheet_id: found[row.id] for row in rows}  # the highest number comes last


def version_for(actor: Actor, learner_id: UUID, sheet_id: str, values: Mapping[str, str]) -> SheetContent:
    """Return the version that ratings of a learner's sheet are kept with. Raises NotFound for a sheet out of reach.

    It is the one the learner works with, unless the form was made of another (on a phone, before a move) and rates
    what that one alone has: then the newest version that knows all of it.
    """
    own = usable_versions(actor, learner_id, [sheet_id]).get(sheet_id)
    if own is None:
        raise NotFound
    if _knows(own, values):
        return own
    every = select(SheetVersion.id).where(SheetVersion.sheet_id == sheet_id).order_by(SheetVersion.number.desc())
    found = versions(actor, db.session.scalars(every.limit(_LOOKED_BACK)))
    newest_first = sorted(found.values(), key=lambda content: content.number, reverse=True)
    return next((each for each in newest_first if _knows(each, values)), own)


def _knows(content: SheetContent, values: Mapping[str, str]) -> bool:
    criteria = content.all_criteria
    return all(name in criteria and level in criteria[name].scale.by_id for name, level in values.items())


def usable_by_learner(actor: Actor, learner_ids: Collection[UUID], latest: SheetContent) -> dict[UUID, SheetContent]:
    """Return for each learner the version of one sheet, of which `latest` is the newest; two queries for them all."""
    own = {learner: each for learner, each in worked_versions(actor, learner_ids, latest.id).items() if each != latest}
    reached = _reached(actor, {learner: {latest.id: each} for learner, each in own.items()}) if own else set()
    return {
        learner: own[learner] if learner in own and (learner, latest.id) not in reached else latest
        for learner in learner_ids
    }


def worked_versions(actor: Actor, learner_ids: Collection[UUID], sheet_id: str) -> dict[UUID, SheetContent]:
    """Return the version of one sheet that each learner began with or was moved to; who began none is not there."""
    query = (
        select(WorkedVersion.learner_id, SheetVersion.id)
        .join(
            SheetVersion,
            (SheetVersion.sheet_id == WorkedVersion.sheet_id) & (SheetVersion.number == WorkedVersion.number),
        )
        .where(
            WorkedVersion.learner_id.in_(learner_ids),
            WorkedVersion.school_id == actor.school_id,
            WorkedVersion.sheet_id == sheet_id,
        )
    )
    rows = db.session.execute(query).all()
    found = versions(actor, {row.id for row in rows})
    return {row.learner_id: found[row.id] for row in rows}


_BEHIND: "Select[*tuple[Any, ...]]" = (
    select(WorkedVersion.learner_id, SheetVersion.sheet_id, SheetVersion.id)
    .join(
        SheetVersion,
        (SheetVersion.sheet_id == WorkedVersion.sheet_id) & (SheetVersion.number == WorkedVersion.number),
    )
    .join(Sheet, Sheet.id == SheetVersion.sheet_id)
    .where(
        WorkedVersion.learner_id.in_(bindparam("learners", expanding=True)),
        WorkedVersion.school_id == bindparam("school"),
        WorkedVersion.number < Sheet.latest,
    )
)


def older_versions(actor: Actor, learner_ids: Collection[UUID]) -> dict[UUID, dict[str, SheetContent]]:
    """Return by learner the versions of sheets that they work with and that are not the latest. One query.

    What somebody reached is told by these: a newer version undoes nothing.
    """
    rows = db.session.execute(_BEHIND, {"learners": list(learner_ids), "school": actor.school_id}).all()
    found = versions(actor, {row.id for row in rows})
    older: dict[UUID, dict[str, SheetContent]] = {}
    for row in rows:
        older.setdefault(row.learner_id, {})[row.sheet_id] = found[row.id]
    return older


def has_reached(actor: Actor, learner_id: UUID, content: SheetContent) -> bool:
    """Return whether a learner reached everything that counts on this version of a sheet. One query."""
    return bool(_reached(actor, {learner_id: {content.id: content}}))


def _reached(actor: Actor, own: dict[UUID, dict[str, SheetContent]]) -> set[tuple[UUID, str]]:
    """Return which learners reached which of these sheets in their own version: they begin anew on the latest."""
    met = first_met_of(actor, own)
    return {
        (learner, sheet)
        for learner, sheets in own.items()
        for sheet, content in sheets.items()
        if content.counting_ids and content.counting_ids <= met.get(learner, {}).get(sheet, {}).keys()
    }
