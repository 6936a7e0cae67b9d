"""What a learner sends: one schema for the form, the phone's outbox and the API.

These look at the shape only; what the sheet allows is checked by the service, which knows the sheet.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.sheets.models import STAGES

from .models import EntryFields
from .models.fields import MARKS
from .services.content import NOT_A_NUMBER, NOTE_LENGTH, TOO_LONG, UNKNOWN_STAGE

MOST = 100
MOST_PHOTOS = 12
MOST_SPOKEN = 3
TOO_MANY_PHOTOS = N_("Kies er ten hoogste twaalf.")
UNREADABLE = N_("Dit kunnen we niet lezen.")
CHOOSE_DATE = N_("Kies een datum.")


def _fields(data: dict[str, Any]) -> EntryFields:
    lists = {name: tuple(data[name]) for name in ("imperfections", "spoken")}
    return EntryFields(**data | lists)


class Name(fields.String):
    """The id of something on a sheet."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Regexp(r"[\w-]{1,120}\Z", error=UNREADABLE), **options)


class Measure(fields.Float):
    """A number as people type it: with a comma too."""

    default_error_messages = {"invalid": NOT_A_NUMBER, "special": NOT_A_NUMBER}

    def _validated(self, value: Any) -> float:
        return super()._validated(value.replace(",", ".") if isinstance(value, str) else value)


def _whole(lowest: int) -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(lowest, 1_000_000, error=UNREADABLE))


def _mapping(values: fields.Field[Any]) -> fields.Dict:
    most = validate.Length(max=MOST, error=TOO_LONG)
    return fields.Dict(keys=Name(), values=values, validate=most, load_default=dict)


class Sha(fields.String):
    """The SHA-256 of a photo or a spoken note, in hex."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Regexp(r"[0-9a-f]{64}\Z", error=UNREADABLE), **options)


class PhotoSchema(Schema):
    """What a photo shows: a `criterion` (`-` or empty: the whole work), and the `marks` drawn on it."""

    criterion = fields.String(load_default="", validate=validate.Regexp(r"[\w-]{0,120}\Z", error=UNREADABLE))
    marks = fields.String(load_default="", validate=validate.Regexp(rf"({MARKS})?\Z", error=UNREADABLE))

    @post_load
    def make(self, data: dict[str, str], **_: Any) -> dict[str, str]:
        """Return the photo's facts, without a word for what is not there."""
        return {name: value for name, value in data.items() if value.strip("-")}


class EntryFieldsSchema(Schema):
    """The `fields` of an entry; loads to EntryFields."""

    date = fields.Date(required=True, error_messages={"required": CHOOSE_DATE})
    placement_id = fields.UUID(allow_none=True, load_default=None)
    sheet = Name(required=True)
    sheet_version = _whole(1)
    stage = fields.String(
        required=True,
        validate=validate.OneOf(STAGES, error=UNKNOWN_STAGE),
        error_messages={"required": UNKNOWN_STAGE},
    )
    header = _mapping(fields.Raw())
    ratings = _mapping(Name())
    measurements = _mapping(fields.Dict(keys=Name(), values=Measure()))
    imperfections = fields.List(Name(), load_default=list, validate=validate.Length(max=20, error=TOO_LONG))
    note = _mapping(fields.String(validate=validate.Length(max=NOTE_LENGTH, error=TOO_LONG)))
    photos = fields.Dict(
        keys=Sha(),
        values=fields.Nested(PhotoSchema),
        load_default=dict,
        validate=validate.Length(max=MOST_PHOTOS, error=TOO_MANY_PHOTOS),
    )
    spoken = fields.List(Sha(), load_default=list, validate=validate.Length(max=MOST_SPOKEN, error=TOO_LONG))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Return the fields as the service takes them."""
        return _fields(data)


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A posted entry: the deed's id, the revision that it was made on, and the fields."""

    op_id: UUID
    base_rev: int
    fields: EntryFields


class EntryFormSchema(EntryFieldsSchema):
    """The entry's form: the fields with the hidden `op_id` and `base_rev` beside them; loads to EntryForm."""

    op_id = fields.UUID(required=True)
    base_rev = _whole(0)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Return the form's parts."""
        op_id, base_rev = data.pop("op_id"), data.pop("base_rev")
        return EntryForm(op_id, base_rev, _fields(data))


class OwnWeekSchema(Schema):
    """The learner's soft skills of a week: `op_id`, and `values` item by item."""

    op_id = fields.UUID(required=True)
    values = _mapping(Name())
