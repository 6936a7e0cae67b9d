"""What undoing an import takes."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class UndoNotes:
    """Ids of what an import added, and for what it changed the old and the new value; as JSON keeps them."""

    persons: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    members: list[list[str]] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)
    guardians: list[list[str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    ended_roles: list[list[Any]] = field(default_factory=list)
    ended_members: list[list[Any]] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """Return the notes as JSON."""
        return asdict(self)
