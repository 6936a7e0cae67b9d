"""One line of a roster."""

import re
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate, validates_schema

from logbook.core.texts import N_
from logbook.roster.policy import Problem, Row
from logbook.web.forms import cleaned_text, flat

from .columns import ROLE_OF, column_name

FORMULA = N_("Dit begint met = + - of @: een rekenblad maakt daar een formule van. Haal dat teken weg.")
UNKNOWN_ROLE = N_("Deze rol kennen we niet. De rollen staan in het voorbeeldbestand.")
NO_DATE = N_("Dit is geen datum. Schrijf 31/12/2009 of 2009-12-31.")
BORN = N_("Deze geboortedatum kan niet kloppen.")
_STARTS_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class RosterDate(fields.Field[date]):
    """A date as people and programs write it: 31/12/2009, 31-12-2009 or 2009-12-31."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        for form in _DATES:
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007  # a date has no zone
            except ValueError:
                continue
        raise ValidationError(NO_DATE)


class RosterRole(fields.Field[str]):
    """A role by one of its names."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        role = ROLE_OF.get(" ".join(str(value).casefold().split()))
        if role is None:
            raise ValidationError(UNKNOWN_ROLE)
        return role


class RowSchema(Schema):
    """A line: who, in which role, in which class or at which company, from when until when."""

    role = RosterRole(required=True)
    given_name = fields.String(required=True, validate=validate.Length(max=60, error=N_("Dit is te lang.")))
    family_name = fields.String(required=True, validate=validate.Length(max=60, error=N_("Dit is te lang.")))
    source_id = fields.String(validate=validate.Length(max=80, error=N_("Dit is te lang.")))
    email = fields.Email(
        validate=validate.Length(max=254, error=N_("Dit is te lang.")),
        error_messages={"invalid": N_("Dit is geen e-mailadres. Voorbeeld: naam@bedrijf.be")},
    )
    born_on = RosterDate(validate=validate.Range(min=date(1920, 1, 1), error=BORN))
    class_name = fields.String(validate=validate.Length(max=40, error=N_("Dit is te lang.")))
    company = fields.String(validate=validate.Length(max=120, error=N_("Dit is te lang.")))
    learners = fields.List(fields.String(validate=validate.Length(max=80, error=N_("Dit is te lang."))))
    from_date = RosterDate()
    until_date = RosterDate()

    @pre_load
    def _prepare(self, data: dict[str, str], **_options: Any) -> dict[str, Any]:
        """Refuse formulas, tidy spaces, make addresses small, split the numbers of children."""
        wrong = {name: [FORMULA] for name, cell in data.items() if _STARTS_FORMULA.match(cell)}
        if wrong:
            raise ValidationError(wrong)
        tidy: dict[str, Any] = {name: " ".join(cleaned_text(cell).split()) for name, cell in data.items()}
        if "email" in tidy:
            tidy["email"] = tidy["email"].lower()
        if "learners" in tidy:
            tidy["learners"] = re.split(r"[\s,;]+", tidy["learners"])
        return {name: value for name, value in tidy.items() if value}

    @validates_schema
    def _not_from_tomorrow(self, data: dict[str, Any], **_options: Any) -> None:
        born = data.get("born_on")
        if born and born > date.today():  # noqa: DTZ011  # a day more or less is no matter here
            raise ValidationError(BORN, "born_on")

    @post_load
    def _tuple(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        return data | {"learners": tuple(data.get("learners", ()))}


_SCHEMA = RowSchema()


def read_row(line: int, cells: dict[str, str]) -> Row | list[Problem]:
    """Return the row of a line, or what is wrong with it, column by column."""
    try:
        return Row(line=line, **_SCHEMA.load(cells))
    except ValidationError as error:
        told = [(name.partition(".")[0], text) for name, texts in flat(error.messages) for text in texts]
        return [Problem(line, column_name(name), text) for name, text in told]
