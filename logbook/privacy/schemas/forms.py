"""What the forms about corrections, holds, erasures, periods and looks take."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from logbook.core.texts import N_
from logbook.privacy.models import CorrectionState, ErasureScope, Unit
from logbook.privacy.policy.periods import LONGEST, Period

GROUNDS = ("request", "left", "mistake", "court")
"""Why somebody is erased: the person or the parents asked, has left, was entered by mistake, an authority decided."""
MISSING = N_("Dit moet je nog invullen.")
TOO_LONG = N_("Dit is te lang.")
NO_DATE = N_("Kies een datum.")
NO_CHOICE = N_("Maak een keuze.")
NO_NUMBER = N_("Vul een geheel getal in.")
TOO_MUCH = N_("Zo lang mag het niet. Kies een kortere termijn.")
TURNED = N_("De laatste dag ligt voor de eerste.")
_REQUIRED: dict[str, Any] = {"required": MISSING, "null": MISSING, "invalid": MISSING}


def _text(longest: int) -> fields.String:
    length = validate.Length(min=1, max=longest, error=TOO_LONG)
    return fields.String(required=True, validate=length, error_messages=_REQUIRED)


def _choice(options: Any) -> fields.String:
    one_of = validate.OneOf(tuple(options), error=NO_CHOICE)
    chosen: dict[str, Any] = {"required": NO_CHOICE, "null": NO_CHOICE, "invalid": NO_CHOICE}
    return fields.String(required=True, validate=one_of, error_messages=chosen)


def _date(**more: Any) -> fields.Date:
    within = validate.Range(date(2000, 1, 1), date(2098, 12, 31), error=NO_DATE)
    messages: dict[str, Any] = {"required": NO_DATE, "null": NO_DATE, "invalid": NO_DATE}
    return fields.Date(validate=within, error_messages=messages, **more)


class CorrectionSchema(Schema):
    """What is wrong, and how it should be."""

    about = _text(120)
    words = _text(1000)


class AnswerSchema(Schema):
    """What the school did about it."""

    state = _choice((CorrectionState.DONE.value, CorrectionState.REFUSED.value))
    answer = _text(1000)


class HoldSchema(Schema):
    """Why a hold is set or lifted."""

    reason = _text(300)


class ErasureChoiceSchema(Schema):
    """The first step: what is erased, and why."""

    scope = _choice(each.value for each in ErasureScope)
    ground = _choice(GROUNDS)


class EraseSchema(ErasureChoiceSchema):
    """The second step: the name, typed, shows that this person is meant."""

    name = _text(130)


class PeriodSchema(Schema):
    """How long, and on which ground."""

    amount = fields.Integer(
        required=True,
        strict=False,
        validate=validate.Range(min=0, error=NO_NUMBER),
        error_messages={"required": MISSING, "null": MISSING, "invalid": NO_NUMBER, "too_large": NO_NUMBER},
    )
    unit = _choice(each.value for each in Unit)
    source = _text(200)
    source_on = _date(required=True)

    @validates_schema(skip_on_field_errors=True)
    def _not_for_ever(self, data: dict[str, Any], **_more: Any) -> None:
        if data["amount"] > LONGEST[Unit(data["unit"])]:
            raise ValidationError({"amount": [TOO_MUCH]})
        if data["amount"] == 0 and data["unit"] != Unit.SCHOOL_YEARS:
            raise ValidationError({"amount": [NO_NUMBER]})

    @post_load
    def _period(self, data: dict[str, Any], **_more: Any) -> Period:
        return Period(data["amount"], Unit(data["unit"]), data["source"], data["source_on"])


class SpanSchema(Schema):
    """From which day until which, both included; empty is the last thirty days."""

    first = _date(load_default=None)
    last = _date(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _in_order(self, data: dict[str, Any], **_more: Any) -> None:
        if data["first"] and data["last"] and data["last"] < data["first"]:
            raise ValidationError({"last": [TURNED]})
