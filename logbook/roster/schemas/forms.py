"""The import's forms."""

from marshmallow import Schema, fields

from logbook.core.texts import N_


class UploadSchema(Schema):
    """The school year that the file is about, and whether who is not in it stops."""

    year = fields.UUID(required=True, error_messages={"required": N_("Kies een schooljaar.")})
    ends = fields.Boolean(load_default=False)


class AgreeSchema(Schema):
    """The changes as they were shown."""

    agreed = fields.String(required=True)
