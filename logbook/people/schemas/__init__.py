"""What the pages about a school and its people take."""

from .people import CorrectSchema, NewPersonSchema, PeopleSchema, RoleEndSchema, RoleSchema
from .school import (
    ClassSchema,
    CompanySchema,
    HolidaySchema,
    KeepClassSchema,
    KeepCompanySchema,
    KeepWorkplaceSchema,
    MemberEndSchema,
    MemberSchema,
    MoveSchema,
    NoteSchema,
    SearchSchema,
    SettingsSchema,
    WorkplaceSchema,
    YearSchema,
)
from .set_up import SetUpSchema

__all__ = [
    "ClassSchema",
    "CompanySchema",
    "CorrectSchema",
    "HolidaySchema",
    "KeepClassSchema",
    "KeepCompanySchema",
    "KeepWorkplaceSchema",
    "MemberEndSchema",
    "MemberSchema",
    "MoveSchema",
    "NewPersonSchema",
    "NoteSchema",
    "PeopleSchema",
    "RoleEndSchema",
    "RoleSchema",
    "SearchSchema",
    "SetUpSchema",
    "SettingsSchema",
    "WorkplaceSchema",
    "YearSchema",
]
