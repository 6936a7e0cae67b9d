"""Kinds of endpoints that the gate treats in a way of their own."""

WHILE_LOCKED = frozenset(
    {
        "accounts.new_pin",
        "accounts.choose_pin",
        "accounts.sign_out",
        "entries.submit",
        "entries.keep",
        "entries.withdraw",
        "entries.rate_soft_skills",
        "entries.keep_soft_skills",
        "entries.day",
        "sync.api.ping",
        "sync.api.op_status",
        "sync.api.entry_op",
        "sync.api.week_op",
        "sync.api.day_op",
        "sync.api.commitment_op",
        "sync.api.photo",
        "sync.api.spoken",
    }
)
"""What a paired phone may do while its PIN is due: hand in what its learner wrote, and leave. Reading is not in it."""
SIGNING_IN = frozenset(
    {
        "accounts.use_code",
        "accounts.use_passkey",
        "accounts.back_from_provider",
        "accounts.check_second",
        "accounts.pair_phone",
        "accounts.open_phone",
        "accounts.prove_by_code",
        "accounts.prove_by_passkey",
        "accounts.demo_sign_in",
        "people.found",
    }
)
"""The endpoints where somebody shows who they are: the security log tells of success there too."""
