"""When a visit is, why it is not, and how often there is one."""

from datetime import date, timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from logbook.core import clock
from logbook.core.texts import N_
from logbook.visits.models import VisitKind
from logbook.visits.policy import Rhythm

UNKNOWN = N_("Dit kennen we niet.")
WHICH_DAY = N_("Kies de dag van het bezoek.")
WITHIN_A_YEAR = N_("Kies een dag binnen het jaar.")
NO_TIME = N_("Schrijf een uur zoals 14:30.")
GIVE_REASON = N_("Schrijf kort waarom.")
TOO_LONG = N_("Dit is te lang. Hou het bij 300 tekens.")
HOW_OFTEN = N_("Kies van 1 tot 52 weken.")
HIGHEST = 2**31 - 1
A_YEAR = timedelta(days=366)


def _within_a_year(day: date) -> None:
    if day > clock.today() + A_YEAR:
        raise ValidationError(WITHIN_A_YEAR)


class MoveSchema(Schema):
    """The day, the hour if there is one, and the kind; of the version that the page showed."""

    version = fields.Integer(required=True, validate=validate.Range(0, HIGHEST, error=UNKNOWN))
    kind = fields.String(
        load_default=VisitKind.WORKPLACE.value,
        validate=validate.OneOf([kind.value for kind in VisitKind], error=UNKNOWN),
    )
    day = fields.Date(required=True, validate=_within_a_year, error_messages={"required": WHICH_DAY})
    time = fields.String(load_default=None, validate=validate.Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z", error=NO_TIME))


class PlanSchema(MoveSchema):
    """A new visit, with the id that was made with its form."""

    class Meta:
        """A new one has no version."""

        exclude = ("version",)

    visit_id = fields.UUID(required=True)


class CancelSchema(Schema):
    """Why a visit is cancelled."""

    reason = fields.String(
        required=True, validate=validate.Length(max=300, error=TOO_LONG), error_messages={"required": GIVE_REASON}
    )


class RhythmSchema(Schema):
    """How often a school visits."""

    first_weeks = fields.Integer(required=True, validate=validate.Range(1, 52, error=HOW_OFTEN))
    every_weeks = fields.Integer(required=True, validate=validate.Range(1, 52, error=HOW_OFTEN))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Rhythm:
        """Return the rhythm."""
        return Rhythm(**data)
