"""Which rows are about a person: read from the tables themselves, so that a new table is not forgotten. Pure.

A row is about somebody when a column of OWN names them, or when it belongs to such a row. Who wrote, confirmed or
approved something is named by other columns: those rows are about somebody else, and stay with an id without a name.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, MetaData, Table, or_, select

from .bounds import Bounds

OWN = frozenset({"learner_id", "owner_id", "person_id", "guardian_id"})
"""Names of the columns that say whose a row is."""
OF_MENTOR = frozenset({"recognition"})
"""Tables whose `mentor_id` says whose a row is; elsewhere it says who did something for a learner."""
TYPED = frozenset({"draft", "rejected_op"})
"""Tables whose `person_id` says who wrote it: part of a learner's logbook."""
PROOF = frozenset(
    {"person", "op", "erased_entry", "erasure", "look", "membership", "class_member", "event_seal", "council_seal"}
)
"""Tables that stay, with ids and dates alone: tombstones and receipts keep a late phone from bringing things back."""
FRAME = frozenset(
    {"placement", "placement_member", "assigned_sheet", "guardianship", "paired_device", "pairing", "calendar_feed"}
)
"""Tables that say where a learner is: they stay when the logbook alone is erased."""
PLACES = frozenset({"placement", "placement_member"})
"""Of those, what also stays of a person who is erased: which workplace, which dates."""
NAMES_OTHERS: dict[str, dict[str, Any]] = {"roster_import": {"rows": [], "problems": [], "undo": None}}
"""Columns that hold many people's names at once, with what they become when one of them is erased."""
SIGNED: dict[str, tuple[str, str]] = {"week_signature": ("mentor_id", "signed_name")}
"""Names that somebody wrote under another's thing: by whom, and in which column."""
Conditions = dict[Table, ColumnElement[bool]]


def about_learner(metadata: MetaData, person_id: UUID, bounds: Bounds) -> Conditions:
    """Return for each table which rows are the logbook of this learner."""
    own = {
        table: _own(table, OWN if table.name in TYPED else OWN - {"person_id", "guardian_id"}, person_id)
        for table in metadata.tables.values()
        if table.name not in PROOF | FRAME
    }
    return spread(metadata, bounds.within(own), PROOF | FRAME)


def about_person(metadata: MetaData, person_id: UUID, bounds: Bounds) -> Conditions:
    """Return for each table which rows are about this person; of a learner that includes the logbook."""
    own = {
        table: _own(table, OWN | ({"mentor_id"} if table.name in OF_MENTOR else set()), person_id)
        for table in metadata.tables.values()
        if table.name not in PROOF | PLACES
    }
    own = bounds.within(own)
    for table in metadata.tables.values():
        if table.name in ("checklist_tick", "cover"):
            own[table] = _through(table, "placement", "learner_id", person_id)
        elif "membership_id" in table.c and table.name not in PROOF:
            held = _through(table, "membership", "person_id", person_id, bounds)
            mine = own.get(table)
            own[table] = held if mine is None else or_(mine, held)
    return spread(metadata, own, PROOF | PLACES)


def spread(metadata: MetaData, own: Mapping[Table, ColumnElement[bool] | None], stays: frozenset[str]) -> Conditions:
    """Add the rows that belong to those of `own`, however far down; parents come before their children."""
    found: Conditions = {}
    for table in metadata.sorted_tables:
        if table.name in stays:
            continue
        owners = [
            each.parent.in_(select(each.column).where(found[each.column.table])) for each in _parents(table, found)
        ]
        mine = own.get(table)
        if mine is not None or owners:
            found[table] = or_(*owners, *([] if mine is None else [mine]))
    return found


def _parents(table: Table, found: Conditions) -> list[ForeignKey]:
    return [each for each in table.foreign_keys if each.column.table in found and each.column.table is not table]


def _own(table: Table, names: frozenset[str] | set[str], person_id: UUID) -> ColumnElement[bool] | None:
    columns = [column for column in table.columns if column.name in names and _names_person(column)]
    return or_(*(column == person_id for column in columns)) if columns else None


def _names_person(column: object) -> bool:
    return any(each.column.table.name == "person" for each in column.foreign_keys)  # type: ignore[attr-defined]


def _through(
    table: Table, parent: str, column: str, person_id: UUID, bounds: Bounds | None = None
) -> ColumnElement[bool]:
    """Return which rows belong to a `parent` row that names the person."""
    above = table.metadata.tables[parent]
    query = select(above.c.id).where(above.c[column] == person_id)
    if bounds and bounds.school_id:
        query = query.where(above.c.school_id == bounds.school_id)
    return table.c[f"{parent}_id"].in_(query)
