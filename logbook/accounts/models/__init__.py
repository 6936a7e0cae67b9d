"""Schools, companies, people and their roles; sign-in codes and sessions."""

from .people import Company, Guardianship, Installation, Membership, Person, School, SchoolHoliday, SchoolYear
from .sign_in import Look, SetUpCode, SignInCode, SignInSession

__all__ = [
    "Company",
    "Guardianship",
    "Installation",
    "Look",
    "Membership",
    "Person",
    "School",
    "SchoolHoliday",
    "SchoolYear",
    "SetUpCode",
    "SignInCode",
    "SignInSession",
]
