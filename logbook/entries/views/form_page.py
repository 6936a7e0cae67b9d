"""The entry form as a page: where its values come from, and what the template asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.entries import queries
from logbook.entries.models import Draft, EntryView
from logbook.sheets.models import Criterion, Field, Scale, SheetContent, SheetKind, Stage
from logbook.sheets.queries import STAGES_SHEET, stages
from logbook.training.queries import PlacementView, placements_of
from logbook.web.dates import duration
from logbook.web.forms import FormErrors
from logbook.web.language import text_of

Option = tuple[str, ...]
HALF_HOURS = range(30, 12 * 60 + 1, 30)
COPIED = ("task_description", "working_times", "process_used", "current_used", "electrode_used", "metal_used")
# One control stands for several names: its messages belong beside it.
BESIDE = {"header.working_times": "header.working_times.minutes", "imperfections": "imperfections[]"}


@dataclass(frozen=True)
class FormPage:
    """What the form template shows. `values` has the form's own nesting, whether typed, kept, copied or handed in."""

    entry_id: UUID
    base_rev: int
    day: date
    sheet: SheetContent
    values: Mapping[str, Any]
    placements: list[PlacementView]
    stages: tuple[Stage, ...]
    handed_in: EntryView | None = None
    kept: bool = False
    copied: bool = False
    errors: FormErrors = field(default_factory=dict)

    def at(self, *path: str) -> Any:
        """Return the value at `path`, or an empty text: what was typed may have any shape."""
        value: Any = self.values
        for part in path:
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value

    @property
    def options(self) -> dict[str, list[Option]]:
        """The levels of each scale as choices, in the order of the paper."""
        return {name: scale_options(scale) for name, scale in self.sheet.scales.items()}

    @property
    def answered(self) -> list[list[bool]]:
        """Which questions are answered, group by group."""
        return [[bool(self.at("ratings", each.id)) for each in group.criteria] for group in self.sheet.groups]

    @property
    def first_gap(self) -> str:
        """The id of the first question without an answer, or of the first question."""
        ids = list(self.sheet.all_criteria)
        return next((each for each in ids if not self.at("ratings", each)), ids[0])

    @property
    def stage_tiles(self) -> list[Option]:
        """The stages in the learner's words, each with its pictogram."""
        return [(each.id, text_of(each.did), f"stage-{each.id}") for each in self.stages]

    @property
    def imperfections(self) -> list[Option]:
        """The further imperfections that can be noted, with their numbers."""
        return [(each.code, f"{each.code} {text_of(each.name)}") for each in self.sheet.imperfections.values()]

    def choices(self, line: Field) -> list[Option]:
        """Return the options of a line of the header."""
        return [(each.id, text_of(each.label), "") for each in line.options]

    @property
    def measured(self) -> list[Criterion]:
        """The criteria that something can be measured for."""
        return [each for each in self.sheet.criteria if each.measurement]

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """Where the work was done: the placements of that day, or the school."""
        return [(str(each.id), each.company, "") for each in self.placements] + [("", gettext("Op school"), "")]

    @property
    def no_photos(self) -> list[PlacementView]:
        """The placements of that day whose company wants no photos."""
        return [each for each in self.placements if not each.photos_allowed]

    @property
    def photos_off(self) -> bool:
        """Whether the chosen place is one of them."""
        return str(self.at("placement_id") or "") in {str(each.id) for each in self.no_photos}

    @property
    def times(self) -> list[tuple[str, str]]:
        """Working times to choose from, with the one that was given."""
        given = str(self.at("header", "working_times", "minutes"))
        minutes = sorted({*HALF_HOURS} | ({int(given)} if given.isdigit() and int(given) < 1440 else set()))
        return [("", gettext("kies")), *((str(each), duration(each)) for each in minutes)]

    @property
    def header_line(self) -> str:
        """The header's values in one line."""
        words = [self.at("header", "task_description")]
        for name, line in self.sheet.fields.items():
            words += [text_of(each.label) for each in line.options if each.id == self.at("header", name)]
        minutes = str(self.at("header", "working_times", "minutes"))
        words += [duration(int(minutes))] if minutes.isdigit() else []
        words += [label for value, label, _kind in self.places if value == str(self.at("placement_id") or "")]
        return " · ".join(str(word) for word in words if word)

    @property
    def photos(self) -> list[dict[str, Any]]:
        """The photos that belong to it, each with what it is of and what was drawn on it."""
        named = self.at("photos")
        shas = named if isinstance(named, Mapping) else ()
        facts = {sha: {name: self.at("photos", sha, name) for name in ("criterion", "marks")} for sha in shas}
        return [{"sha": sha, "stored": self.is_stored(sha), **fact} for sha, fact in facts.items()]

    @property
    def spoken(self) -> list[str]:
        """The spoken notes that belong to it."""
        named = self.at("spoken")
        return list(named) if isinstance(named, list | tuple) else []

    def is_stored(self, sha: str) -> bool:
        """Return whether the school has a photo or spoken note: it came with what was handed in."""
        return self.handed_in is not None and sha in self.handed_in.fields.media

    @property
    def labels(self) -> dict[str, str]:
        """The words for each field in the summary of what is wrong."""
        ratings = {f"ratings.{each.id}": text_of(each.short) for each in self.sheet.all_criteria.values()}
        header = {f"header.{name}": text_of(each.label) for name, each in self.sheet.fields.items()}
        header["header.working_times.minutes"] = header.pop("header.working_times", "")
        return ratings | header | {"date": gettext("Datum"), "stage": gettext("Hoe werkte je?")}


