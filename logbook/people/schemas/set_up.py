"""What the first administrator fills in."""

from marshmallow import Schema, fields, validate

from logbook.core.texts import N_

from .fields import Address, line


class SetUpSchema(Schema):
    """The one-time code, the school, the year it begins in, and who looks after it."""

    code = fields.String(
        required=True,
        validate=validate.Length(max=80),
        error_messages={"required": N_("Vul de code in die je kreeg."), "validator_failed": N_("Dit kan niet.")},
    )
    school = line(120)
    year = fields.Integer(required=True, validate=validate.Range(2020, 2098, error=N_("Kies een schooljaar.")))
    given_name = line(60)
    family_name = line(60)
    email = Address(required=True)
