"""A period in an address or a form: two days, both inclusive, either of which can be left out."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from logbook.core.texts import N_

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
NO_DATE = N_("Dit is geen datum.")
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
        """Take what is empty as left out, and nothing else than what is asked here."""
        return {name: data[name] for name in self.fields if data.get(name)}

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it begins."""
        if data["first"] and data["last"] and data["last"] < data["first"]:
            raise ValidationError({"last": [WRONG_WAY]})
