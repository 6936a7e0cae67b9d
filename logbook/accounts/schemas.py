"""What the sign-in and the personal forms take."""

import re
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
    """Language, theme (none means: as the phone does), large print and easy mode (each on when it is ticked)."""

    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES, error=N_("Kies een taal uit de lijst.")))
    theme = fields.String(load_default="", validate=validate.OneOf(THEMES, error=N_("Kies een weergave uit de lijst.")))
    large_print = fields.Boolean(load_default=False)
    easy_mode = fields.Boolean(load_default=False)


class RoleSchema(Schema):
    """The role to act in."""

    membership = fields.UUID(required=True)


SIX_DIGITS = validate.Regexp(r"^[0-9]{6}$", error=N_("Een PIN heeft zes cijfers."))


class PinSchema(Schema):
    """The PIN of a phone, as one chooses it."""

    pin = fields.String(
        required=True, validate=SIX_DIGITS, error_messages={"required": N_("Kies een PIN van zes cijfers.")}
    )


class UnlockSchema(Schema):
    """The PIN, and whose."""

    phone = fields.UUID(required=True, error_messages={"required": N_("Kies je naam.")})
    pin = fields.String(required=True, validate=SIX_DIGITS, error_messages={"required": N_("Vul je PIN in.")})


class PairSchema(Schema):
    """A printed code, in any case and with or without what stands between its letters."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^[2-9A-HJKMNP-TV-Z]{8}$", error=N_("De code heeft acht letters en cijfers.")),
        error_messages={"required": N_("Vul de code van je blad in.")},
    )

    @pre_load
    def _plain(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Read the code as it was meant."""
        said = data.get("code")
        return data | {"code": re.sub(r"[\s.\-\u2010-\u2015]", "", said).upper()} if isinstance(said, str) else data


class UsePasskeySchema(Schema):
    """What the browser says with a passkey."""

    credential = fields.String(required=True, validate=validate.Length(max=20_000))


class AddPasskeySchema(UsePasskeySchema):
    """A new passkey with the name by which its owner knows it."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=60, error=N_("Hou de naam korter dan 60 tekens.")),
        error_messages={"required": N_("Geef je passkey een naam.")},
    )


class SecondSchema(Schema):
    """A code of an authenticator app, or a recovery code; spaces and dashes are how people read them."""

    code = fields.String(
        required=True,
        validate=validate.Length(max=40, error=N_("Deze code is te lang.")),
        error_messages={"required": N_("Vul een code in.")},
    )

    @pre_load
    def _close(self, data: dict[str, Any], **_options: Any) -> dict[str, Any]:
        return {name: "".join(each.split()) if isinstance(each, str) else each for name, each in data.items()}


class SecondFactorSchema(Schema):
    """Whether school staff show two proofs."""

    second_factor = fields.String(required=True, validate=validate.OneOf(("on", "off"), error=N_("Kies ja of nee.")))
