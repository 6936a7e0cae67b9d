"""`week.review`: a week as its reviewer leaves it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate

from logbook.sheets.models import STAGES

from .entries import EntryReviewSchema
from .fields import MOST, UNKNOWN, levels, revision
from .remarks import CommitmentSchema, StrongPointSchema, WorkPointSchema, keyed

_NAMED = ("strong_points", "work_points", "commitments")
_few = validate.Length(max=MOST, error=UNKNOWN)


def _by_id(given: Any) -> Any:
    """Return a list of entries that carry their `id` as the mapping by id that a form sends."""
    if not isinstance(given, list) or not all(isinstance(each, Mapping) and "id" in each for each in given):
        return given
    return {str(each["id"]): {name: value for name, value in each.items() if name != "id"} for each in given}


class WeekReviewSchema(Schema):
    """The review of a week, from the form's dotted names or from JSON with lists.

    `approve` is the button of the form and the flag of the API; a review without it is a draft.
    """

    version = revision()
    entries = fields.Dict(keys=fields.UUID(), values=fields.Nested(EntryReviewSchema), load_default=dict, validate=_few)
    agree_all = fields.Boolean(load_default=False)
    soft_skills = levels()
    soft_rest = fields.Boolean(load_default=False)
    stages = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.OneOf(STAGES, error=UNKNOWN)),
        load_default=dict,
        validate=_few,
    )
    strong_points = fields.Dict(keys=fields.String(), values=fields.Nested(StrongPointSchema), load_default=dict)
    work_points = fields.Dict(keys=fields.String(), values=fields.Nested(WorkPointSchema), load_default=dict)
    commitments = fields.Dict(keys=fields.String(), values=fields.Nested(CommitmentSchema), load_default=dict)
    approve = fields.Boolean(load_default=False)

    @pre_load
    def read_lists(self, data: Any, **_: Any) -> Any:
        """Return the input with every list as the mapping that the fields expect."""
        if not isinstance(data, Mapping):
            return data
        named = {name: keyed(data[name]) for name in _NAMED if name in data}
        return {**data, **named} | ({"entries": _by_id(data["entries"])} if "entries" in data else {})

    @post_load
    def gather(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the fields of `ReviewWeek`."""
        data.pop("approve")
        points = [*data.pop("strong_points").values(), *data.pop("work_points").values()]
        return {**data, "remarks": tuple(points), "commitments": tuple(data["commitments"].values())}
