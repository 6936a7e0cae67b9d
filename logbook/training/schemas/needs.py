"""What is posted about a mentor's conditions, the checklists and numbers at work."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.training.policy import CONDITIONS
from logbook.training.services import Met

from .fields import day_field, note_field

PHONE = r"\+?[0-9][0-9 ./()-]{5,22}"


class ConditionSchema(Schema):
    """A condition that a mentor meets: on what ground, since when."""

    kind = fields.String(required=True, validate=validate.OneOf(CONDITIONS))
    ground = fields.String(required=True, validate=validate.Length(max=12))
    met_on = day_field(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Met:
        """Return the condition."""
        return Met(**data)


class RecognitionSchema(Schema):
    """The day of a recognition."""

    recognised_on = day_field(required=True)


class TickSchema(Schema):
    """A tick, or taking it back; with the words that the point asks for."""

    done = fields.Boolean(load_default=False)
    note = note_field(300, load_default=None)


class WorkPhoneSchema(Schema):
    """A number at work; nothing forgets it."""

    phone = fields.String(
        load_default=None,
        validate=validate.Regexp(f"{PHONE}$", error=N_("Vul een telefoonnummer in, zoals 09 123 45 67.")),
    )
