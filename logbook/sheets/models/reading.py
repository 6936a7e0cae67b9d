"""From the stored content of a version to the read model."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar
from uuid import UUID

from .content import (
    Criterion,
    Field,
    Frame,
    Group,
    HeaderLine,
    Imperfection,
    Item,
    Level,
    Measure,
    Measurement,
    Option,
    Scale,
    Section,
    SheetContent,
    Stage,
    Weld,
)
from .vocabulary import Cadence, SheetKind

Stored = Mapping[str, Any]
T = TypeVar("T")


def read_content(
    stored: Stored,
    *,
    version_id: UUID,
    number: int,
    school_id: UUID | None = None,
) -> SheetContent:
    """Return the read model of a validated, normalised sheet."""
    scales = {name: _scale(name, levels) for name, levels in stored.get("scales", {}).items()}
    checks, criteria = _checks(stored, scales), _criteria(stored, scales)
    groups = (*checks, *criteria, *_item_groups(stored, scales))
    every = {criterion.id: criterion for group in groups for criterion in group.criteria}
    retired = _retired(stored, scales)
    daily = stored.get("daily_log", {})
    others = stored.get("other_imperfections", {})
    return SheetContent(
        id=stored["id"],
        kind=SheetKind(stored["kind"]),
        version_id=version_id,
        number=number,
        school_id=school_id,
        title=stored["title"],
        short_title=stored["short_title"],
        summary=stored["summary"],
        tracks=tuple(stored["tracks"]),
        scales=scales,
        groups=groups,
        checks=_flat(checks),
        criteria=_flat(criteria),
        all_criteria=every,
        counting_ids=frozenset(criterion.id for criterion in every.values() if criterion.counts),
        introduction=_all(_item, stored.get("introduction")),
        header=_all(_header_line, stored.get("header")),
        steps=_all(_item, _in_use(stored.get("steps"))),
        fields={field["id"]: _field(field) for field in daily.get("fields", ())},
        sections=_all(_section, stored.get("sections")),
        remarks=_all(_item, stored.get("remarks")),
        rule=stored.get("evaluation", {}).get("rule"),
        extension_note=stored.get("extension_note"),
        imperfections={each["code"]: Imperfection(**each) for each in others.get("codes", ())},
        imperfection_edition=others.get("edition", ""),
        stages=tuple(_stage(number, each) for number, each in enumerate(stored.get("stages", ()), start=1)),
        weld=_weld(stored.get("weld")),
        retired=retired,
        untranslated=len(stored.get("untranslated", ())),
    )


def _all(build: Callable[[Stored], T], parts: Iterable[Stored] | None) -> tuple[T, ...]:
    return tuple(build(part) for part in parts or ())


def _in_use(parts: Iterable[Stored] | None) -> list[Stored]:
    return [each for each in parts or () if not each.get("retired")]


def _retired(stored: Stored, scales: Mapping[str, Scale]) -> dict[str, Criterion]:
    """Return what is rated no more: records of older versions may still name it."""
    checks, evaluation = stored.get("daily_log", {}).get("checks"), stored.get("evaluation")
    lists = [(part, "items", False) for part in (checks,) if part]
    lists += [(evaluation, "criteria", True)] if evaluation else []
    rating = stored.get("rating")
    lists += [(rating | part, "items", False) for part in stored["groups"]] if rating else []
    own = {each["id"]: each for each in evaluation.get("groups", ())} if evaluation else {}
    found = (
        _criterion(
            each,
            scales[own.get(each.get("group"), part).get("scale", part["scale"])],
            Cadence(part.get("cadence", Cadence.ENTRY)),
            counts=counts,
        )
        for part, name, counts in lists
        for each in part[name]
        if each.get("retired")
    )
    return {each.id: each for each in found}


def _flat(groups: Iterable[Group]) -> tuple[Criterion, ...]:
    return tuple(criterion for group in groups for criterion in group.criteria)


def _item(stored: Stored) -> Item:
    return Item(stored["id"], stored["text"], stored.get("note"))


def _scale(name: str, stored: Iterable[Stored]) -> Scale:
    levels = sorted(map(_level, stored), key=lambda level: level.order)
    printed = sorted(levels, key=lambda level: level.print_order)
    return Scale(name, tuple(levels), tuple(printed), {level.id: level for level in levels})


def _level(stored: Stored) -> Level:
    return Level(
        id=stored["id"],
        symbol=stored["symbol"],
        label=stored["label"],
        counts_as_met=stored["counts_as_met"],
        order=stored["order"],
        print_order=stored["print_order"],
        makes=stored.get("makes"),
        mark=_mark(stored),
    )


def _mark(level: Stored) -> Literal["not_met", "met", "above"]:
    if not level["counts_as_met"]:
        return "not_met"
    return "above" if level.get("makes") == "strong_point" else "met"


def _checks(stored: Stored, scales: Mapping[str, Scale]) -> tuple[Group, ...]:
    part = stored.get("daily_log", {}).get("checks")
    return (_group("checks", part, part["items"], scales[part["scale"]]),) if part else ()


def _criteria(stored: Stored, scales: Mapping[str, Scale]) -> tuple[Group, ...]:
    """Return the criteria that count: those of no group under the title of all, then those of each group."""
    part = stored.get("evaluation")
    if not part:
        return ()
    headings: list[tuple[str, Stored]] = [("criteria", part), *((each["id"], each) for each in part.get("groups", ()))]
    under: dict[str, list[Stored]] = {name: [] for name, _heading in headings}
    for each in part["criteria"]:
        under[each.get("group", "criteria")].append(each)
    groups = (
        _group(name, heading, under[name], scales[heading.get("scale", part["scale"])], counts=True)
        for name, heading in headings
    )
    return tuple(group for group in groups if group.criteria)


def _item_groups(stored: Stored, scales: Mapping[str, Scale]) -> tuple[Group, ...]:
    rating = stored.get("rating")
    if not rating:
        return ()
    cadence = Cadence(rating["cadence"])
    groups = (
        _group(part["id"], part, part["items"], scales[part.get("scale", rating["scale"])], cadence=cadence)
        for part in stored["groups"]
    )
    return tuple(group for group in groups if group.criteria)


def _group(
    name: str,
    part: Stored,
    rated: Iterable[Stored],
    scale: Scale,
    *,
    cadence: Cadence = Cadence.ENTRY,
    counts: bool = False,
) -> Group:
    criteria = tuple(_criterion(each, scale, cadence, counts=counts) for each in _in_use(rated))
    return Group(name, part["title"], criteria, part.get("agreements"))


def _criterion(stored: Stored, scale: Scale, cadence: Cadence, *, counts: bool) -> Criterion:
    codes = tuple(stored.get("iso6520", ()))
    return Criterion(
        id=stored["id"],
        text=stored["text"],
        short=stored["short"],
        scale=scale,
        cadence=cadence,
        counts=counts,
        iso=codes,
        iso_label="/".join(codes),
        drawing=stored.get("drawing"),
        look_for=stored.get("look_for"),
        good=stored.get("good"),
        bad=stored.get("bad"),
        measurement=_measurement(stored.get("measurement")),
        extension=stored.get("extension", False),
        examples=_all(_item, stored.get("examples")),
    )


def _measurement(stored: Stored | None) -> Measurement | None:
    if stored is None:
        return None
    fields = tuple(Measure(each["id"], each["label"]) for each in stored["fields"])
    return Measurement(stored["unit"], stored["minimum"], stored["maximum"], stored["step"], fields)


def _header_line(stored: Stored) -> HeaderLine:
    return HeaderLine(stored["id"], stored["label"], stored["text"], tuple(stored.get("codes", ())))


def _field(stored: Stored) -> Field:
    options = tuple(Option(each["id"], each["label"], each.get("hint")) for each in stored.get("options", ()))
    return Field(stored["id"], stored["kind"], stored["label"], options)


def _weld(stored: Stored | None) -> Weld | None:
    if stored is None:
        return None
    processes, materials = tuple(stored["processes"]), tuple(stored["materials"])
    return Weld(processes, stored["joint"], stored["product"], stored["position"], materials)


def _section(stored: Stored) -> Section:
    return Section(stored["id"], stored["title"], stored["about"], _all(_item, stored["items"]))


def _stage(number: int, stored: Stored) -> Stage:
    frame = stored["frame"]
    return Stage(
        id=stored["id"],
        number=number,
        title=stored["title"],
        did=stored["did"],
        explain=stored["explain"],
        mentor_roles=_all(_item, stored["mentor_roles"]),
        learner_roles=_all(_item, stored["learner_roles"]),
        attention=_all(_item, stored["attention"]),
        questions=_all(_item, stored["questions"]),
        frame=Frame(frame["lead"], _all(_item, frame["prompts"]), frame["strict"]),
    )
