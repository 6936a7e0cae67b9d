"""A whole class on one sheet: a row for each learner, as the grid sends it."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.reviews.schemas.fields import levels
from logbook.sheets.models import STAGES
from logbook.visits.services import WorkshopRow

UNKNOWN = N_("Dit kennen we niet.")
WHICH_DAY = N_("Kies de dag waarop je keek.")
MOST_ROWS = 60


class RowSchema(Schema):
    """One learner: the round's id as it was made with the form, the stage, what was seen; or absent."""

    round_id = fields.UUID(required=True)
    stage = fields.String(load_default=None, validate=validate.OneOf(STAGES, error=UNKNOWN))
    values = levels()
    rest = fields.Boolean(load_default=False)
    absent = fields.Boolean(load_default=False)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> WorkshopRow:
        """Return the row."""
        return WorkshopRow(**data)


class WorkshopSchema(Schema):
    """The day, and the rows by learner."""

    day = fields.Date(required=True, data_key="date", error_messages={"required": WHICH_DAY})
    rows = fields.Dict(
        keys=fields.UUID(),
        values=fields.Nested(RowSchema),
        load_default=dict,
        validate=validate.Length(max=MOST_ROWS, error=UNKNOWN),
    )
