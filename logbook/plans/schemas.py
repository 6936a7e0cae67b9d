"""Shapes of what pages about plans ask and send."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from logbook.core.texts import N_
from logbook.core.weeks import parse_iso_week
from logbook.training.schemas.fields import note_field

from .models import Place
from .policy import Weeks, Where
from .queries import Bulk
from .services import Placing

MOST = 240
HIGHEST = 2**31 - 1
UNKNOWN = N_("Dit kennen we niet.")
NO_PLACE = N_("Kies waar.")


class WeekField(fields.Field[int]):
    """A week as people and addresses write it: `2026-W47`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        try:
            return parse_iso_week(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(UNKNOWN) from error


class WhereField(fields.Field[Where]):
    """A kind of place, or the id of a placement."""

    default_error_messages = {"required": NO_PLACE}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Where:
        if value in list(Place):
            return Where(Place(value))
        try:
            return Where(Place.WORKPLACE, UUID(value))
        except (TypeError, ValueError, AttributeError) as error:
            raise ValidationError(UNKNOWN) from error


def _version() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(0, HIGHEST, error=UNKNOWN))


def _ids() -> fields.Field[Any]:
    return fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=MOST, error=UNKNOWN))


def _sheets() -> fields.Field[Any]:
    name = fields.String(validate=validate.Length(max=120, error=UNKNOWN))
    return fields.List(name, load_default=list, validate=validate.Length(max=MOST, error=UNKNOWN))


class _Address(Schema):
    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE


class ShowSchema(_Address):
    """Which school year, which way to look at it, and of which place all cards are chosen."""

    year = fields.Integer(validate=validate.Range(2000, 2099, error=UNKNOWN))
    view = fields.String(validate=validate.OneOf(("board", "list"), error=UNKNOWN), load_default="board")
    pick = fields.String(validate=validate.Length(max=40, error=UNKNOWN))


class ChosenSchema(_Address):
    """Which cards, and which sheets that have no card, somebody chose on the board."""

    items = _ids()
    sheets = _sheets()


class MakeSchema(Schema):
    """The school year of a plan to begin."""

    year = fields.Integer(load_default=None, validate=validate.Range(2000, 2099, error=UNKNOWN))


class VersionSchema(Schema):
    """The version that the page showed."""

    version = _version()


class ItemsSchema(Schema):
    """Cards to move by weeks, or to take out. What the same form holds for its other button is let pass."""

    version = _version()
    items = _ids()
    sheets = fields.Raw()
    where = fields.Raw()
    first = fields.Raw()
    last = fields.Raw()
    note = fields.Raw()
    also = fields.Raw()
    weeks = fields.Integer(load_default=0, validate=validate.OneOf((-1, 0, 1), error=UNKNOWN))


class _WeeksSchema(Schema):
    first = WeekField(load_default=None)
    last = WeekField(load_default=None)
    note = note_field(300, load_default=None)
    sheets = _sheets()


def _weeks(data: dict[str, Any]) -> Weeks | None:
    first, last = data["first"], data["last"]
    return None if first is None else Weeks(first, first if last is None else last)


class PlaceSchema(_WeeksSchema):
    """Where and when cards and sheets go."""

    version = _version()
    items = _ids()
    where = WhereField(required=True, error_messages={"required": NO_PLACE})
    also = fields.Boolean(load_default=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Placing:
        """Return the command."""
        return Placing(
            version=data["version"],
            where=data["where"],
            weeks=_weeks(data),
            items=tuple(data["items"]),
            sheets=tuple(data["sheets"]),
            note=data["note"],
            also=data["also"],
        )


class BulkSchema(_WeeksSchema):
    """The same sheets for learners of a class; `versions` are those of the plans that a preview showed."""

    learners = _ids()
    versions = fields.Dict(
        keys=fields.UUID(), values=_version(), load_default=dict, validate=validate.Length(max=MOST, error=UNKNOWN)
    )
    place = fields.Enum(Place, by_value=True, required=True, error_messages={"unknown": UNKNOWN, "required": NO_PLACE})
    unplaced = fields.Boolean(load_default=False)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Bulk:
        """Return what is asked."""
        return Bulk(
            learners={each: data["versions"].get(each) for each in data["learners"]},
            sheets=tuple(dict.fromkeys(data["sheets"])),
            place=data["place"],
            weeks=_weeks(data),
            note=data["note"],
            unplaced=data["unplaced"],
        )
