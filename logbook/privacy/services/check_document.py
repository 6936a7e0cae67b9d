"""Whether what an archive says holds together: every id is of something in it, every rating is on its sheet."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from logbook.core.errors import Rejected
from logbook.entries.models import EntryFields
from logbook.entries.schemas import EntryFieldsSchema
from logbook.entries.services.content import check_ratings, checked_fields
from logbook.privacy.models.kept import TABLES, Kept
from logbook.sheets.models import SheetContent, read_content
from logbook.sheets.schemas.validation import validate_sheet
from logbook.sheets.services import fingerprint

from .archive_document import Document
from .read_archive import BadArchive

TAKEN_IN = (
    "companies",
    "workplaces",
    "tracks",
    "placements",
    "placement_members",
    "days",
    "entries",
    "ops",
    "revisions",
    "rounds",
    "assessments",
    "weeks",
    "week_assessments",
    "stage_steps",
    "remarks",
    "commitments",
)
"""The tables of a history, in the order in which they are written. The rest is the earlier school's own affair."""
LAST_WEEK = 10_000
LANGUAGES = {"nl", "fr", "en"}
_WEEKDAYS = re.compile("[1-7]{1,7}")
_LISTS = {
    "company": "companies",
    "workplace": "workplaces",
    "track": "tracks",
    "placement": "placements",
    "sheet": "sheets",
    "sheet_version": "sheet_versions",
    "entry": "entries",
    "op": "ops",
    "round": "rounds",
    "week": "weeks",
}
BY_NAME = {kept.name: kept for kept in TABLES}


def check_document(document: Document) -> None:
    """Raise BadArchive for a document that no installation could have written."""
    if document["scope"] != "all":
        raise BadArchive("partial")
    known = _ids(document)
    for name in (*TAKEN_IN, "sheet_versions"):
        _check_references(BY_NAME[name], document[name], known)
    contents = _contents(document)
    try:
        _check_entries(document, contents)
        _check_ratings(document, contents)
        _check_numbers(document)
    except (Rejected, ValidationError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadArchive("contents") from error


def _ids(document: Document) -> dict[str, set[Any]]:
    known = {table: {row["id"] for row in document[name]} for table, name in _LISTS.items()}
    known["person"] = {row["id"] for row in document["people"]} | {document["learner"]["id"]}
    return known


def _check_references(kept: Kept, rows: list[dict[str, Any]], known: Mapping[str, set[Any]]) -> None:
    pointing = [(name, table) for name in kept.columns if (table := kept.points_to(name))]
    for row in rows:
        if any(row[name] is not None and row[name] not in known[table] for name, table in pointing):
            raise BadArchive("references")


def _contents(document: Document) -> dict[UUID, SheetContent]:
    """Return the sheet versions, each checked as a file of the library is."""
    kinds = {row["id"]: row["kind"] for row in document["sheets"]}
    found = {}
    for row in document["sheet_versions"]:
        content = row["content"]
        sheet, _problems = validate_sheet("sheet", content) if isinstance(content, dict) else (None, [])
        named = sheet is not None and (sheet["id"], sheet["kind"]) == (row["sheet_id"], kinds[row["sheet_id"]])
        if sheet is None or not named or fingerprint(sheet) != row["sha"]:
            raise BadArchive("sheets")
        found[row["id"]] = read_content(sheet, version_id=row["id"], number=row["number"], school_id=None)
    return found


def _check_entries(document: Document, contents: Mapping[UUID, SheetContent]) -> None:
    revisions = {(row["entry_id"], row["rev"]): row for row in document["revisions"]}
    versions = {row["id"]: row["sheet_version_id"] for row in document["entries"]}
    for row in document["revisions"]:
        checked_fields(EntryFieldsSchema().load(row["payload"]), contents[versions[row["entry_id"]]])
    for row in document["entries"]:
        current = EntryFields.from_json(revisions[(row["id"], row["current_rev"])]["payload"])
        whole = all((row["id"], rev) in revisions for rev in range(1, row["rev"] + 1))
        placed = current.placement_id == row["placement_id"]
        if not whole or not placed or (current.date, current.minutes) != (row["date"], row["minutes"]):
            raise BadArchive("contents")


def _check_ratings(document: Document, contents: Mapping[UUID, SheetContent]) -> None:
    rounds = {row["id"]: row["sheet_version_id"] for row in document["rounds"]}
    for row in document["assessments"]:
        check_ratings(contents[rounds[row["round_id"]]], row["values"])
    for row in document["week_assessments"]:
        check_ratings(contents[row["sheet_version_id"]], row["values"])


def _check_numbers(document: Document) -> None:
    weekdays = all(_WEEKDAYS.fullmatch(row["weekdays"]) for row in document["placements"])
    hours = all(0 <= row["hours_per_week"] <= 60 for row in document["placements"])
    weeks = all(0 <= row["week"] <= LAST_WEEK for row in document["weeks"])
    tracks = all(row["name"].keys() <= LANGUAGES and _texts(row["name"].values()) for row in document["tracks"])
    members = all(_texts(row["sheets"]) for row in document["placement_members"])
    if not (weekdays and hours and weeks and tracks and members):
        raise BadArchive("contents")


def _texts(values: Any) -> bool:
    return all(isinstance(each, str) and len(each) <= 200 for each in values)
