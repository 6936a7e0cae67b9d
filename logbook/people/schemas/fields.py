"""Fields that several forms about people share."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from logbook.core.texts import N_

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
TOO_LONG = N_("Dit is te lang.")
ONE_LINE = N_("Schrijf dit op één regel, zonder bijzondere tekens.")
NO_DATE = N_("Dit is geen datum.")
NO_ADDRESS = N_("Dit is geen e-mailadres. Voorbeeld: naam@bedrijf.be")


def _printable(text: str) -> None:
    """Refuse line breaks and what cannot be seen: a name must look like what it is."""
    if not text.isprintable():
        raise ValidationError(ONE_LINE)


def line(longest: int, **more: Any) -> fields.String:
    """Return a field for one line of text."""
    more.setdefault("required", True)
    return fields.String(validate=[validate.Length(max=longest, error=TOO_LONG), _printable], **more)


def day(**more: Any) -> fields.Date:
    """Return a field for a date that a school could mean."""
    return fields.Date(validate=validate.Range(min=EARLIEST, max=LATEST, error=NO_DATE), **more)


class Address(fields.Email):
    """An e-mail address in small letters, as it is kept and measured: some capitals are two characters when small."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("error_messages", {"required": N_("Vul een e-mailadres in."), "invalid": NO_ADDRESS})
        super().__init__(validate=validate.Length(max=254, error=TOO_LONG), **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value.lower() if isinstance(value, str) else value, attr, data, **kwargs)


class AddressLine(Schema):
    """What every address of a list may carry: words to look for, and the page."""

    class Meta:
        """Addresses may carry more than the page asks."""

        unknown = "exclude"

    q = fields.String(load_default="", validate=validate.Length(max=100, error=TOO_LONG))
    page = fields.String(load_default="")
