"""Schools, companies, people and their roles; sign-in codes and sessions."""

from .people import Company, Guardianship, Installation, Membership, Person, School, SchoolYear
from .sign_in import Look, SignInCode, SignInSession

__all__ = [
    "Company",
    "Guardianship",
    "Installation",
    "Look",
    "Membership",
    "Person",
    "School",
    "SchoolYear",
    "SignInCode",
    "SignInSession",
]
