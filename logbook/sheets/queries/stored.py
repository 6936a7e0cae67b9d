"""Reads of sheets. A version never changes, so the process reads it from the database once and keeps it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetContent, SheetKind, SheetVersion, Stage, read_content
from logbook.sheets.policy import may_use

STAGES_SHEET = "cognitive-apprenticeship"
SOFT_SKILLS_SHEET = "soft-skills"
_WORKED_ON = (SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE)
HIGHEST = 2**31 - 1
"""The highest number of a version that both databases keep."""
_KEPT = 2000
_cache: dict[UUID, SheetContent] = {}

# The id and sheet of every sheet's latest version, among those that a school may use: built once, asked on most pages.
_USABLE = (
    select(SheetVersion.id, SheetVersion.sheet_id)
    .join(Sheet, (Sheet.id == SheetVersion.sheet_id) & (Sheet.latest == SheetVersion.number))
    .where(or_(Sheet.school_id.is_(None), Sheet.school_id == bindparam("school")))
)
_NAMED = _USABLE.where(Sheet.id.in_(bindparam("sheets", expanding=True)))
_OF_KINDS = _USABLE.where(Sheet.kind.in_(bindparam("kinds", expanding=True)), Sheet.history.is_(False))
_LISTED = _OF_KINDS.where(Sheet.id.in_(bindparam("sheets", expanding=True)))


def version(actor: Actor, version_id: UUID) -> SheetContent:
    """Return what a version says. Raises NotFound, also for another school's sheet."""
    return versions(actor, [version_id])[version_id]


def versions(actor: Actor, version_ids: Iterable[UUID]) -> dict[UUID, SheetContent]:
    """Return what several versions say, with one query for all that this process has not read yet. Raises NotFound."""
    found = contents(version_ids)
    if not all(may_use(actor, content.school_id) for content in found.values()):
        raise NotFound
    return found


def contents(version_ids: Iterable[UUID]) -> dict[UUID, SheetContent]:
    """Return what versions say, for sums and commands, which have no actor. Raises NotFound."""
    wanted = set(version_ids)
    known = {each: content for each in wanted if (content := _cache.get(each))}
    found = known | _read(wanted - known.keys())
    if len(found) < len(wanted):
        raise NotFound
    return found


def numbered_version(actor: Actor, sheet_id: str, number: int) -> SheetContent:
    """Return the version of a sheet with this number. Raises NotFound."""
    named = select(SheetVersion.id).where(SheetVersion.sheet_id == sheet_id, SheetVersion.number == number)
    version_id = db.session.scalar(named) if number <= HIGHEST else None  # an address may hold any number
    if version_id is None:
        raise NotFound
    return version(actor, version_id)


def latest_version(actor: Actor, sheet_id: str) -> SheetContent:
    """Return the latest version of a sheet. Raises NotFound."""
    found = latest_versions(actor, [sheet_id])
    if sheet_id not in found:
        raise NotFound
    return found[sheet_id]


def latest_versions(actor: Actor, sheet_ids: Iterable[str]) -> dict[str, SheetContent]:
    """Return the latest version of each sheet that there is and that the actor may use."""
    return _latest(actor, _NAMED, sheets=list(set(sheet_ids)))


def listed_sheet(actor: Actor, sheet_id: str) -> SheetContent:
    """Return the latest version of one sheet that is worked on. Raises NotFound."""
    found = _latest(actor, _LISTED, kinds=list(_WORKED_ON), sheets=[sheet_id])
    if sheet_id not in found:
        raise NotFound
    return found[sheet_id]


def sheet_list(actor: Actor) -> list[SheetContent]:
    """Return the latest version of every sheet that is worked on: tasks, themes, then attitude."""
    found = _latest(actor, _OF_KINDS, kinds=list(_WORKED_ON)).values()
    return sorted(found, key=lambda content: (_WORKED_ON.index(content.kind), content.id))


def soft_skills(actor: Actor) -> SheetContent:
    """Return the sheet that everybody rates every week."""
    return latest_version(actor, SOFT_SKILLS_SHEET)


def stages(actor: Actor) -> tuple[Stage, ...]:
    """Return the six stages in the order of progress, with all their texts."""
    return latest_version(actor, STAGES_SHEET).stages


def stage_map(actor: Actor) -> dict[str, Stage]:
    """Return the six stages by id, in the order of progress."""
    return {stage.id: stage for stage in stages(actor)}


def documents(version_ids: Iterable[UUID], since: datetime | None = None) -> dict[UUID, dict[str, Any]]:
    """Return versions as their files say them, of those published `since` when given. The caller may use them."""
    statement = select(SheetVersion.id, SheetVersion.content).where(SheetVersion.id.in_(set(version_ids)))
    if since is not None:
        statement = statement.where(SheetVersion.published_at >= since)
    return {row.id: row.content for row in db.session.execute(statement)}


def _latest(actor: Actor, statement: Select[UUID, str], **asked: Any) -> dict[str, SheetContent]:
    rows = db.session.execute(statement, asked | {"school": actor.school_id})
    ids = {sheet_id: version_id for version_id, sheet_id in rows}
    contents = versions(actor, ids.values())
    return {sheet_id: contents[version_id] for sheet_id, version_id in ids.items()}


def _read(version_ids: set[UUID]) -> dict[UUID, SheetContent]:
    """Read versions from the database into the cache."""
    if not version_ids:
        return {}
    statement = (
        select(SheetVersion.id, SheetVersion.number, SheetVersion.content, Sheet.school_id)
        .join(Sheet, Sheet.id == SheetVersion.sheet_id)
        .where(SheetVersion.id.in_(version_ids))
    )
    read = {
        version_id: read_content(content, version_id=version_id, number=number, school_id=school_id)
        for version_id, number, content, school_id in db.session.execute(statement)
    }
    if len(_cache) + len(read) > _KEPT:
        _cache.clear()
    _cache.update(read)
    return read
