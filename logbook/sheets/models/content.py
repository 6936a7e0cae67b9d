"""What a sheet version says, as frozen objects: attributes only, since templates read them thousands of times a page.

Every text is a mapping of language to words; the template's `t()` picks one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from .vocabulary import Cadence, SheetKind

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A text with a name: a step, an example, a role, a question, a prompt."""

    id: str
    text: Text
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale. `order` ranks it from low to high, `print_order` is its place on paper."""

    id: str
    symbol: Text
    label: Text
    counts_as_met: bool
    order: int
    print_order: int
    makes: Literal["work_point", "strong_point"] | None
    mark: Literal["not_met", "met", "above"]


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered levels: `levels` from low to high, `printed` as on paper."""

    id: str
    levels: tuple[Level, ...]
    printed: tuple[Level, ...]
    by_id: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that can be measured."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Measurement:
    """What may be measured for a criterion, in `unit`, from `minimum` to `maximum` in steps of `step`."""

    unit: str
    minimum: float
    maximum: float
    step: float
    fields: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that is rated: a Ja/Nee check, a V/O criterion or a soft-skill item.

    `counts` says whether it counts for a reached sheet; checks and soft skills are compared but never count.
    """

    id: str
    text: Text
    short: Text
    scale: Scale
    cadence: Cadence
    counts: bool
    iso: tuple[str, ...] = ()
    iso_label: str = ""
    drawing: str | None = None
    look_for: Text | None = None
    good: Text | None = None
    bad: Text | None = None
    measurement: Measurement | None = None
    extension: bool = False
    examples: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria under one heading; `agreements` is the heading of what was agreed for the group."""

    id: str
    title: Text
    criteria: tuple[Criterion, ...]
    agreements: Text | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    id: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the daily log's head: `date`, `text`, `working_times`, `choice` (with options) or `flag`."""

    id: str
    kind: str
    label: Text
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A fixed value of the sheet, with its codes in the standard that names it."""

    id: str
    label: Text
    text: Text
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imperfection:
    """A further imperfection that can be noted by its ISO 6520-1 number. An older version has only the name."""

    code: str
    name: Text
    look_for: Text | None = None
    drawing: str | None = None


@dataclass(frozen=True, slots=True)
class Weld:
    """The weld of a task sheet: ISO 4063 processes, joint, product, ISO 6947 position and metals."""

    processes: tuple[str, ...]
    joint: Literal["fillet", "butt"]
    product: Literal["plate", "tube"]
    position: str
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a theme sheet."""

    id: str
    title: Text
    about: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The writing frame of a stage. A strict one shows every prompt; a loose one offers them."""

    lead: Text
    prompts: tuple[Item, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of cognitive apprenticeship. `did` is the learner's word for the day, `explain` its one line."""

    id: str
    number: int
    title: Text
    did: Text
    explain: Text
    mentor_roles: tuple[Item, ...]
    learner_roles: tuple[Item, ...]
    attention: tuple[Item, ...]
    questions: tuple[Item, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Everything one version of a sheet says. Parts that its kind does not have are empty.

    What is `retired` is asked no more and is in no group; `untranslated` counts what is Dutch in every language.
    """

    id: str
    kind: SheetKind
    version_id: UUID
    number: int
    school_id: UUID | None
    title: Text
    short_title: Text
    summary: Text
    tracks: tuple[str, ...]
    scales: Mapping[str, Scale]
    groups: tuple[Group, ...]
    checks: tuple[Criterion, ...]
    criteria: tuple[Criterion, ...]
    all_criteria: Mapping[str, Criterion]
    counting_ids: frozenset[str]
    introduction: tuple[Item, ...]
    header: tuple[HeaderLine, ...]
    steps: tuple[Item, ...]
    fields: Mapping[str, Field]
    sections: tuple[Section, ...]
    remarks: tuple[Item, ...]
    rule: Text | None
    extension_note: Text | None
    imperfections: Mapping[str, Imperfection]
    imperfection_edition: str
    stages: tuple[Stage, ...]
    weld: Weld | None = None
    retired: Mapping[str, Criterion] = field(default_factory=dict)
    untranslated: int = 0

    def scale(self, name: str) -> Scale:
        """Return a scale of this sheet. Raises KeyError for another."""
        return self.scales[name]
