"""Codes to print."""

from marshmallow import Schema, fields, validate

from logbook.core.texts import N_

KINDS = ("own", "shared")


class CodeSchema(Schema):
    """Whether the phone is the learner's own, or lies at school for several."""

    kind = fields.String(load_default="own", validate=validate.OneOf(KINDS, error=N_("Kies van wie de telefoon is.")))


class ClassCodesSchema(CodeSchema):
    """The learners of a class who get a code."""

    learners = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=60))
