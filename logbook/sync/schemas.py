"""What phones send beside the words themselves, whose shapes are those of the forms."""

from datetime import UTC, datetime

from marshmallow import Schema, fields, validate

from logbook.core.texts import N_
from logbook.entries.schemas import MOST_PHOTOS, MOST_SPOKEN, Sha
from logbook.reviews.schemas import WeekReviewSchema

SCHEMAS = (1,)
"""The shapes of an op that we take. An older phone may come with its ops a year later: a shape is never taken out."""
MIN_CLIENT = 1
"""The oldest protocol that we speak; a phone with an older one has to fetch the app anew before it sends."""
HIGHEST = 2**31 - 1
MOST_ASKED = 200

UNKNOWN = N_("Dit kennen we niet.")
NO_CLOCK = N_("De klok van deze telefoon klopt niet. Zet ze juist en dien opnieuw in.")
NOT_APPROVED = N_("Je kan een week alleen indienen door ze goed te keuren.")
_A_CLOCK = validate.Range(datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC), error=NO_CLOCK)


class OpSchema(Schema):
    """The envelope of a deed. `client_time` is what the phone's clock said; nothing is ordered by it."""

    number = fields.Integer(data_key="schema", required=True)
    kind = fields.String(required=True)
    base_rev = fields.Integer(load_default=0, validate=validate.Range(0, HIGHEST, error=UNKNOWN))
    client_time = fields.AwareDateTime(required=True, validate=_A_CLOCK)
    photos = fields.List(
        Sha(), load_default=list, validate=validate.Length(max=MOST_PHOTOS + MOST_SPOKEN, error=UNKNOWN)
    )
    words = fields.Dict(data_key="fields", keys=fields.String(), load_default=dict)


class NothingSchema(Schema):
    """The fields of a deed that has none."""


class WeekReviewFieldsSchema(WeekReviewSchema):
    """A mentor's review: only what is approved is sent, a draft stays on the phone."""

    approve = fields.Boolean(required=True, validate=validate.Equal(True, error=NOT_APPROVED))


class CloseCommitmentSchema(Schema):
    """What is done with a commitment, as the form's addresses name it."""

    deed = fields.String(required=True, validate=validate.OneOf(("done", "drop", "reopen"), error=UNKNOWN))


class PingSchema(Schema):
    """How many deeds wait on the phone, since when, and in which of its stores."""

    waiting = fields.Integer(required=True, validate=validate.Range(0, 1_000_000, error=UNKNOWN))
    since = fields.AwareDateTime(data_key="oldest", load_default=None, allow_none=True, validate=_A_CLOCK)
    store = fields.UUID(required=True)


class StatusSchema(Schema):
    """Deeds that a phone asks after."""

    op_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(max=MOST_ASKED, error=UNKNOWN))
