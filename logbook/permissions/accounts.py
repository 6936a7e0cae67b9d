"""Signing in, and what belongs to one's own sign-in."""

from logbook.core.roles import EVERYONE, SCHOOL_STAFF, Role

from .groups import LEARNER, PUBLIC

ACCOUNTS: dict[str, frozenset[Role] | None] = {
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.ask_code": PUBLIC,
    "accounts.code": PUBLIC,
    "accounts.use_code": PUBLIC,
    "accounts.sign_in_language": PUBLIC,
    "accounts.use_passkey": PUBLIC,
    "accounts.to_provider": PUBLIC,
    "accounts.back_from_provider": PUBLIC,
    # for whoever showed one thing and must show another; nobody else gets anything there
    "accounts.second_factor": PUBLIC,
    "accounts.check_second": PUBLIC,
    "accounts.begin_app": PUBLIC,
    "accounts.cancel_second": PUBLIC,
    "accounts.add_passkey": PUBLIC,
    "accounts.new_passkey": PUBLIC,
    "accounts.invitation": PUBLIC,
    "accounts.take_up": PUBLIC,
    "accounts.demo": PUBLIC,
    "accounts.demo_sign_in": PUBLIC,
    "accounts.pair": PUBLIC,
    "accounts.pair_phone": PUBLIC,
    "accounts.unlock": PUBLIC,
    "accounts.open_phone": PUBLIC,
    "accounts.new_pin": LEARNER,
    "accounts.choose_pin": LEARNER,
    "accounts.end_phone": LEARNER,
    "accounts.sign_out": EVERYONE,
    "accounts.me": EVERYONE,
    "accounts.display": EVERYONE,
    "accounts.role": EVERYONE,
    "accounts.end_session": EVERYONE,
    "accounts.end_other_sessions": EVERYONE,
    "accounts.remove_passkey": EVERYONE,
    "accounts.app": SCHOOL_STAFF,
    "accounts.remove_app": SCHOOL_STAFF,
    "accounts.prove": EVERYONE,
    "accounts.mail_proof": EVERYONE,
    "accounts.prove_by_code": EVERYONE,
    "accounts.prove_by_passkey": EVERYONE,
    "accounts.school_sign_in": frozenset({Role.COORDINATOR}),
    "accounts.set_school_sign_in": frozenset({Role.COORDINATOR}),
    "accounts.end_sessions_of": frozenset({Role.COORDINATOR}),
    "accounts.remove_second_factor_of": frozenset({Role.COORDINATOR}),
}
