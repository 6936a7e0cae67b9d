"""What a learner handed in against the sheet that it is about: one set of rules for form, outbox and API."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from logbook.core.errors import Rejected
from logbook.core.texts import N_
from logbook.entries.models import EntryFields
from logbook.sheets.models import STAGES, Field, SheetContent

DAY_MINUTES = 24 * 60
TEXT_LENGTH = 300
NOTE_LENGTH = 2000

UNKNOWN_CRITERION = N_("Dit punt staat niet op de fiche.")
UNKNOWN_LEVEL = N_("Dit antwoord hoort niet bij dit punt.")
UNKNOWN_FIELD = N_("Dit veld staat niet op de fiche.")
UNKNOWN_OPTION = N_("Deze keuze staat niet op de fiche.")
UNKNOWN_CODE = N_("Deze code staat niet op de fiche.")
UNKNOWN_STAGE = N_("Kies hoe je vandaag werkte.")
NOT_MEASURED = N_("Hier is niets te meten.")
OUT_OF_RANGE = N_("Deze maat kan niet. Kijk ze nog eens na.")
TOO_LONG = N_("Dit is te lang.")
NOT_A_NUMBER = N_("Vul een getal in.")
NO_TIME = N_("Vul in hoe lang je werkte.")
OVER_A_DAY = N_("Een dag heeft maar 24 uur.")
YES_OR_NO = N_("Kies ja of nee.")

Problem = tuple[str, str]
_BASIC = {"task_description": "text", "working_times": "working_times"}
_PROMPT = re.compile(r"[a-z0-9_]{1,60}")


class _Wrong(ValueError):
    """A value that cannot be taken; its text says why."""


def checked_fields(fields: EntryFields, content: SheetContent) -> EntryFields:
    """Return the fields with their head in its stored form. Raises Rejected with the form's dotted names."""
    problems: list[Problem] = []
    header = dict(_header(fields.header, content, problems))
    if fields.stage not in STAGES:
        problems.append(("stage", UNKNOWN_STAGE))
    problems += _ratings(content, fields.ratings, "ratings.")
    problems += _measurements(content, fields.measurements)
    problems += _note(fields.note)
    problems += _photos(content, fields.photos)
    if not content.imperfections.keys() >= set(fields.imperfections):
        problems.append(("imperfections", UNKNOWN_CODE))
    _refuse(problems)
    return replace(fields, header=header, imperfections=tuple(dict.fromkeys(fields.imperfections)))


def check_ratings(content: SheetContent, values: Mapping[str, str], prefix: str = "") -> None:
    """Check that each criterion is on the sheet and each level on its scale. Raises Rejected; names get `prefix`."""
    _refuse(list(_ratings(content, values, prefix)))


def _refuse(problems: list[Problem]) -> None:
    errors: dict[str, list[str]] = {}
    for name, message in problems:
        errors.setdefault(name, []).append(message)
    if errors:
        raise Rejected(errors)


def _ratings(content: SheetContent, values: Mapping[str, str], prefix: str) -> Iterator[Problem]:
    for name, level in values.items():
        criterion = content.all_criteria.get(name)
        if criterion is None:
            yield prefix + name, UNKNOWN_CRITERION
        elif level not in criterion.scale.by_id:
            yield prefix + name, UNKNOWN_LEVEL


def _measurements(content: SheetContent, measured: Mapping[str, Mapping[str, float]]) -> Iterator[Problem]:
    for name, values in measured.items():
        criterion = content.all_criteria.get(name)
        measurement = criterion.measurement if criterion else None
        if measurement is None:
            yield f"measurements.{name}", NOT_MEASURED
            continue
        known = {measure.id for measure in measurement.fields}
        for measure, value in values.items():
            if measure not in known:
                yield f"measurements.{name}.{measure}", NOT_MEASURED
            elif not measurement.minimum <= value <= measurement.maximum:
                yield f"measurements.{name}.{measure}", OUT_OF_RANGE


def _note(note: Mapping[str, str]) -> Iterator[Problem]:
    for prompt, text in note.items():
        if not _PROMPT.fullmatch(prompt):
            yield "note", UNKNOWN_FIELD
        elif len(text) > NOTE_LENGTH:
            yield f"note.{prompt}", TOO_LONG


def _photos(content: SheetContent, photos: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    for sha, photo in photos.items():
        if photo.get("criterion") and photo["criterion"] not in content.all_criteria:
            yield f"photos.{sha}.criterion", UNKNOWN_CRITERION


def _header(header: Mapping[str, Any], content: SheetContent, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """Yield each line of the head as it is stored; note what cannot be taken."""
    for name, value in header.items():
        field = content.fields.get(name)
        read = _READERS.get(field.kind if field else _BASIC.get(name, ""))
        if read is None:
            problems.append((f"header.{name}", UNKNOWN_FIELD))
            continue
        try:
            yield name, read(field, value)
        except _Wrong as wrong:
            problems.append((f"header.{name}", str(wrong)))


def _text(_field: Field | None, value: Any) -> str:
    if not isinstance(value, str) or len(value) > TEXT_LENGTH:
        raise _Wrong(TOO_LONG)
    return value


def _choice(field: Field | None, value: Any) -> str:
    for option in field.options if field else ():
        if option.id == value:
            return option.id
    raise _Wrong(UNKNOWN_OPTION)


def _flag(_field: Field | None, value: Any) -> bool:
    """Read a JSON boolean or the value of a ticked box."""
    if value in (True, "true", "on"):
        return True
    if value in (False, "false"):
        return False
    raise _Wrong(YES_OR_NO)


def _working_times(_field: Field | None, value: Any) -> dict[str, int]:
    """Read `{"minutes": 210}` or `{"hours": "3", "minutes": "30"}` as minutes."""
    if not isinstance(value, Mapping) or not value or not value.keys() <= {"hours", "minutes"}:
        raise _Wrong(NO_TIME)
    try:
        hours, minutes = (int(value.get(unit, 0)) for unit in ("hours", "minutes"))
    except (TypeError, ValueError, OverflowError):
        raise _Wrong(NOT_A_NUMBER) from None
    total = hours * 60 + minutes
    if hours < 0 or minutes < 0 or total == 0:
        raise _Wrong(NO_TIME)
    if total > DAY_MINUTES:
        raise _Wrong(OVER_A_DAY)
    return {"minutes": total}


_READERS: dict[str, Callable[[Field | None, Any], Any]] = {
    "text": _text,
    "choice": _choice,
    "flag": _flag,
    "working_times": _working_times,
}
