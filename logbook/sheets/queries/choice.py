"""Choosing a sheet in a list: first those that matter here, then all others by kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from logbook.core.actor import Actor
from logbook.sheets.models import SheetKind

from .index import SheetLine, sheet_index

WELD = "weld"
EVERY_KIND = (SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """The sheets to choose from: `first` those that matter here, `rest` the others by kind, welds apart."""

    first: tuple[SheetLine, ...]
    rest: tuple[tuple[str, tuple[SheetLine, ...]], ...]


def sheet_choice(
    actor: Actor, first_ids: Iterable[str], kinds: Collection[SheetKind] = frozenset(EVERY_KIND)
) -> SheetChoice:
    """Return the sheets of these kinds to choose from, those of `first_ids` first, in that order."""
    index = sheet_index(actor)
    named = [index.by_id[each] for each in dict.fromkeys(first_ids) if each in index.by_id]
    first = tuple(line for line in named if line.kind in kinds)
    there = {line.id for line in first}
    rest: dict[str, list[SheetLine]] = defaultdict(list)
    for line in index.lines:
        if line.kind in kinds and line.id not in there:
            rest[WELD if line.weld else line.kind.value].append(line)
    return SheetChoice(first, tuple((kind, tuple(lines)) for kind, lines in rest.items()))
