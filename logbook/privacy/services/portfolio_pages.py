"""What stands in a portfolio, put together from the archive's document alone: what is not in it cannot be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from logbook.core.roles import Rater
from logbook.entries.models import EntryFields, EntryState
from logbook.sheets.models import SheetContent, read_content
from logbook.sheets.models.content import Text

from .archive_document import Document

PARTIES = (Rater.LEARNER, Rater.MENTOR, Rater.TEACHER)
MOST_PHOTOS = 400
"""Photos in one portfolio; the archive beside it holds all of them."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A criterion with the latest level of each party, None where it said nothing."""

    text: Text
    levels: tuple[Text | None, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet with its criteria, and in how many rounds it was worked on."""

    title: Text
    rounds: int
    rows: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class DayPart:
    """One entry as it counts: what was done, where, in which stage, and the learner's words."""

    date: date
    title: Text
    place: str | None
    task: str
    minutes: int | None
    stage: str
    state: str
    words: tuple[str, ...]
    photos: tuple[str, ...]


def pages_of(document: Document) -> dict[str, Any]:
    """Return the parts of the portfolio by the names that its template uses."""
    contents = {row["id"]: _content(row) for row in document["sheet_versions"]}
    return {
        "names": {each["id"]: f"{each['given_name']} {each['family_name']}" for each in document["people"]},
        "placements": _placements(document),
        "sheets": _sheets(document, contents),
        "days": _days(document, contents),
        "remarks": sorted(document["remarks"], key=lambda each: each["date"]),
        "commitments": sorted(document["commitments"], key=lambda each: each["due_on"]),
    }


def _content(row: Mapping[str, Any]) -> SheetContent:
    return read_content(row["content"], version_id=row["id"], number=row["number"], school_id=None)


def _workplace_names(document: Document) -> dict[UUID, str]:
    companies = {each["id"]: each["name"] for each in document["companies"]}
    return {each["id"]: f"{companies[each['company_id']]}, {each['name']}" for each in document["workplaces"]}


def _placements(document: Document) -> list[dict[str, Any]]:
    names, tracks = _workplace_names(document), {each["id"]: each["name"] for each in document["tracks"]}
    return [
        {
            "place": names[each["workplace_id"]],
            "track": tracks[each["track_id"]],
            "from_date": each["from_date"],
            "until_date": each["until_date"],
            "hours": each["hours_per_week"],
            "people": [row for row in document["placement_members"] if row["placement_id"] == each["id"]],
        }
        for each in sorted(document["placements"], key=lambda each: each["from_date"])
    ]


def _sheets(document: Document, contents: Mapping[UUID, SheetContent]) -> list[SheetPart]:
    """Return a part for each sheet worked on, by the words of its newest version that was used."""
    latest: dict[str, dict[Rater, dict[str, str]]] = {}
    rounds: dict[str, int] = {}
    given: dict[UUID, list[dict[str, Any]]] = {}
    for each in document["assessments"]:
        given.setdefault(each["round_id"], []).append(each)
    for each in sorted(document["rounds"], key=lambda row: row["date"]):
        sheet_id = contents[each["sheet_version_id"]].id
        rounds[sheet_id] = rounds.get(sheet_id, 0) + 1
        said = latest.setdefault(sheet_id, {party: {} for party in PARTIES})
        for rating in sorted(given.get(each["id"], []), key=lambda row: (row["rated_at"], row["blind"])):
            if (party := Rater(rating["rater_role"])) in said:
                said[party].update(rating["values"])
    newest = {content.id: content for content in sorted(contents.values(), key=lambda each: each.number)}
    return [SheetPart(newest[name].title, rounds[name], _rows(newest[name], latest[name])) for name in rounds]


def _rows(content: SheetContent, latest: Mapping[Rater, Mapping[str, str]]) -> tuple[Reached, ...]:
    rows = []
    for criterion in content.all_criteria.values():
        said = [criterion.scale.by_id.get(latest[party].get(criterion.id, "")) for party in PARTIES]
        rows.append(Reached(criterion.text, tuple(level.label if level else None for level in said)))
    return tuple(rows)


def _days(document: Document, contents: Mapping[UUID, SheetContent]) -> list[DayPart]:
    words = {(row["entry_id"], row["rev"]): EntryFields.from_json(row["payload"]) for row in document["revisions"]}
    workplaces = _workplace_names(document)
    places = {each["id"]: workplaces[each["workplace_id"]] for each in document["placements"]}
    kept = {each["sha"] for each in document["media"]}
    parts, left = [], MOST_PHOTOS
    for each in sorted(document["entries"], key=lambda row: (row["date"], row["id"])):
        fields = words[(each["id"], each["current_rev"])]
        photos = tuple(sha for sha in fields.photos if sha in kept)[:left]
        left -= len(photos)
        content = contents[each["sheet_version_id"]]
        parts.append(_day(each, fields, content, places.get(each["placement_id"]), photos))
    return parts


def _day(
    entry: Mapping[str, Any], fields: EntryFields, content: SheetContent, place: str | None, photos: tuple[str, ...]
) -> DayPart:
    return DayPart(
        date=entry["date"],
        title=content.short_title,
        place=place,
        task=str(fields.header.get("task_description", "")),
        minutes=entry["minutes"],
        stage=fields.stage,
        state=EntryState(entry["state"]).value,
        words=tuple(text for text in fields.note.values() if text),
        photos=photos,
    )
