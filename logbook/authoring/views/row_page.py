"""The form of one row: what is kept, what was typed, and what somebody else made of it meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from logbook.authoring.models import (
    PARTS,
    SHELVES,
    SheetDraft,
    Shelf,
    Spot,
    doubled,
    fingerprint,
    row_named,
    rows_of,
    shown,
)
from logbook.authoring.queries import draft_of, known_scales, published_ids
from logbook.authoring.services import was_used
from logbook.core.actor import Actor
from logbook.sheets.schemas import drawing_names
from logbook.training.queries.candidates import track_choices
from logbook.web.forms import Loaded
from logbook.web.language import text_of

from . import editor_words as words

Option = tuple[str, str]
IN_ORDER = ("nl", "fr", "en")


@dataclass(frozen=True)
class RowPage:
    """What the form of a row shows. `theirs` is what stands there now, where somebody else changed it."""

    draft: SheetDraft
    spot: Spot
    kind: Shelf
    row: Mapping[str, Any] | None
    form: Loaded
    choices: dict[str, list[Option]]
    published: bool = False
    theirs: dict[str, Any] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages side by side, Dutch first."""
        return IN_ORDER

    @property
    def was(self) -> str:
        """The row's fingerprint now."""
        return fingerprint(self.row, self.kind)

    @property
    def own_scales(self) -> list[str]:
        """The scales that were made here, which can be changed here too."""
        scales = self.draft.content.get("scales")
        return [name for name in scales if name.startswith("own_")] if isinstance(scales, dict) else []

    def scale_words(self, name: str) -> str:
        """Return a scale of the sheet in one line."""
        return scale_words(self.draft.content["scales"][name])

    @property
    def inside(self) -> tuple[str, str] | None:
        """The list that stands inside this row, and what it is called; None for a row that holds none."""
        kind = {"sections": "points", "attitudes": "items", "items": "examples"}.get(self.kind.kind)
        return (f"{kind}.{self.spot.row}", str(words.TITLES[kind])) if kind and self.row else None

    @property
    def other_groups(self) -> list[Option]:
        """The groups of an attitude sheet in which this item can stand; none for another row."""
        if self.kind.kind != "items":
            return []
        rows = rows_of(self.draft.content, "attitudes")
        return [(str(row.get("id")), words.name_of(row, "attitudes") or "…") for row in rows]

    @property
    def doubled(self) -> bool:
        """Whether another row has this row's name: only one of them can be opened then."""
        return self.spot.shelf != PARTS and doubled(self.draft.content, self.spot.shelf, self.spot.row)

    @property
    def is_new(self) -> bool:
        """Whether the row is not kept yet."""
        return self.row is None

    @property
    def retired(self) -> bool:
        """Whether the row is in use no more."""
        return bool(self.row and self.row.get("retired"))

    @property
    def title(self) -> str:
        """What the row is called."""
        return (
            words.place_word(self.draft, self.spot.shelf, self.spot.row)
            if self.row
            else words.new_word(self.spot.shelf)
        )

    def at(self, key: str, language: str = "") -> Any:
        """Return what was typed, or as long as nothing was sent what is kept."""
        value = self.form.typed.get(key) if self.form.typed else shown(self.row, self.kind).get(key)
        if language:
            return value.get(language, "") if isinstance(value, dict) else ""
        return value if value is not None else ""

    def other(self, key: str, language: str) -> str | None:
        """Return what somebody else wrote there, where that differs from what was typed."""
        if not self.theirs:
            return None
        said = str(self.theirs.get(key, {}).get(language, ""))
        return said if said != self.at(key, language) else None


def row_page(actor: Actor, spot: Spot, form: Loaded) -> RowPage:
    """Return the form of a row; of one that is not there yet, a blank one. Raises NotFound."""
    draft = draft_of(actor, spot.draft_id)
    row, kind = row_named(draft.content, spot.shelf, spot.row)
    published = was_used(kind, row or {}, published_ids(actor, spot.draft_id))
    return RowPage(draft, spot, kind, row, form, choices_of(actor, draft, kind), published)


def choices_of(actor: Actor, draft: SheetDraft, kind: Shelf) -> dict[str, list[Option]]:
    """Return what a row may name: scales, groups, drawings, tracks."""
    made: dict[str, Callable[[], list[Option]]] = {
        "scale": lambda: [*([("", words.same_scale())] if kind.kind != PARTS else []), *_scales(actor, draft)],
        "group": lambda: _groups(draft),
        "drawing": lambda: _drawings(draft),
        "tracks": lambda: _tracks(draft),
    }
    return {key: made[key]() for key in kind.extras if key in made}


def _scales(actor: Actor, draft: SheetDraft) -> list[Option]:
    own = draft.content.get("scales")
    scales = known_scales(actor) | (own if isinstance(own, dict) else {})
    return [(name, scale_words(levels)) for name, levels in scales.items()]


def scale_words(levels: Any) -> str:
    """Return a scale in one line: its signs from low to high."""
    found = [each for each in levels if isinstance(each, dict)] if isinstance(levels, list) else []
    found.sort(key=lambda level: str(level.get("order", "")))
    signs = [_sign(level) for level in found]
    return " · ".join(sign or "…" for sign in signs)


def _sign(level: dict[str, Any]) -> str:
    symbol, label = (text_of(shown(level, SHELVES["scale"])[key]) for key in ("symbol", "label"))
    return label if not symbol or symbol.casefold() == label.casefold() else f"{symbol} {label}"


def _groups(draft: SheetDraft) -> list[Option]:
    rows = rows_of(draft.content, "groups")
    named = [(str(row.get("id")), words.name_of(row, "groups") or "…") for row in rows]
    return [("", words.nothing()), *named]


def _drawings(draft: SheetDraft) -> list[Option]:
    """Return the drawings by what they show; one that the sheet has already is there without a name too."""
    names = {name: text_of(shows) for name, shows in drawing_names().items()}
    names |= {
        each: each for row in rows_of(draft.content, "criteria") if (each := str(row.get("drawing") or "")) not in names
    }
    return [("", words.nothing()), *((name, said) for name, said in names.items() if name)]


def _tracks(draft: SheetDraft) -> list[Option]:
    own = draft.content.get("tracks")
    names = {each.id: text_of(each.name) for each in track_choices()}
    names |= {
        each: each for each in (own if isinstance(own, list) else ()) if isinstance(each, str) and each not in names
    }
    return list(names.items())
