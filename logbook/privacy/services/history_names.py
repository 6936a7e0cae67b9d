"""What a history's people, courses and sheets are called here: those that are known stay what they are."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Person
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.services import fingerprint
from logbook.training.models import Track

from .archive_document import Document
from .history_ids import HistoryIds

Names = dict[Any, Any]


def add_people(document: Document, ids: HistoryIds, learner_id: UUID) -> Names:
    """Add everyone whom the archive names, without a role or an address: they can be read of and never sign in."""
    named = {each["id"]: ids.of(each["id"]) for each in document["people"]}
    there = set(db.session.scalars(select(Person.id).where(Person.id.in_(named.values()))))
    for each in document["people"]:
        if (here := named[each["id"]]) not in there:
            db.session.add(Person(id=here, given_name=each["given_name"], family_name=each["family_name"]))
    return named | {document["learner"]["id"]: learner_id}


def add_tracks(document: Document, ids: HistoryIds) -> Names:
    """Add the courses that this installation does not have, under names of their own."""
    named = {each["id"]: each for each in document["tracks"]}
    known = set(db.session.scalars(select(Track.id).where(Track.id.in_(named))))
    names = {name: name if name in known else ids.name_of(name, 60) for name in named}
    there = set(db.session.scalars(select(Track.id).where(Track.id.in_(names.values()))))
    for name in named.keys() - known:
        if names[name] not in there:
            db.session.add(Track(**named[name] | {"id": names[name]}))
    return names


def add_sheets(document: Document, ids: HistoryIds, school_id: UUID) -> dict[str, Names]:
    """Return what the sheets, their versions and what entries write of them (`written`) are called here.

    A sheet of which this school can use every version that the history used, word for word, is that sheet. Any other
    comes in as a sheet of history, for this school alone: nobody starts on it, and no sheet that is here changes.
    """
    here = _versions_here(document, school_id)
    names: dict[str, Names] = {"sheet": {}, "sheet_version": {}, "written": {}}
    for sheet in document["sheets"]:
        versions = [each for each in document["sheet_versions"] if each["sheet_id"] == sheet["id"]]
        known = {each["id"]: here[key] for each in versions if (key := (each["sheet_id"], each["sha"])) in here}
        name = sheet["id"] if versions and len(known) == len(versions) else ids.name_of(sheet["id"], 80)
        if name != sheet["id"]:
            known = _add_copies(sheet, versions, ids, name, school_id)
        names["sheet"][sheet["id"]] = name
        for each in versions:
            version_id, number = known[each["id"]]
            names["sheet_version"][each["id"]] = version_id
            names["written"][(each["sheet_id"], each["number"])] = (name, number)
    return names


def _versions_here(document: Document, school_id: UUID) -> dict[tuple[str, str], tuple[UUID, int]]:
    shas = {each["sha"] for each in document["sheet_versions"]}
    query = (
        select(SheetVersion.sheet_id, SheetVersion.sha, SheetVersion.id, SheetVersion.number)
        .join(Sheet, Sheet.id == SheetVersion.sheet_id)
        .where(SheetVersion.sha.in_(shas), Sheet.school_id.is_(None) | (Sheet.school_id == school_id))
        .order_by(SheetVersion.number)
    )
    return {(row.sheet_id, row.sha): (row.id, row.number) for row in db.session.execute(query)}


def _add_copies(
    sheet: dict[str, Any], versions: list[dict[str, Any]], ids: HistoryIds, name: str, school_id: UUID
) -> dict[UUID, tuple[UUID, int]]:
    """Add what is not there yet of a sheet of history: another learner of that school may have brought some of it."""
    copy = db.session.get(Sheet, name)
    if copy is None:
        copy = Sheet(id=name, kind=sheet["kind"], school_id=school_id, history=True, latest=0)
        db.session.add(copy)
        db.session.flush()
    for each in versions:
        if db.session.get(SheetVersion, ids.of(each["id"])) is None:
            content = each["content"] | {"id": name}
            copy.latest = max(copy.latest, each["number"])
            db.session.add(
                SheetVersion(
                    id=ids.of(each["id"]),
                    sheet_id=name,
                    number=each["number"],
                    sha=fingerprint(content),
                    content=content,
                    published_at=each["published_at"],
                )
            )
    db.session.flush()
    return {each["id"]: (ids.of(each["id"]), each["number"]) for each in versions}
