"""The period of a class's files, as a page's address names it."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from logbook.core.texts import N_

from . import EARLIEST, LATEST, NO_DATE

WRONG_WAY = N_("Deze dag komt vóór de eerste.")


def _day() -> fields.Date:
    range_ = validate.Range(min=EARLIEST, max=LATEST, error=NO_DATE)
    return fields.Date(load_default=None, validate=range_, error_messages={"invalid": NO_DATE})


class PeriodSchema(Schema):
    """Both dates inclusive; either can be left out."""

    first = _day()
    last = _day()

    @pre_load
    def leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Take what is empty as left out."""
        return {name: data[name] for name in ("first", "last") if data.get(name)}

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it begins."""
        if data["first"] and data["last"] and data["last"] < data["first"]:
            raise ValidationError({"last": [WRONG_WAY]})
