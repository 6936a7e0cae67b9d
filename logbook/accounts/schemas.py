"""What the sign-in and the personal forms take."""

from typing import Any

from marshmallow import Schema, fields, pre_load, validate

from logbook.core.texts import N_
from logbook.web.language import LANGUAGES

THEMES = ("light", "dark")


class AskCodeSchema(Schema):
    """The address that a code goes to."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={
            "required": N_("Vul je e-mailadres in."),
            "invalid": N_("Dit is geen e-mailadres. Voorbeeld: naam@bedrijf.be"),
        },
    )

    @pre_load
    def _lower(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Measure the address as it is kept: some capitals are two characters when small."""
        return {name: value.lower() if isinstance(value, str) else value for name, value in data.items()}


class UseCodeSchema(Schema):
    """The code that was mailed."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^\d{6}$", error=N_("De code heeft zes cijfers.")),
        error_messages={"required": N_("Vul de code uit je mail in.")},
    )


class DemoSignInSchema(Schema):
    """The cast member to be."""

    person = fields.String(required=True)


class DisplaySchema(Schema):
    """Language and theme; no theme means: as the phone does."""

    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES, error=N_("Kies een taal uit de lijst.")))
    theme = fields.String(load_default="", validate=validate.OneOf(THEMES, error=N_("Kies een weergave uit de lijst.")))


class RoleSchema(Schema):
    """The role to act in."""

    membership = fields.UUID(required=True)
