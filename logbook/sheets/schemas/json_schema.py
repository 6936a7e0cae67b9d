"""The format of sheets as JSON Schema (draft 2020-12), made of the schemas that check what comes in."""

from typing import Any

from marshmallow import Schema, fields, validate

from logbook.sheets.models import SheetKind

from .kinds import FORMAT, SCHEMAS

Json = dict[str, Any]
_ANY_LENGTH = (None, None)


def sheet_json_schema() -> Json:
    """Return the shape of a sheet's document.

    Rules across it (a name that comes twice, a scale that is not there) are told at import.
    """
    parts: dict[str, Json] = {}
    kinds = [_kind(kind, schema(), parts) for kind, schema in SCHEMAS.items()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "description": "A learning sheet. Every text stands in Dutch, French and English.",
        "oneOf": kinds,
        "$defs": dict(sorted(parts.items())),
    }


def _kind(kind: str, schema: Schema, parts: dict[str, Json]) -> Json:
    shape = _object(schema, parts)
    shape["title"] = str(SheetKind(kind))
    shape["properties"]["kind"] = {"const": str(SheetKind(kind))}
    return shape


def _object(schema: Schema, parts: dict[str, Json]) -> Json:
    named = {each.data_key or name: each for name, each in schema.fields.items()}
    shape: Json = {
        "type": "object",
        "properties": {name: _shape(each, parts) for name, each in named.items()},
        "additionalProperties": False,
    }
    if required := [name for name, each in named.items() if each.required]:
        shape["required"] = required
    return shape


def _shape(field: Any, parts: dict[str, Json]) -> Json:
    if isinstance(field, fields.Nested):
        return _reference(field.schema, parts)
    if isinstance(field, fields.List):
        least, most = _length(field)
        shape: Json = {"type": "array", "items": _shape(field.inner, parts)}
        return shape | _given(minItems=least, maxItems=most)
    if isinstance(field, fields.Dict):
        shape = {"type": "object", "additionalProperties": _shape(field.value_field, parts)}
        return shape | ({"propertyNames": _shape(field.key_field, parts)} if field.key_field else {})
    return _value(field)


def _reference(schema: Schema, parts: dict[str, Json]) -> Json:
    name = type(schema).__name__.removesuffix("Schema")
    if name not in parts:
        parts[name] = {}  # stands in while its own parts are made
        parts[name] = _object(schema, parts)
    return {"$ref": f"#/$defs/{name}"}


def _value(field: Any) -> Json:
    if isinstance(field, fields.Boolean):
        return {"type": "boolean"}
    if isinstance(field, fields.Number):
        shape: Json = {"type": "integer" if isinstance(field, fields.Integer) else "number"}
        return shape | _range(field)
    least, most = _length(field)
    text: Json = {"type": "string"}
    shape = text | _given(minLength=least, maxLength=most)
    for rule in field.validators:
        if isinstance(rule, validate.Regexp):
            shape["pattern"] = "^(?:" + str(rule.regex.pattern).removesuffix(r"\Z") + ")$"
        elif isinstance(rule, validate.OneOf):
            shape["enum"] = [str(each) for each in rule.choices]
        elif isinstance(rule, validate.Equal):
            shape["const"] = rule.comparable
    return shape


def _range(field: Any) -> Json:
    rule = next((each for each in field.validators if isinstance(each, validate.Range)), None)
    if rule is None or rule.min is None:
        return {}
    return {"minimum" if rule.min_inclusive else "exclusiveMinimum": rule.min}


def _length(field: Any) -> tuple[int | None, int | None]:
    rule = next((each for each in field.validators if isinstance(each, validate.Length)), None)
    return (rule.min, rule.max) if rule else _ANY_LENGTH


def _given(**limits: int | None) -> Json:
    return {name: limit for name, limit in limits.items() if limit is not None}
