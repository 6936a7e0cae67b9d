"""What is said of one entry."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate

from logbook.core.texts import N_
from logbook.reviews.services import RETURN, VERDICTS, EntryReview
from logbook.sheets.models import STAGES

from .fields import UNKNOWN, levels, revision, words

GIVE_REASON = N_("Schrijf kort waarom.")


class EntryReviewSchema(Schema):
    """One entry of `week.review`: agree except for some criteria, return with a reason, or leave."""

    rev = revision()
    verdict = fields.String(validate=validate.OneOf(VERDICTS, error=UNKNOWN))
    reason = words()
    corrections = levels(data_key="except")
    stage = fields.String(validate=validate.OneOf(STAGES, error=UNKNOWN))

    @pre_load
    def read_tick(self, data: Any, **_: Any) -> Any:
        """Return the input with the form's tick `return` as the verdict that it is; it wins over agreeing."""
        if not isinstance(data, Mapping) or "return" not in data:
            return data
        rest = {name: value for name, value in data.items() if name != "return"}
        return {**rest, "verdict": RETURN}

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> EntryReview:
        """Return the review of one entry."""
        return EntryReview(**data)


class BlindSchema(Schema):
    """Ratings given before the learner's own are seen."""

    rev = revision()
    corrections = levels(data_key="except")


class ReasonSchema(Schema):
    """Why something is taken back."""

    reason = words(required=True, error_messages={"required": GIVE_REASON})


class ReturnSchema(ReasonSchema):
    """Why an entry goes back, as it was when it was looked at."""

    rev = revision()
