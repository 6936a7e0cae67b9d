"""Shapes of what is posted about days, holidays and calendars."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate, validates_schema
from marshmallow.exceptions import ValidationError

from logbook.core.texts import N_
from logbook.training.models import DAY_STATUSES
from logbook.training.schemas.fields import day_field

from .services import StateDay


class HoursField(fields.Float):
    """Hours as people type them: 7,5 as well as 7.5; at most a day."""

    default_error_messages = {"invalid": N_("Vul een getal in."), "special": N_("Vul een getal in.")}

    def _validated(self, value: Any) -> float:
        return super()._validated(value.replace(",", ".") if isinstance(value, str) else value)


class StateDaySchema(Schema):
    """What a day was."""

    day = day_field(required=True)
    status = fields.String(
        required=True, validate=validate.OneOf(DAY_STATUSES, error=N_("Kies wat het voor een dag was."))
    )
    hours = HoursField(load_default=None, validate=validate.Range(0, 24, error=N_("Vul een getal van 0 tot 24 in.")))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> StateDay:
        """Return the command."""
        hours = data["hours"]
        return StateDay(data["day"], data["status"], None if hours is None else round(hours * 60))


class CompensationSchema(Schema):
    """The holiday that is worked, and the day that is free for it."""

    worked_on = day_field(required=True)
    taken_on = day_field(required=True)


class WorkedOnSchema(Schema):
    """A holiday that is worked."""

    worked_on = day_field(required=True)


class FeedSchema(Schema):
    """What a calendar is of: a class or a learner."""

    class_id = fields.UUID(load_default=None)
    learner_id = fields.UUID(load_default=None)

    @validates_schema
    def of_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse both and neither."""
        if (data.get("class_id") is None) == (data.get("learner_id") is None):
            raise ValidationError({"class_id": [N_("Kies een klas of een leerling.")]})
