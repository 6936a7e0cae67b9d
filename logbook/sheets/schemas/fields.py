"""marshmallow fields and a base schema that say in plain words what is wrong."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from logbook.sheets.models import LANGUAGES

ID_PATTERN = r"[a-z0-9]+(_[a-z0-9]+)*\Z"
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*\Z"
SHAPE = {"unknown": "is not a key of this format", "type": "must be a mapping of keys"}
MISSING: dict[str, str | list[Any] | dict[Any, Any]] = {"required": "is missing", "null": "is empty"}


class Part(Schema):
    """A mapping of the format: unknown keys are mistakes."""

    error_messages = SHAPE


class Text(fields.String):
    """One line of words; a number or a bare yes or no in the file is a mistake, since it changes on the way."""

    default_error_messages = MISSING | {"invalid": "must be a text in quotes"}


class Whole(fields.Integer):
    """A whole number."""

    default_error_messages = MISSING | {"invalid": "must be a whole number"}


class Number(fields.Float):
    """A number; not infinite, not NaN."""

    default_error_messages = MISSING | {"invalid": "must be a number", "special": "must be a number"}


class YesNo(fields.Boolean):
    """true or false."""

    default_error_messages = MISSING | {"invalid": "must be true or false"}

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={True}, falsy={False}, **options)


class Nested(fields.Nested):
    """A mapping inside a mapping."""

    default_error_messages = MISSING | {"type": "must be a mapping of keys"}


class Items(fields.List[Any]):
    """A list."""

    default_error_messages = MISSING | {"invalid": "must be a list"}


class Named(fields.Dict):
    """Parts by their names."""

    default_error_messages = MISSING | {"invalid": "must be a mapping of names"}


def _check_words(value: str) -> None:
    if not value.strip():
        raise ValidationError("is empty")
    if value != value.strip() or not value.isprintable():
        raise ValidationError("must be one line without spaces around it")


def words(longest: int) -> Text:
    """Return a required text of at most `longest` characters."""
    length = validate.Length(max=longest, error=f"is longer than {longest} characters")
    return Text(required=True, validate=[_check_words, length])


def identifier(*, required: bool = True) -> Text:
    """Return an id: lower-case English words joined by underscores."""
    pattern = validate.Regexp(ID_PATTERN, error="must be lower-case words joined by underscores")
    return Text(required=required, validate=[pattern, validate.Length(max=60, error="is longer than 60 characters")])


def one_of(values: Iterable[str], reason: str) -> validate.OneOf:
    """Return a validator that refuses other values with `reason`; `{input}` in it is what was given."""
    return validate.OneOf(sorted(values), error=reason)


def translated(longest: int, *, required: bool = True) -> Nested:
    """Return a text in every language of the product, each of at most `longest` characters."""
    schema = Part.from_dict({language: words(longest) for language in LANGUAGES}, name=f"Translated{longest}")
    return Nested(schema, required=required)


def label_text(*, required: bool = True) -> Nested:
    """Return a translated label."""
    return translated(100, required=required)


def sentence(*, required: bool = True) -> Nested:
    """Return a translated sentence or two."""
    return translated(240, required=required)


def parts(schema: type[Schema], *, required: bool = True, least: int = 1, name: str | None = None) -> Items:
    """Return a list of at least `least` parts. `name` is its key, where Python needs the attribute's name itself."""
    enough = validate.Length(min=least, error=f"needs at least {least}")
    return Items(Nested(schema), required=required, validate=enough, data_key=name, attribute=name)
