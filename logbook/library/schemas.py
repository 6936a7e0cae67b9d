"""What the library's addresses may ask, and what is posted to assign sheets."""

from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, fields, post_load, validate

from logbook.core.texts import N_
from logbook.library.queries import Asked, Cell
from logbook.library.queries.matrix import PROCESS_ROWS
from logbook.sheets.models import WELD_POSITIONS, SheetKind

ELSEWHERE = N_("Dit kennen we niet. Dit zijn alle fiches.")
TOO_LONG = N_("Dit is te lang. Zoek met minder woorden.")
MOST_AT_ONCE = 100
_JOINTS = sorted({joint for joint, _product in WELD_POSITIONS})
_PRODUCTS = sorted({product for _joint, product in WELD_POSITIONS})
_POSITIONS = sorted({position for every in WELD_POSITIONS.values() for position in every})
_KINDS = [SheetKind.TASK.value, SheetKind.THEME.value, SheetKind.ATTITUDE.value]
SHEET_ID = validate.Length(max=80)


def _one_of(choices: list[str]) -> fields.String:
    return fields.String(load_default=None, validate=validate.OneOf(choices, error=ELSEWHERE))


class LibrarySchema(Schema):
    """Words, a track, a class, a cell of the matrix or a kind; and which page of what was found."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    q = fields.String(load_default="", validate=validate.Length(max=100, error=TOO_LONG))
    track = fields.String(load_default=None, validate=validate.Length(max=60, error=ELSEWHERE))
    class_id = fields.UUID(load_default=None, data_key="class")
    row = _one_of(list(PROCESS_ROWS))
    process = _one_of(list(PROCESS_ROWS))
    joint = _one_of(_JOINTS)
    product = _one_of(_PRODUCTS)
    position = _one_of(_POSITIONS)
    kind = _one_of(_KINDS)
    choose = fields.Boolean(load_default=False)
    learner = fields.UUID(load_default=None)
    page = fields.Integer(load_default=1, validate=validate.Range(1, 1000, error=ELSEWHERE))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Asked:
        """Return what is asked."""
        cell = Cell(data.pop("process"), data.pop("joint"), data.pop("product"), data.pop("position"))
        return Asked(**data, cell=cell)


class ChosenSchema(Schema):
    """For whom sheets are chosen: a class, a placement's learner or one learner; and which sheets."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = EXCLUDE

    sheet = fields.List(fields.String(validate=SHEET_ID), load_default=list, validate=validate.Length(max=MOST_AT_ONCE))
    class_id = fields.UUID(load_default=None, data_key="class")
    learner = fields.UUID(load_default=None)
    placement = fields.UUID(load_default=None)


class AssignSchema(ChosenSchema):
    """Which sheets go to which learners."""

    class Meta:
        """A form says what it means and no more."""

        unknown = RAISE

    learners = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=100))


class PlaceSchema(Schema):
    """The place of a sheet in a learner's order; 0 is first."""

    place = fields.Integer(required=True, validate=validate.Range(0, 100))
