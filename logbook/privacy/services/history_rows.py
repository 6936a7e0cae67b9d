"""The rows of a history as this installation writes them: new ids, the school's own, closed where it was still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from logbook.core import clock
from logbook.core.weeks import week_number
from logbook.reviews.models import CommitmentState

from .archive_document import Document
from .check_document import BY_NAME
from .history_ids import HistoryIds

Row = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """Where a history goes, and what its things are called here: `names` by table, for those that have no new id."""

    document: Document
    ids: HistoryIds
    school_id: UUID
    learner_id: UUID
    history_id: UUID
    names: Mapping[str, Mapping[Any, Any]]

    @property
    def ended(self) -> date:
        """The day on which the archive was made: what was still going on there has ended here."""
        made: date = clock.local(self.document["made_at"]).date()
        return made

    def row(self, name: str, source: Row) -> Row:
        """Return a row of a table of the archive as it is written here."""
        kept = BY_NAME[name]
        made = {column: self._value(kept.points_to(column), column, value) for column, value in source.items()}
        extra = {"school_id": self.school_id, "learner_id": self.learner_id, "history_id": self.history_id}
        there = {column: value for column, value in extra.items() if column in kept.table.c}
        return made | there | _closed(name, made, self)

    def _value(self, table: str | None, column: str, value: Any) -> Any:
        if value is None:
            return None
        if table and table in self.names:
            return self.names[table][value]
        return self.ids.of(value) if table or (column == "id" and isinstance(value, UUID)) else value


def _closed(name: str, row: Row, target: Target) -> Row:
    """Return what a history changes of a row: nothing of it goes on here."""
    change = _CHANGES.get(name)
    return change(row, target) if change else {}


def _until(row: Row, target: Target) -> Row:
    return {"until_date": max(row["from_date"], min(row["until_date"] or target.ended, target.ended))}


def _commitment(row: Row, target: Target) -> Row:
    """Nobody is there any more to keep an open agreement with."""
    if row["state"] != CommitmentState.OPEN:
        return {}
    return {"state": CommitmentState.DROPPED.value, "closed_at": target.document["made_at"]}


def _revision(row: Row, target: Target) -> Row:
    """Let the words name the sheet and the placement as they are called here."""
    payload, placement = row["payload"], row["payload"]["placement_id"]
    sheet, number = target.names["written"][(payload["sheet"], payload["sheet_version"])]
    moved = str(target.ids.of(UUID(placement))) if placement else None
    return {"payload": payload | {"placement_id": moved, "sheet": sheet, "sheet_version": number}}


_CHANGES: dict[str, Any] = {
    "companies": lambda _row, target: {"until_date": target.ended, "photos_allowed": False},
    "workplaces": lambda _row, target: {"until_date": target.ended},
    "placements": _until,
    "placement_members": _until,
    "entries": lambda row, _target: {"week": week_number(row["date"])},
    "ops": lambda _row, target: {"person_id": target.learner_id},
    "revisions": _revision,
    "commitments": _commitment,
}


def rows_of(target: Target, name: str) -> list[Row]:
    """Return a table's rows as they are written here; of the deeds only those that handed something in."""
    rows = [target.row(name, each) for each in target.document[name] if name != "ops"]
    return rows if name != "ops" else _ops(target)


def _ops(target: Target) -> list[Row]:
    filed = {row["op_id"]: row for row in target.document["revisions"]}
    used = [each for each in target.document["ops"] if each["id"] in filed]
    return [target.row("ops", each) | {"receipt": _receipt(filed[each["id"]], target)} for each in used]


def _receipt(revision: Row, target: Target) -> Row:
    entry_id = str(target.ids.of(revision["entry_id"]))
    return {"entry_id": entry_id, "rev": revision["rev"], "verdict": revision["verdict"]}
