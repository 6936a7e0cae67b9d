"""One document against the shape of its kind and against the rules that look across it."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError

from logbook.sheets.models import Problem

from .consistency import inconsistencies
from .kinds import SCHEMAS


def validate_sheet(file: str, document: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Return the sheet, normalised, or None with every problem that `file` has."""
    schema = SCHEMAS.get(str(document.get("kind")))
    if schema is None:
        reason = f"must be one of {', '.join(SCHEMAS)}" if "kind" in document else "is missing"
        return None, [Problem(file, "kind", reason)]
    sheet: dict[str, Any] | None = None
    found: list[tuple[str, str]] = []
    try:
        sheet = schema().load(document)
    except ValidationError as error:
        found = list(_flat(error.messages))
    found += inconsistencies(document)
    problems = [Problem(file, path, reason) for path, reason in dict.fromkeys(found)]
    return (None if problems else sheet), problems


def _flat(messages: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield marshmallow's nested messages as `evaluation.criteria[3].text.fr` and reason."""
    if isinstance(messages, list):
        yield from ((path, str(message)) for message in messages)
        return
    for key, inner in messages.items():
        yield from _flat(inner, _join(path, key))


def _join(path: str, key: Any) -> str:
    if isinstance(key, int):
        return f"{path}[{key}]"
    if key in ("_schema", "key", "value"):  # marshmallow's names for "the whole of it"
        return path
    return f"{path}.{key}" if path else str(key)
