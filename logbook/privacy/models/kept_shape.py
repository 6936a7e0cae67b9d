"""The shape of an archive's document: what is checked when one comes in, and what is published as JSON Schema.

Both are made from the same list of tables, so that they cannot say different things.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Text

from logbook.core.models import Id, UTCDateTime
from logbook.core.texts import N_

from .kept import FORMAT, TABLES, VERSION, Kept

Json = dict[str, Any]
ADDRESS = "https://json-schema.org/draft/2020-12/schema"
NOT_OURS = N_("Dit is geen archief dat we kunnen lezen.")
LONGEST_TEXT = 1_000_000
_UUID: Json = {"type": "string", "format": "uuid"}
_DATE: Json = {"type": "string", "format": "date"}
_MOMENT: Json = {"type": "string", "format": "date-time"}


def _text(most: int) -> Json:
    return {"type": "string", "maxLength": most}


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(properties: Json) -> Json:
    return {"type": "array", "items": _object(properties)}


def _column_shape(kept: Kept, column: "Column[Any]") -> Json:
    """Return the JSON Schema of one column."""
    if column.name in kept.choices:
        shape: Json = {"enum": [str(each) for each in kept.choices[column.name]]}
    elif isinstance(column.type, Id):
        shape = dict(_UUID)
    elif isinstance(column.type, UTCDateTime):
        shape = dict(_MOMENT)
    elif isinstance(column.type, String):
        shape = _text(column.type.length or LONGEST_TEXT)
    else:
        shape = next(dict(each) for kind, each in _SHAPES if isinstance(column.type, kind))
    if not column.nullable:
        return shape
    return {"anyOf": [shape, {"type": "null"}]}


_SHAPES: tuple[tuple[type, Json], ...] = (
    (Boolean, {"type": "boolean"}),
    (Integer, {"type": "integer"}),
    (Date, _DATE),
    (JSON, {"type": ["object", "array"]}),
)


def json_schema() -> Json:
    """Return the published JSON Schema (draft 2020-12) of `logbook.json`."""
    tables = {kept.name: _list(_row_shape(kept)) for kept in TABLES}
    shape = _object({name: each for name, (each, _field) in _HEAD.items()} | tables)
    return {"$schema": ADDRESS, "title": "A learner's logbook, taken along", **shape}


def _row_shape(kept: Kept) -> Json:
    return {name: _column_shape(kept, kept.column(name)) for name in kept.columns}


def _string(most: int, **options: Any) -> fields.String:
    return fields.String(required=True, validate=validate.Length(max=most, error=NOT_OURS), **options)


def _only(*values: str) -> Callable[..., fields.String]:
    return lambda **options: fields.String(validate=validate.OneOf(values, error=NOT_OURS), **options)


def _nested(given: dict[str, fields.Field[Any]], *, many: bool = False) -> fields.Nested:
    return fields.Nested(Schema.from_dict(dict(given)), required=True, many=many)


_HEAD: dict[str, tuple[Json, fields.Field[Any]]] = {
    "format": ({"const": FORMAT}, _only(FORMAT)(required=True)),
    "version": (
        {"const": VERSION},
        fields.Integer(strict=True, required=True, validate=validate.Equal(VERSION, error=NOT_OURS)),
    ),
    "archive_id": (_UUID, fields.UUID(required=True)),
    "made_at": (_MOMENT, fields.AwareDateTime(required=True)),
    "scope": ({"enum": ["all", "approved"]}, _only("all", "approved")(required=True)),
    "school": (
        _object({"id": _UUID, "name": _text(120)}),
        _nested({"id": fields.UUID(required=True), "name": _string(120)}),
    ),
    "learner": (
        _object(
            {
                "id": _UUID,
                "given_name": _text(60),
                "family_name": _text(60),
                "email": {"anyOf": [_text(254), {"type": "null"}]},
                "born_on": {"anyOf": [_DATE, {"type": "null"}]},
                "language": {"enum": ["nl", "fr", "en"]},
            }
        ),
        _nested(
            {
                "id": fields.UUID(required=True),
                "given_name": _string(60),
                "family_name": _string(60),
                "email": _string(254, allow_none=True),
                "born_on": fields.Date(required=True, allow_none=True),
                "language": _only("nl", "fr", "en")(required=True),
            }
        ),
    ),
    "people": (
        _list(
            {
                "id": _UUID,
                "given_name": _text(60),
                "family_name": _text(60),
                "roles": {"type": "array", "items": _text(24)},
            }
        ),
        _nested(
            {
                "id": fields.UUID(required=True),
                "given_name": _string(60),
                "family_name": _string(60),
                "roles": fields.List(_string(24), required=True),
            },
            many=True,
        ),
    ),
    "classes": (
        _list(
            {
                "name": _text(40),
                "starts_on": _DATE,
                "ends_on": _DATE,
                "from_date": _DATE,
                "until_date": {"anyOf": [_DATE, {"type": "null"}]},
            }
        ),
        _nested(
            {
                "name": _string(40),
                "starts_on": fields.Date(required=True),
                "ends_on": fields.Date(required=True),
                "from_date": fields.Date(required=True),
                "until_date": fields.Date(required=True, allow_none=True),
            },
            many=True,
        ),
    ),
}


class _Document(fields.Raw):
    """JSON that another check reads: an object or a list."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if not isinstance(value, dict | list):
            raise self.make_error("validator_failed")
        return value


def _field(kept: Kept, column: "Column[Any]") -> fields.Field[Any]:
    options: Json = {"required": True, "allow_none": column.nullable}
    if column.name in kept.choices:
        return _only(*map(str, kept.choices[column.name]))(**options)
    if isinstance(column.type, Id):
        return fields.UUID(**options)
    if isinstance(column.type, UTCDateTime):
        return fields.AwareDateTime(**options)
    if isinstance(column.type, String | Text):
        most = validate.Length(max=column.type.length or LONGEST_TEXT, error=NOT_OURS)
        return fields.String(validate=most, **options)
    return next(make(options) for kind, make in _FIELDS if isinstance(column.type, kind))


_FIELDS: tuple[tuple[type, Callable[[Json], fields.Field[Any]]], ...] = (
    (Boolean, lambda options: fields.Boolean(truthy={True}, falsy={False}, **options)),
    (
        Integer,
        lambda options: fields.Integer(strict=True, validate=validate.Range(-(2**31), 2**31 - 1), **options),
    ),
    (Date, lambda options: fields.Date(**options)),
    (JSON, lambda options: _Document(**options)),
)


def document_schema() -> Schema:
    """Return the schema that a document from elsewhere must pass: nothing missing, nothing more."""
    tables = {
        kept.name: _nested({name: _field(kept, kept.column(name)) for name in kept.columns}, many=True)
        for kept in TABLES
    }
    return Schema.from_dict({name: given for name, (_shape, given) in _HEAD.items()} | tables)()


def as_json(value: Any) -> str:
    """Return what JSON says for a value that it has no word for. Raises TypeError for what no archive holds."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "hex"):
        return str(value)
    raise TypeError(type(value).__name__)
