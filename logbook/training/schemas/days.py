"""Shapes of what is posted about days."""

from marshmallow import Schema, fields, validate

from logbook.core.texts import N_
from logbook.training.models import DAY_STATUSES


class DayStatusSchema(Schema):
    """What a day was."""

    status = fields.String(
        required=True, validate=validate.OneOf(DAY_STATUSES, error=N_("Kies wat het voor een dag was."))
    )
