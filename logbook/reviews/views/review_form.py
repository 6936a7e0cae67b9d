"""A review as it was typed, kept or sent: what the templates ask of it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from logbook.entries.views.form_page import mark_options, scale_options
from logbook.reviews.queries import EntryCard, Row
from logbook.sheets.models import Criterion, Group, SheetContent, Stage
from logbook.web.dates import short_day
from logbook.web.forms import FormErrors
from logbook.web.language import text_of


@dataclass(frozen=True)
class ReviewForm:
    """`values` has the form's own nesting; `errors` names fields with dots. `own`: begin with the reviewer's rating."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: FormErrors = field(default_factory=dict)
    own: bool = False

    def at(self, *path: object) -> Any:
        """Return the value at `path`, or an empty text: what was typed may have any shape."""
        value: Any = self.values
        for part in path:
            value = value.get(str(part), "") if isinstance(value, Mapping) else ""
        return value

    def chosen(self, card: EntryCard, row: Row, *prefix: object) -> str:
        """Return the level that the reviewer chose for a criterion: now, or before seeing the learner's own."""
        before = row.mine.id if self.own and row.mine else card.blind.get(row.criterion.id, "")
        return str(self.at(*prefix, "except", row.criterion.id) or before)

    def touched(self, prefix: str) -> bool:
        """Return whether something below `prefix` is wrong."""
        return any(name.startswith(prefix) for name in self.errors)

    def choices(self, sheet: SheetContent) -> dict[str, list[tuple[str, ...]]]:
        """Return the levels of each scale of a sheet as segments."""
        return {scale.id: scale_options(scale) for scale in sheet.scales.values()}

    def split(self, card: EntryCard, *prefix: object) -> tuple[list[Row], list[Row]]:
        """Return the rows to look at first (they stand out, or the reviewer says otherwise) and the others."""
        first: list[Row] = []
        rest: list[Row] = []
        for row in card.rows:
            chosen = self.chosen(card, row, *prefix)
            differs = bool(chosen) and row.own is not None and chosen != row.own.id
            (first if row.stands_out or differs else rest).append(row)
        return first, rest

    def levels(self, item: Criterion) -> list[tuple[str, ...]]:
        """Return the levels of a soft skill, from low to high, as marks to choose from."""
        return mark_options(item.scale)

    def any_chosen(self, group: Group) -> bool:
        """Return whether something of a group of soft skills was tapped."""
        return any(self.at("soft_skills", item.id) for item in group.criteria)

    def soft_left(self, soft_skills: SheetContent) -> int:
        """Return how many soft skills nothing was tapped for yet."""
        return sum(not self.at("soft_skills", item) for item in soft_skills.all_criteria)

    def stage_tiles(self, stages: Mapping[str, Stage]) -> list[tuple[str, str, str]]:
        """Return the stages as tiles, by their names."""
        return [(stage.id, text_of(stage.title), f"stage-{stage.id}") for stage in stages.values()]

    def pairs(self, phrases: Iterable[str]) -> list[tuple[str, str]]:
        """Return phrases as chips."""
        return [(phrase, phrase) for phrase in phrases]

    def picked(self, *path: object) -> Sequence[str]:
        """Return the texts that were chosen at `path`."""
        given = self.at(*path)
        return [str(each) for each in given] if isinstance(given, list) else []

    def left(self, rows: Iterable[Row], card: EntryCard, *prefix: object) -> int:
        """Return how many of the rows nothing was chosen for yet."""
        return sum(not self.chosen(card, row, *prefix) for row in rows)


def carried_over(typed: Mapping[str, Any], waiting: Iterable[EntryCard]) -> dict[str, Any]:
    """Return what was typed, without agreement to entries that changed since: nobody agrees unseen."""
    values: dict[str, Any] = deepcopy(dict(typed))
    given = values.get("entries")
    entries: dict[str, Any] = given if isinstance(given, dict) else {}
    agreed_all = values.pop("agree_all", None)
    for card in waiting:
        kept = entries.get(str(card.id))
        seen = isinstance(kept, dict) and str(kept.get("rev")) == str(card.view.entry.current_rev)
        if isinstance(kept, dict) and not seen:
            for choice in ("verdict", "return"):
                kept.pop(choice, None)
        elif isinstance(kept, dict) and agreed_all:
            kept.setdefault("verdict", "agree")
    return values


@dataclass(frozen=True)
class Change:
    """An entry that is not what the reviewer saw."""

    card: EntryCard
    new: bool


def changes_since(typed: Mapping[str, Any], waiting: Iterable[EntryCard]) -> list[Change]:
    """Return the waiting entries that are new, or changed, since the form was made."""
    given = typed.get("entries")
    entries: Mapping[str, Any] = given if isinstance(given, dict) else {}
    found = []
    for card in waiting:
        seen = entries.get(str(card.id))
        if not isinstance(seen, dict):
            found.append(Change(card, new=True))
        elif str(seen.get("rev")) != str(card.view.entry.current_rev):
            found.append(Change(card, new=False))
    return found


def labels(cards: Iterable[EntryCard], soft_skills: Iterable[Any] = ()) -> dict[str, str]:
    """Return the words for the fields of entries and soft skills, for the list of what is wrong."""
    words = {f"soft_skills.{item.id}": text_of(item.short) for item in soft_skills}
    for card in cards:
        day = short_day(card.view.entry.date)
        words[f"entries.{card.id}.verdict"] = day
        words[f"entries.{card.id}.reason"] = gettext("%(day)s terugsturen", day=day)
        for row in card.rows:
            words[f"entries.{card.id}.except.{row.criterion.id}"] = f"{day}, {text_of(row.criterion.short)}"
    return words
