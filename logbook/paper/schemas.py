"""What the pages of paper take."""

from marshmallow import fields

from logbook.web.period import PeriodSchema


class FilledSchema(PeriodSchema):
    """Whose work on a sheet, and over which period; a learner prints the own work."""

    learner_id = fields.UUID(load_default=None)
