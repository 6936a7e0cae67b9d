"""Schools, companies, people and their roles; sign-in codes and sessions."""

from .invitations import Invitation, InvitationRun, RunState
from .keys import STRONG, Identity, Passkey, Proof, RecoveryCode, SecondFactor, SpentChallenge
from .pairing import PairedDevice, Pairing, Throttle
from .people import Company, Guardianship, Installation, Membership, Person, School, SchoolHoliday, SchoolYear
from .sign_in import Look, Looked, SetUpCode, SignInCode, SignInSession

__all__ = [
    "STRONG",
    "Company",
    "Guardianship",
    "Identity",
    "Installation",
    "Invitation",
    "InvitationRun",
    "Look",
    "Looked",
    "Membership",
    "PairedDevice",
    "Pairing",
    "Passkey",
    "Person",
    "Proof",
    "RecoveryCode",
    "RunState",
    "School",
    "SchoolHoliday",
    "SchoolYear",
    "SecondFactor",
    "SetUpCode",
    "SignInCode",
    "SignInSession",
    "SpentChallenge",
    "Throttle",
]