def scale_options(scale: Scale) -> list[Option]:
    """Return a scale's levels as choices: a letter of the paper gets the word that is read aloud."""
    options: list[Option] = []
    for level in scale.printed:
        symbol, kind = text_of(level.symbol), "yes" if level.counts_as_met else "no"
        aloud = (text_of(level.label),) if len(symbol) == 1 else ()
        options.append((level.id, symbol, kind, *aloud))
    return options


def mark_options(scale: Scale) -> list[tuple[str, ...]]:
    """Return a scale's levels from low to high as marks to choose from, with its sign where two have the same mark."""
    alike = len({level.mark for level in scale.levels}) < len(scale.levels)
    return [
        (level.id, level.mark, text_of(level.label), *((text_of(level.symbol),) if alike else ()))
        for level in scale.levels
    ]


def beside(errors: FormErrors) -> FormErrors:
    """Return the messages under the names of the controls that show them."""
    placed: FormErrors = {}
    for name, texts in errors.items():
        start = next((each for each in BESIDE if name == each or name.startswith(f"{each}.")), None)
        placed.setdefault(BESIDE[start] if start else name, []).extend(texts)
    return placed


def page_of_values(
    actor: Actor,
    entry_id: UUID,
    sheet: SheetContent,
    day: date,
    values: Mapping[str, Any],
    *,
    handed_in: EntryView | None = None,
    kept: bool = False,
    errors: FormErrors | None = None,
) -> FormPage:
    """Return the form with these values: typed ones that were refused, kept ones, or those of an entry handed in."""
    return FormPage(
        entry_id=entry_id,
        base_rev=handed_in.entry.current_rev if handed_in else 0,
        day=day,
        sheet=sheet,
        values=values,
        placements=placements_of([actor.person_id], day),
        stages=stages(actor),
        handed_in=handed_in,
        kept=kept,
        errors=beside(errors or {}),
    )


def page_of_draft(actor: Actor, entry_id: UUID, draft: Draft, sheet: SheetContent, view: EntryView | None) -> FormPage:
    """Return the form as the learner left it."""
    day = draft.date or (view.entry.date if view else draft.saved_at.date())
    return page_of_values(actor, entry_id, sheet, day, draft.payload, handed_in=view, kept=True)


def new_page(actor: Actor, entry_id: UUID, sheet_id: str, day: date) -> FormPage:
    """Return an empty form: the header as last time, the place as planned, the stage the learner is in.

    Raises NotFound for what is no sheet to work on.
    """
    found = queries.usable_versions(actor, actor.person_id, (sheet_id, STAGES_SHEET))
    sheet = worked_on(found.get(sheet_id))
    placements = placements_of([actor.person_id], day)
    last = queries.last_entry(actor, sheet.id)
    step = queries.current_stages(actor, [actor.person_id], day).get(actor.person_id, {}).get(sheet.id)
    header = {name: last.fields.header[name] for name in COPIED if name in last.fields.header} if last else {}
    place = planned_place(placements, day)
    return FormPage(
        entry_id=entry_id,
        base_rev=0,
        day=day,
        sheet=sheet,
        values={"header": header, "stage": step.stage if step else "", "placement_id": str(place.id) if place else ""},
        placements=placements,
        stages=found[STAGES_SHEET].stages,
        copied=bool(header),
    )


def worked_on(sheet: SheetContent | None) -> SheetContent:
    """Return a sheet that entries are made of. Raises NotFound for another kind, or none."""
    if sheet is None or sheet.kind not in (SheetKind.TASK, SheetKind.THEME):
        raise NotFound
    return sheet


def planned_place(placements: list[PlacementView], day: date) -> PlacementView | None:
    """Return where work is planned on `day`; on another weekday that is the school, in a weekend the workplace."""
    planned = (each for each in placements if each.works_on(day))
    other = placements if day.isoweekday() > 5 else ()
    return next((each for group in (planned, other) for each in group), None)
