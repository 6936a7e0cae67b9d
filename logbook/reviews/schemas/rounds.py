"""A teacher's own rating round."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.reviews.models import RemarkKind
from logbook.reviews.services import NewRemark
from logbook.sheets.models import STAGES

from .fields import UNKNOWN, levels, words

WHICH_DAY = N_("Kies de dag waarop je keek.")


class RoundSchema(Schema):
    """The day, the stage, the ratings and one remark."""

    round_id = fields.UUID(required=True)
    day = fields.Date(required=True, data_key="date", error_messages={"required": WHICH_DAY})
    stage = fields.String(load_default=None, validate=validate.OneOf(STAGES, error=UNKNOWN))
    values = levels()
    kind = fields.String(
        load_default=RemarkKind.NOTE.value, validate=validate.OneOf([kind.value for kind in RemarkKind], error=UNKNOWN)
    )
    remark = words(load_default=None)

    @post_load
    def gather(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the fields of `OpenRound` that a form brings."""
        kind, text = data.pop("kind"), data.pop("remark")
        return {**data, "remarks": (NewRemark(kind, text, id=data["round_id"]),) if text else ()}
