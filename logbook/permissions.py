"""Every endpoint with the roles that may reach it. An endpoint that is not here answers nobody, and fails a test.

This is the outer gate. Whose learner, week or sheet it is, the queries and policies of each feature decide.
"""

from logbook.core.roles import AT_WORK, EVERYONE, SCHOOL_STAFF, TEACHING, Role

PUBLIC: frozenset[Role] | None = None
LEARNER = frozenset({Role.LEARNER})
MENTOR = frozenset({Role.MENTOR})
SUPERVISOR = frozenset({Role.SUPERVISOR})
WATCHING = EVERYONE - LEARNER

PERMISSIONS: dict[str, frozenset[Role] | None] = {
    "assets.file": PUBLIC,
    "home": EVERYONE,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.ask_code": PUBLIC,
    "accounts.code": PUBLIC,
    "accounts.use_code": PUBLIC,
    "accounts.sign_in_language": PUBLIC,
    "accounts.demo": PUBLIC,
    "accounts.demo_sign_in": PUBLIC,
    "accounts.sign_out": EVERYONE,
    "accounts.me": EVERYONE,
    "accounts.display": EVERYONE,
    "accounts.role": EVERYONE,
    "accounts.end_session": EVERYONE,
    # sheets
    "sheets.index": EVERYONE,
    "sheets.show": EVERYONE,
    "sheets.criterion": EVERYONE,
    "sheets.stages": EVERYONE,
    "sheets.stage": EVERYONE,
}
__all__ = [
    "AT_WORK",
    "LEARNER",
    "MENTOR",
    "PERMISSIONS",
    "PUBLIC",
    "SCHOOL_STAFF",
    "SUPERVISOR",
    "TEACHING",
    "WATCHING",
]
