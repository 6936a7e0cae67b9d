"""Every endpoint with the roles that may reach it. An endpoint that is not here answers nobody, and fails a test.

This is the outer gate. Whose learner, week or sheet it is, the queries and policies of each feature decide.
"""

from logbook.core.roles import Role

from .accounts import ACCOUNTS
from .councils import COUNCILS
from .desk import DESK
from .groups import PUBLIC
from .insight import INSIGHT
from .kinds import SIGNING_IN, WHILE_LOCKED
from .office import OFFICE
from .remediation import REMEDIATION
from .visits import VISITS
from .work import WORK

PERMISSIONS: dict[str, frozenset[Role] | None] = (
    ACCOUNTS | WORK | OFFICE | INSIGHT | DESK | VISITS | REMEDIATION | COUNCILS
)

__all__ = ["PERMISSIONS", "PUBLIC", "SIGNING_IN", "WHILE_LOCKED"]
