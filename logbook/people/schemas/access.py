"""Letting people in."""

from marshmallow import Schema, ValidationError, fields

from logbook.accounts.policy import INVITED_BY_MAIL
from logbook.core.roles import Role
from logbook.core.texts import N_

from .fields import Address, AddressLine

WHICH_ROLE = N_("Kies een rol uit de lijst.")


def _invited(role: Role) -> None:
    if role not in INVITED_BY_MAIL:
        raise ValidationError(WHICH_ROLE)


class GuestsSchema(AddressLine):
    """Which people the list of invitations shows."""

    role = fields.Enum(Role, by_value=True, load_default=None)


class RecoverSchema(Schema):
    """The address by which somebody gets in again."""

    email = Address(required=True)


class RunSchema(Schema):
    """Whom to invite at once: everyone with a role, of a class when one is chosen."""

    role = fields.Enum(
        Role,
        by_value=True,
        required=True,
        validate=_invited,
        error_messages={"unknown": WHICH_ROLE, "required": WHICH_ROLE},
    )
    class_id = fields.UUID(load_default=None)
