"""Every endpoint with the roles that may reach it. An endpoint that is not here answers nobody, and fails a test.

This is the outer gate. Whose learner, week or sheet it is, the queries and policies of each feature decide.
"""

from logbook.core.roles import Role

from .accounts import ACCOUNTS
from .authoring import AUTHORING
from .company_sheets import COMPANY_SHEETS
from .councils import COUNCILS
from .desk import DESK
from .groups import PUBLIC
from .insight import INSIGHT
from .kinds import SIGNING_IN, WHILE_LOCKED
from .library import LIBRARY
from .office import OFFICE
from .paper import PAPER
from .plans import PLANS
from .remediation import REMEDIATION
from .visits import VISITS
from .work import WORK

PERMISSIONS: dict[str, frozenset[Role] | None] = (
    ACCOUNTS | WORK | OFFICE | INSIGHT | DESK | VISITS | REMEDIATION | COUNCILS
) | (LIBRARY | AUTHORING | COMPANY_SHEETS | PLANS | PAPER)

__all__ = ["PERMISSIONS", "PUBLIC", "SIGNING_IN", "WHILE_LOCKED"]
