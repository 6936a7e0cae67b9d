"""How a learner fills in the form of a day, the ratings left out."""

from datetime import date
from typing import Any

from logbook.entries.models import EntryFields
from logbook.sheets.models import Criterion, SheetContent, SheetKind, Stage

from .casting import Apprentice
from .dice import Dice
from .words import MAINTENANCE_TASKS, NOTES, WELDING_TASKS


def fill(
    dice: Dice, who: Apprentice, content: SheetContent, day: date, stage: Stage, *, calm: bool = False
) -> EntryFields:
    """Return the fields of a day's form with header, measurements and note, and no ratings yet."""
    return EntryFields(
        date=day,
        sheet=content.id,
        sheet_version=content.number,
        stage=stage.id,
        placement_id=who.placement_id,
        header=_header(dice, who, content, calm=calm),
        measurements=_measurements(dice, content),
        imperfections=("601",) if content.imperfections and dice.chance(0.04) else (),
        note=_note(dice, who, stage),
    )


def _header(dice: Dice, who: Apprentice, content: SheetContent, *, calm: bool) -> dict[str, Any]:
    tasks = WELDING_TASKS if content.kind is SheetKind.TASK else MAINTENANCE_TASKS
    values = {
        "task_description": dice.pick(tasks),
        "working_times": {"minutes": max(60, who.minutes - 15 * dice.between(0, 4))},
        "process_used": "135" if dice.chance(0.8) else "138",
        "metal_used": "steel" if dice.chance(0.85) else "stainless_steel",
        "visual_check_done": calm or dice.chance(who.pattern.looks),
    }
    return {name: value for name, value in values.items() if name in content.fields}


def _measurements(dice: Dice, content: SheetContent) -> dict[str, dict[str, float]]:
    measured = [each for each in content.all_criteria.values() if each.measurement]
    return {each.id: _measure(dice, each) for each in measured if dice.chance(0.3)}


def _measure(dice: Dice, criterion: Criterion) -> dict[str, float]:
    names = {field.id for field in criterion.measurement.fields} if criterion.measurement else set()
    if "nominal" not in names:
        return {"measured": 0.5 * dice.between(1, 5)}
    nominal = float(dice.between(3, 5))
    return {"nominal": nominal, "measured": nominal + 0.5 * dice.between(-1, 1)}


def _note(dice: Dice, who: Apprentice, stage: Stage) -> dict[str, str]:
    if not dice.chance(who.pattern.writes):
        return {}
    prompts = [prompt.id for prompt in stage.frame.prompts if prompt.id in NOTES]
    return {name: dice.pick(NOTES[name]) for name in prompts}
