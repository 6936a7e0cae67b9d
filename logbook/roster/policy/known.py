"""What a school has, as a roster is held against it."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from .rows import Key, Row


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the school or, by the address, another school knows; `elsewhere` has a role at another one."""

    id: UUID
    given_name: str
    family_name: str
    email: str | None
    born_on: date | None
    elsewhere: bool
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class KnownTime:
    """A role or a place in a class between two dates; `thing` is what finds its row."""

    thing: tuple[str, ...]
    from_date: date
    until_date: date | None

    def runs(self, today: date) -> bool:
        """Return whether it runs today or will."""
        return self.until_date is None or self.until_date >= today


RolePlace = tuple[UUID, str, UUID | None]
ClassPlace = tuple[UUID, str, UUID]


@dataclass(slots=True)
class Known:
    """A school's people, roles, companies, and the classes of one year with who is in them."""

    today: date
    begins: date
    me: UUID
    people: dict[UUID, KnownPerson] = field(default_factory=dict)
    by_key: dict[Key, UUID] = field(default_factory=dict)
    roles: dict[RolePlace, list[KnownTime]] = field(default_factory=dict)
    companies: dict[str, UUID] = field(default_factory=dict)
    classes: dict[str, UUID] = field(default_factory=dict)
    members: dict[ClassPlace, list[KnownTime]] = field(default_factory=dict)
    guardians: set[tuple[UUID, UUID]] = field(default_factory=set)

    def person_of(self, row: Row) -> KnownPerson | None:
        """Return whom a row is about: by the number, else by the address, else by name and birth date."""
        for key in (("id", row.source_id or ""), ("mail", row.email or ""), _name_key(row)):
            if key and key in self.by_key:
                return self.people[self.by_key[key]]
        return None


def _name_key(row: Row) -> Key | None:
    if row.born_on is None:
        return None
    return ("name", row.given_name.casefold(), row.family_name.casefold(), row.born_on.isoformat())
