"""Settings, years, holidays, classes and companies."""

from marshmallow import Schema, fields, validate

from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.people.policy import IN_CLASS

from .fields import TOO_LONG, AddressLine, day, line

DAYS = validate.Range(0, 60, error=N_("Kies een getal van 0 tot en met 60."))
KINDS = ("company", "simulated")
NOTE = validate.Length(max=2000, error=N_("Dit is te lang. Hou het bij 2000 tekens."))
CLASS_ROLES = validate.OneOf(IN_CLASS, error=N_("Kies een rol uit de lijst."))


class SettingsSchema(Schema):
    """What a school decides; what is not ticked is off."""

    name = line(120)
    late_entry_days = fields.Integer(required=True, validate=DAYS)
    mentor_late_days = fields.Integer(required=True, validate=DAYS)
    blind_first = fields.Boolean(load_default=False)
    guardians_read = fields.Boolean(load_default=False)
    second_factor = fields.Boolean(load_default=False)
    privacy_contact = line(254, required=False, load_default=None)
    quality_level = fields.String(
        load_default=None, validate=validate.OneOf(["B", "C", "D"], error=N_("Kies een kwaliteitsniveau uit de lijst."))
    )


class YearSchema(Schema):
    """The calendar year in which a school year begins."""

    year = fields.Integer(required=True, validate=validate.Range(2020, 2098, error=N_("Kies een schooljaar.")))


class HolidaySchema(Schema):
    """Days without school or workplace."""

    first = day(required=True)
    last = day(required=True)
    name = line(60)


class ClassSchema(Schema):
    """A new class."""

    year_id = fields.UUID(required=True)
    name = line(40)
    track_id = fields.String(load_default=None, validate=validate.Length(max=60, error=TOO_LONG))


class KeepClassSchema(Schema):
    """A class that is there: name, track, last day."""

    name = line(40)
    track_id = fields.String(load_default=None, validate=validate.Length(max=60, error=TOO_LONG))
    until_date = day(required=True)


class MemberSchema(Schema):
    """Who comes in a class, as what, from when."""

    person_id = fields.UUID(required=True)
    role = fields.Enum(Role, by_value=True, required=True, validate=CLASS_ROLES)
    from_date = day(required=True)


class MemberEndSchema(Schema):
    """The last day of somebody in a class."""

    role = fields.Enum(Role, by_value=True, required=True, validate=CLASS_ROLES)
    until_date = day(load_default=None)


class MoveSchema(Schema):
    """A learner's next class, its first day, and a note for who receives the learner."""

    class_id = fields.UUID(required=True)
    day = day(required=True)
    note = fields.String(load_default=None, validate=NOTE)


class NoteSchema(Schema):
    """What the next mentor should know."""

    note = fields.String(required=True, validate=NOTE)


class CompanySchema(Schema):
    """A new company."""

    name = line(120)


class KeepCompanySchema(CompanySchema):
    """A company that is there, and until when the school works with it."""

    until_date = day(load_default=None)


class WorkplaceSchema(Schema):
    """A new establishment or training centre."""

    name = line(120)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS, error=N_("Kies wat het voor een werkplek is.")))
    address = line(200, required=False, load_default=None)


class KeepWorkplaceSchema(WorkplaceSchema):
    """A workplace that is there."""

    until_date = day(load_default=None)


class SearchSchema(AddressLine):
    """Words to look for among people with one role."""

    role = fields.Enum(Role, by_value=True, load_default=Role.LEARNER, validate=CLASS_ROLES)
