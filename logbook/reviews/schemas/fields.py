"""Fields that several forms of reviewers share."""

from typing import Any

from marshmallow import fields, validate

from logbook.core.texts import N_

LONGEST = 500
MOST = 200
HIGHEST = 2**31 - 1

TOO_LONG = N_("Dit is te lang. Hou het bij 500 tekens.")
UNKNOWN = N_("Dit kennen we niet.")


def words(**more: Any) -> fields.String:
    """Return a field for a sentence or two."""
    return fields.String(validate=validate.Length(max=LONGEST, error=TOO_LONG), **more)


def revision() -> fields.Integer:
    """Return the field of the revision or version that the page showed."""
    return fields.Integer(required=True, validate=validate.Range(min=0, max=HIGHEST, error=UNKNOWN))


def levels(**more: Any) -> fields.Dict:
    """Return a field of level ids by criterion id; whether they exist, the sheet says."""
    few = validate.Length(max=MOST, error=UNKNOWN)
    return fields.Dict(keys=fields.String(), values=fields.String(), validate=few, load_default=dict, **more)
