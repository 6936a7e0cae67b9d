"""Shapes of what is posted at the desk: limits, snoozes, saved views, until when the news was read."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from logbook.core.texts import N_

from .models import NAME_LENGTH, NOTE_LENGTH
from .policy import KINDS, LIMITS, Limits
from .services import KeepFilter

SHOWN = ("silent", "waiting", "drift", "overdue")
SORTS = ("need", "name")
WEEKS = ("this", "last")
LONG_NAME = N_("Kies een naam van hoogstens 40 tekens.")
LONG_NOTE = N_("Schrijf hoogstens 300 tekens.")


def _limit(name: str) -> fields.Integer:
    bounds = LIMITS[name]
    between = validate.Range(bounds.least, bounds.most, error=N_("Dit getal is te klein of te groot."))
    return fields.Integer(required=True, validate=between)


class LimitsSchema(Schema):
    """A school's limits, and the version that the form was made from."""

    version = fields.Integer(required=True, validate=validate.Range(0, 2**31 - 1))
    limits = fields.Nested(Schema.from_dict({name: _limit(name) for name in LIMITS}), required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> tuple[Limits, int]:
        """Return the limits and the version."""
        return Limits(**data["limits"]), data["version"]


class SnoozeSchema(Schema):
    """Which reason waits until when, and why; the rest the server knows."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    until = fields.Date(required=True)
    note = fields.String(load_default=None, validate=validate.Length(max=NOTE_LENGTH, error=LONG_NOTE))


class FilterNameSchema(Schema):
    """The name of a saved view."""

    name = fields.String(required=True, validate=validate.Length(1, NAME_LENGTH, error=LONG_NAME))


class FilterSchema(FilterNameSchema):
    """A view to save."""

    id = fields.UUID(required=True)
    show = fields.String(load_default="", validate=validate.OneOf(SHOWN))
    weeks = fields.String(load_default="this", validate=validate.OneOf(WEEKS))
    sort = fields.String(load_default="need", validate=validate.OneOf(SORTS))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> KeepFilter:
        """Return the command."""
        return KeepFilter(**data)


class SeenSchema(Schema):
    """The moment at which the page of news was made."""

    until = fields.Integer(required=True, validate=validate.Range(0, 2**52))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> datetime:
        """Return the moment. Raises ValidationError for one that no calendar has."""
        try:
            return datetime.fromtimestamp(data["until"] / 1_000_000, UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ValidationError(N_("Dit is geen datum."), "until") from error
