"""People and their roles."""

from datetime import date

from marshmallow import Schema, fields, validate

from logbook.core.roles import Role
from logbook.core.texts import N_

from .fields import Address, AddressLine, day, line

BORN = validate.Range(date(1920, 1, 1), date(2040, 1, 1), error=N_("Dit is geen geboortedatum."))


def _role(**more: object) -> fields.Enum[Role]:
    words = {"unknown": N_("Kies een rol uit de lijst."), "required": N_("Kies een rol uit de lijst.")}
    return fields.Enum(Role, by_value=True, error_messages=words, **more)  # type: ignore[arg-type]


class PeopleSchema(AddressLine):
    """Which people a list shows."""

    role = _role(load_default=None)
    group = fields.UUID(load_default=None, data_key="class")
    show = fields.String(load_default="active", validate=validate.OneOf(("active", "ended")))


class NamesSchema(Schema):
    """Who somebody is."""

    given_name = line(60)
    family_name = line(60)
    email = Address(load_default=None)
    born_on = fields.Date(load_default=None, validate=BORN)


class CorrectSchema(NamesSchema):
    """A correction of who somebody is."""


class RoleSchema(Schema):
    """A role with its dates, at a company where it is one at a company."""

    role = _role(required=True)
    from_date = day(required=True)
    until_date = day(load_default=None)
    company_id = fields.UUID(load_default=None)


class NewPersonSchema(NamesSchema, RoleSchema):
    """Somebody new with a first role; the form names the person, so that sending it twice makes one."""

    person_id = fields.UUID(required=True)
    class_id = fields.UUID(load_default=None)
    learner_id = fields.UUID(load_default=None)


class RoleEndSchema(Schema):
    """The last day of a role; none for one that runs on."""

    until_date = day(load_default=None)
