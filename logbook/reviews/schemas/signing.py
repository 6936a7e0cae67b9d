"""What a mentor says on the learner's phone, and what comes back from the mailed page."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate

from logbook.core.texts import N_
from logbook.reviews.services import AGREE, LEAVE, Seen

from .entries import EntryReviewSchema
from .fields import MOST, UNKNOWN, revision
from .remarks import StrongPointSchema, WorkPointSchema, keyed

YOUR_NAME = N_("Schrijf je naam om te tekenen.")
_few = validate.Length(max=MOST, error=UNKNOWN)


class SignSchema(Schema):
    """A week as its mentor signs it: days, a strong point, a work point, the name."""

    version = revision()
    entries = fields.Dict(keys=fields.UUID(), values=fields.Nested(EntryReviewSchema), load_default=dict, validate=_few)
    agree_all = fields.Boolean(load_default=False)
    strong_points = fields.Dict(keys=fields.String(), values=fields.Nested(StrongPointSchema), load_default=dict)
    work_points = fields.Dict(keys=fields.String(), values=fields.Nested(WorkPointSchema), load_default=dict)
    name = fields.String(
        required=True,
        validate=validate.Length(min=2, max=120, error=YOUR_NAME),
        error_messages={"required": YOUR_NAME},
    )

    @pre_load
    def read_lists(self, data: Any, **_: Any) -> Any:
        """Return the input with phrases and own words as the mapping that the fields expect."""
        if not isinstance(data, Mapping):
            return data
        return {**data, **{name: keyed(data[name]) for name in ("strong_points", "work_points") if name in data}}

    @post_load
    def gather(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the name, and the fields of `ReviewWeek`."""
        points = [*data.pop("strong_points").values(), *data.pop("work_points").values()]
        return {"name": " ".join(data.pop("name").split()), "review": {**data, "remarks": tuple(points)}}


class SeenSchema(Schema):
    """A day as the mailed page showed it; for one that changed since it was signed, what to do with it."""

    rev = revision()
    verdict = fields.String(load_default=None, validate=validate.OneOf((AGREE, LEAVE), error=UNKNOWN))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Seen:
        """Return what was seen."""
        return Seen(**data)


class ConfirmSchema(Schema):
    """The week as the mailed page showed it: nothing that was signed can be said otherwise there."""

    version = revision()
    seen = fields.Dict(
        keys=fields.UUID(),
        values=fields.Nested(SeenSchema),
        load_default=dict,
        validate=_few,
        data_key="entries",
    )
