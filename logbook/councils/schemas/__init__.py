"""What the pages of a class council take."""

from datetime import date, timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from logbook.core import clock
from logbook.core.texts import N_
from logbook.councils.models import LABEL, SHORT, WORDS, ActionKind, ActionState, Presence
from logbook.councils.policy.council import OWNERS
from logbook.councils.services import Decide, GiveStatement, NewAction, PlanCouncil

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
NO_DATE = N_("Dit is geen datum.")
UNKNOWN = N_("Dit kennen we niet.")
TOO_LONG = N_("Dit is te lang.")
SAY = N_("Schrijf wat je ziet, in één of twee zinnen.")
WHAT = N_("Schrijf wat er zal gebeuren.")
WHEN = N_("Kies wanneer jullie opnieuw kijken.")
NOT_LISTED = N_("Deze beslissing staat niet in de lijst van de school. Kies er een uit de lijst.")
COMING = N_("Kies een dag die nog komt.")
WITHIN = N_("Kies een dag binnen de twee jaar.")
HIGHEST = 2**31 - 1
MOST_MEMBERS = 200


def _words(longest: int, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=longest, error=TOO_LONG), **more)


def _day(**more: Any) -> fields.Date:
    return fields.Date(validate=validate.Range(min=EARLIEST, max=LATEST, error=NO_DATE), **more)


def _version(**more: Any) -> fields.Integer:
    return fields.Integer(validate=validate.Range(min=0, max=HIGHEST, error=UNKNOWN), **more)


def _coming(day: date) -> None:
    if day < clock.today():
        raise ValidationError(COMING)
    if day > clock.today() + timedelta(days=731):
        raise ValidationError(WITHIN)


class PlanSchema(Schema):
    """A council's dates and members."""

    id = fields.UUID(required=True)
    held_on = _day(required=True)
    first = _day(required=True)
    last = _day(required=True)
    contribute_until = _day(required=True)
    members = fields.List(_words(80), load_default=list, validate=validate.Length(max=MOST_MEMBERS, error=UNKNOWN))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> PlanCouncil:
        """Return the plan."""
        return PlanCouncil(**data | {"members": tuple(data["members"])})


class ChangeSchema(PlanSchema):
    """The same, with the version that was shown."""

    version = _version(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Return the version and the plan."""
        version = data.pop("version")
        return version, PlanCouncil(**data | {"members": tuple(data["members"])})


class StatementSchema(Schema):
    """A member's opening statement."""

    id = fields.UUID(required=True)
    version = _version(load_default=0)
    text = _words(WORDS, required=True, error_messages={"required": SAY})
    advice = _words(SHORT, load_default=None)
    evidence = fields.List(_words(60), load_default=list, validate=validate.Length(max=50, error=UNKNOWN))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> GiveStatement:
        """Return the statement."""
        return GiveStatement(**data | {"evidence": tuple(data["evidence"])})


class DecideSchema(Schema):
    """What the chair writes down of one learner."""

    version = _version(required=True)
    statement = _words(WORDS, load_default=None)
    counter = _words(WORDS, load_default=None)
    choice_id = fields.UUID(load_default=None, error_messages={"invalid_uuid": NOT_LISTED})
    text = _words(WORDS, load_default=None)
    advice = _words(WORDS, load_default=None)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Decide:
        """Return the decision."""
        return Decide(**data)


class ActionSchema(Schema):
    """What somebody will do, and when it is looked at again."""

    id = fields.UUID(required=True)
    what = _words(SHORT, required=True, error_messages={"required": WHAT})
    kind = fields.String(required=True, validate=validate.OneOf(list(ActionKind), error=UNKNOWN))
    owner_role = fields.String(required=True, validate=validate.OneOf(OWNERS, error=UNKNOWN))
    review_on = fields.Date(required=True, validate=_coming, error_messages={"required": WHEN})

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> NewAction:
        """Return the action."""
        return NewAction(**data)


class PresenceSchema(Schema):
    """Who is there, by seat."""

    presence = fields.Dict(
        keys=fields.UUID(),
        values=fields.String(validate=validate.OneOf(list(Presence), error=UNKNOWN)),
        load_default=dict,
    )


class AddendumSchema(Schema):
    """What is added to a frozen file."""

    id = fields.UUID(required=True)
    text = _words(WORDS, required=True)


class CloseActionSchema(Schema):
    """What became of an action."""

    deed = fields.Enum(ActionState, by_value=True, required=True, error_messages={"unknown": UNKNOWN})


class ChoiceSchema(Schema):
    """A line of the school's list of decisions."""

    label = _words(LABEL, required=True)
