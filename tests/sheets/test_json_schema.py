"""The published shape of a sheet says what the schemas say: every shipped sheet fits it, and wrong ones do not."""

import re
from copy import deepcopy
from typing import Any

import pytest

from logbook.sheets.schemas.json_schema import sheet_json_schema
from tests.conftest import whole_library

Json = dict[str, Any]
KNOWN = {
    *("type", "properties", "additionalProperties", "required", "items", "minItems", "maxItems", "propertyNames"),
    *("minLength", "maxLength", "pattern", "enum", "const", "minimum", "exclusiveMinimum", "$ref", "title"),
}


def fits(shape: Json, value: Any, parts: Json) -> bool:
    """Return whether a value has a shape, for the few words of JSON Schema that ours uses."""
    assert shape.keys() <= KNOWN, shape.keys() - KNOWN
    if "$ref" in shape:
        return fits(parts[shape["$ref"].removeprefix("#/$defs/")], value, parts)
    if value != shape.get("const", value) or value not in shape.get("enum", [value]):
        return False
    check = CHECKS.get(shape.get("type", ""))
    return check is None or check(shape, value, parts)


def _number(shape: Json, value: Any, _parts: Json) -> bool:
    kinds = (int,) if shape["type"] == "integer" else (int, float)
    low = shape.get("exclusiveMinimum", shape.get("minimum", value))
    return isinstance(value, kinds) and not isinstance(value, bool) and value >= low


def _text(shape: Json, value: Any, _parts: Json) -> bool:
    if not isinstance(value, str):
        return False
    fitting = shape.get("minLength", 0) <= len(value) <= shape.get("maxLength", len(value))
    return fitting and re.search(shape.get("pattern", ""), value) is not None


def _list(shape: Json, value: Any, parts: Json) -> bool:
    if not isinstance(value, list):
        return False
    long_enough = shape.get("minItems", 0) <= len(value) <= shape.get("maxItems", len(value))
    return long_enough and all(fits(shape["items"], each, parts) for each in value)


def _object(shape: Json, value: Any, parts: Json) -> bool:
    if not isinstance(value, dict) or not set(shape.get("required", ())) <= value.keys():
        return False
    known, rest = shape.get("properties", {}), shape.get("additionalProperties", True)
    named = all(fits(shape["propertyNames"], name, parts) for name in value) if "propertyNames" in shape else True
    return named and all(_has(known.get(name, rest), inner, parts) for name, inner in value.items())


def _has(shape: Json | bool, value: Any, parts: Json) -> bool:
    return shape if isinstance(shape, bool) else fits(shape, value, parts)


CHECKS = {
    "object": _object,
    "array": _list,
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": lambda _shape, value, _parts: isinstance(value, bool),
}


def right(sheet: Json) -> bool:
    """Return whether exactly one kind fits a sheet."""
    schema = sheet_json_schema()
    return sum(fits(kind, sheet, schema["$defs"]) for kind in schema["oneOf"]) == 1


def test_every_shipped_sheet_fits() -> None:
    wrong = [sheet["id"] for sheet in whole_library().sheets if not right(sheet)]
    assert wrong == []


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.pop("title"),
        lambda sheet: sheet.update(extra=1),
        lambda sheet: sheet["title"].update(nl="x" * 101),
        lambda sheet: sheet["title"].pop("fr"),
        lambda sheet: sheet.update(kind="poster"),
        lambda sheet: sheet["evaluation"]["criteria"][0].update(id="Met Hoofdletters"),
        lambda sheet: sheet["evaluation"].update(criteria=[]),
        lambda sheet: sheet.update(format="sheet/2"),
    ],
)
def test_a_wrong_sheet_does_not(change: Any) -> None:
    sheet = deepcopy(next(each for each in whole_library().sheets if each["id"] == "emt-smeren"))
    assert right(sheet)
    change(sheet)
    assert not right(sheet)
