"""One document against the shape of its kind and against the rules that look across it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from logbook.sheets.models import Problem

from .consistency import inconsistencies
from .kinds import SCHEMAS
from .messages import flat


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
        found = list(flat(error.messages))
    found += inconsistencies(document)
    problems = [Problem(file, path, reason) for path, reason in dict.fromkeys(found)]
    return (None if problems else sheet), problems
