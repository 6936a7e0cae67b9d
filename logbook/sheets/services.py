"""Publishing sheets: a changed file becomes the next version, the same file changes nothing."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.extensions import db

from .models import Library, Sheet, SheetVersion
from .policy import may_publish

Content = dict[str, Any]
OTHER_KIND = N_("Een fiche verandert niet van soort.")
NOTHING_NEW = N_("Er is niets veranderd sinds de laatste versie.")


@dataclass(frozen=True, slots=True)
class Published:
    """What a load did: sheet and number of each new version, and the sheets that were the same."""

    new: tuple[tuple[str, int], ...]
    unchanged: tuple[str, ...]


def load_library(actor: Actor | None, library: Library, note: str = "") -> Published:
    """Publish the sheets of `library` that are new or changed: the actor's school's own, or shipped without an actor.

    All or nothing. Raises NotPermitted, and Rejected when the library has problems, or a sheet has another owner or
    kind than the stored one of that name.
    """
    if not may_publish(actor):
        raise NotPermitted
    school_id = actor.school_id if actor else None
    _refuse(library, school_id)
    new: list[tuple[str, int]] = []
    unchanged: list[str] = []
    for content in library.sheets:
        version = _publish(actor, content, school_id, note)
        if version is None:
            unchanged.append(content["id"])
        else:
            new.append((content["id"], version.number))
    return Published(tuple(new), tuple(unchanged))


def publish_content(
    actor: Actor, content: Content, note: str, base: int | None, version_id: UUID | None = None
) -> SheetVersion:
    """Publish a valid, normalised content as the next version of a sheet of the actor's school, and return that.

    `base` is the version it was made from, None for a new sheet. Raises NotPermitted, NotFound for another school's
    sheet, Stale when the sheet got another version since, and Rejected when nothing changed.
    """
    if not may_publish(actor):
        raise NotPermitted
    sheet = db.session.scalar(select(Sheet).where(Sheet.id == content["id"]).with_for_update())
    if sheet and sheet.school_id != actor.school_id:
        raise NotPermitted if sheet.school_id is None else NotFound
    latest = _latest(content["id"])
    if (latest.number if latest else None) != base:
        raise Stale(latest)
    if sheet and sheet.kind != content["kind"]:
        raise Rejected({"kind": [OTHER_KIND]})
    version = _publish(actor, content, actor.school_id, note, version_id)
    if version is None:
        raise Rejected({"note": [NOTHING_NEW]})
    return version


def _refuse(library: Library, school_id: UUID | None) -> None:
    """Raise Rejected when anything stands in the way of loading the whole library."""
    errors: dict[str, list[str]] = {}
    for problem in library.problems:
        errors.setdefault(problem.file, []).append(f"{problem.path}: {problem.reason}")
    stored = {sheet.id: sheet for sheet in db.session.scalars(select(Sheet))}
    for content in library.sheets:
        sheet = stored.get(content["id"])
        if sheet and sheet.school_id != school_id:
            errors[sheet.id] = ["this name belongs to another owner's sheet"]
        elif sheet and sheet.kind != content["kind"]:
            errors[sheet.id] = [f"the stored sheet of this name is a {sheet.kind}"]
    if errors:
        raise Rejected(errors)


def _publish(
    actor: Actor | None, content: Content, school_id: UUID | None, note: str, version_id: UUID | None = None
) -> SheetVersion | None:
    """Store `content` as the next version of its sheet and return it; None when it is the latest already."""
    sha = fingerprint(content)
    latest = _latest(content["id"])
    if latest and latest.sha == sha:
        return None
    old = str(latest.number) if latest else None
    number = latest.number + 1 if latest else 1
    sheet = db.session.get(Sheet, content["id"])
    if sheet is None:
        sheet = Sheet(id=content["id"], kind=content["kind"], school_id=school_id)
        db.session.add(sheet)
        db.session.flush()
    sheet.latest = number
    version = SheetVersion(
        id=version_id or new_id(),
        sheet_id=content["id"],
        number=number,
        sha=sha,
        content=content,
        published_at=clock.now(),
        note=note,
    )
    db.session.add(version)
    db.session.flush()
    append_event(actor, "publish", "sheet_version", version.id, old=old, new=str(number))
    return version


def _latest(sheet_id: str) -> SheetVersion | None:
    newest_first = select(SheetVersion).where(SheetVersion.sheet_id == sheet_id).order_by(SheetVersion.number.desc())
    return db.session.scalar(newest_first.limit(1))


def fingerprint(content: Content) -> str:
    """Return the hash of what a sheet says; comments, spaces and the order of keys in its file do not matter."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
