"""Who acts: the first argument of every query and every service."""

from dataclasses import dataclass
from uuid import UUID

from .roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role at one school. Several roles make several actors; the person chooses which."""

    person_id: UUID
    name: str
    role: Role
    school_id: UUID
    school_name: str
    membership_id: UUID
    company_id: UUID | None = None
    session_id: UUID | None = None
    language: str = "nl"
    theme: str = ""
    large_print: bool = False
    easy_mode: bool = False
    prove_again: bool = False
    """Whether the sign-in lay unused for so long that deeds of weight ask again who this is."""

    promised: bool = True
    """Whether the person promised secrecy in this role, where the role asks for that."""

    def is_a(self, *roles: Role) -> bool:
        """Return whether the actor acts in one of `roles`."""
        return self.role in roles
