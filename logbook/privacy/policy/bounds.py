"""How far an erasure reaches: a school erases what is its own. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Table


@dataclass(frozen=True, slots=True)
class Bounds:
    """`school_id` is the school whose rows are meant; `alone` says that no other school knows the person.

    Rows that no school's id stands on are shared between a person's schools, and go with the last of them.
    """

    school_id: UUID
    alone: bool

    def within(self, own: Mapping[Table, ColumnElement[bool] | None]) -> dict[Table, ColumnElement[bool] | None]:
        """Return the conditions for this school's rows alone."""
        return {
            table: condition & (table.c.school_id == self.school_id) if "school_id" in table.c else condition
            for table, condition in own.items()
            if condition is not None and (self.alone or "school_id" in table.c)
        }
