"""What is said of one entry."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.reviews.services import VERDICTS, EntryReview
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
