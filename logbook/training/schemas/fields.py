"""Fields that several of the forms share."""

from datetime import date
from typing import Any

from marshmallow import fields, validate

from logbook.core.texts import N_

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def day_field(**more: Any) -> fields.Date:
    """Return a field for a day of this century."""
    return fields.Date(validate=validate.Range(FIRST_DAY, LAST_DAY, error=N_("Kies een dag van deze eeuw.")), **more)


def reason_field() -> fields.String:
    """Return the field for why a mentor may have a fourth learner."""
    return fields.String(
        load_default=None,
        validate=validate.Length(min=5, max=500, error=N_("Schrijf de reden in 5 tot 500 tekens.")),
    )


def note_field(most: int, **more: Any) -> fields.String:
    """Return a field for some words."""
    return fields.String(validate=validate.Length(max=most, error=N_("Dit is te lang.")), **more)
