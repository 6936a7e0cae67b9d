"""What became of a visit: only its day must be there."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate

from logbook.core.texts import N_
from logbook.reviews.schemas.fields import levels
from logbook.reviews.schemas.remarks import CommitmentSchema, StrongPointSchema, WorkPointSchema, keyed
from logbook.sheets.models import STAGES
from logbook.visits.policy import PRESENT

UNKNOWN = N_("Dit kennen we niet.")
WHICH_DAY = N_("Kies de dag van het bezoek.")
TOO_LONG = N_("Dit is te lang. Hou het bij 2000 tekens.")
TOO_LONG_ADDITION = N_("Dit is te lang. Hou het bij 1000 tekens.")
WRITE_FIRST = N_("Schrijf eerst wat je bedoelt.")
_NAMED = ("strong_points", "work_points", "commitments")
_few = validate.Length(max=20, error=UNKNOWN)


class ReportSchema(Schema):
    """The form of a report. `op_id` is made with the form; from a phone the deed itself has one."""

    op_id = fields.UUID(load_default=None)
    day = fields.Date(required=True, data_key="date", error_messages={"required": WHICH_DAY})
    present = fields.List(fields.String(validate=validate.OneOf(PRESENT, error=UNKNOWN)), load_default=list)
    text = fields.String(load_default=None, validate=validate.Length(max=2000, error=TOO_LONG))
    ratings = fields.Dict(keys=fields.String(), values=levels(), load_default=dict, validate=_few)
    stages = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(STAGES, error=UNKNOWN)),
        load_default=dict,
        validate=_few,
    )
    strong_points = fields.Dict(
        keys=fields.String(), values=fields.Nested(StrongPointSchema), load_default=dict, validate=_few
    )
    work_points = fields.Dict(
        keys=fields.String(), values=fields.Nested(WorkPointSchema), load_default=dict, validate=_few
    )
    commitments = fields.Dict(
        keys=fields.String(), values=fields.Nested(CommitmentSchema), load_default=dict, validate=_few
    )

    @pre_load
    def read_lists(self, data: Any, **_: Any) -> Any:
        """Return the input with every list as the mapping that the fields expect."""
        if not isinstance(data, Mapping):
            return data
        return {**data, **{name: keyed(data[name]) for name in _NAMED if name in data}}

    @post_load
    def gather(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the fields of `ReportVisit`."""
        points = [*data.pop("strong_points").values(), *data.pop("work_points").values()]
        agreed = tuple(data.pop("commitments").values())
        present = tuple(dict.fromkeys(data.pop("present")))
        return {**data, "present": present, "remarks": tuple(points), "commitments": agreed}


class AdditionSchema(Schema):
    """Words added to a report, with the id that was made with their form."""

    addition_id = fields.UUID(required=True)
    text = fields.String(
        required=True,
        validate=validate.Length(max=1000, error=TOO_LONG_ADDITION),
        error_messages={"required": WRITE_FIRST},
    )
