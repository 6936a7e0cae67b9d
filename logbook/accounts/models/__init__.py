"""Schools, companies, people and their roles; sign-in codes and sessions."""

from .invitations import Invitation, InvitationRun, RunState
from .people import Company, Guardianship, Installation, Membership, Person, School, SchoolHoliday, SchoolYear
from .sign_in import Look, Looked, SetUpCode, SignInCode, SignInSession

__all__ = [
    "Company",
    "Guardianship",
    "Installation",
    "Invitation",
    "InvitationRun",
    "Look",
    "Looked",
    "Membership",
    "Person",
    "RunState",
    "School",
    "SchoolHoliday",
    "SchoolYear",
    "SetUpCode",
    "SignInCode",
    "SignInSession",
]
