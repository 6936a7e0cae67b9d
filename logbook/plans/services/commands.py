"""What forms ask of a plan."""

from dataclasses import dataclass
from uuid import UUID

from logbook.plans.policy import Weeks, Where


@dataclass(frozen=True, slots=True)
class Placing:
    """Cards (`items`) and sheets to put somewhere in some weeks; with `also` the cards stay where they are too."""

    version: int
    where: Where
    weeks: Weeks | None
    items: tuple[UUID, ...] = ()
    sheets: tuple[str, ...] = ()
    note: str | None = None
    also: bool = False


__all__ = ["Placing", "Weeks", "Where"]
