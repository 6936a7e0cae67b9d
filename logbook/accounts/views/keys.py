"""What the own page says of the ways to sign in."""

from dataclasses import dataclass

from logbook.accounts import queries
from logbook.accounts.models import Passkey, SecondFactor
from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, Role

from .browser import relying_party


@dataclass(frozen=True)
class Keys:
    """The person's passkeys and app; `here` whether this address takes passkeys, `closed` that this sign-in may not."""

    passkeys: list[Passkey]
    app: SecondFactor | None
    codes_left: int
    here: bool
    closed: bool
    room: bool


def keys_of(actor: Actor) -> Keys | None:
    """Return what the actor has to sign in with; None for a learner, whose phone a teacher pairs."""
    if actor.role is Role.LEARNER:
        return None
    passkeys = queries.passkeys_of(actor.person_id)
    app = queries.second_factor_of(actor.person_id) if actor.role in SCHOOL_STAFF else None
    confirmed = app if app and app.confirmed_at else None
    return Keys(
        passkeys=passkeys,
        app=confirmed,
        codes_left=queries.recovery_codes_left(actor.person_id) if confirmed else 0,
        here=relying_party() is not None,
        closed=queries.keys_guarded(actor) and not queries.is_strong(actor),
        room=len(passkeys) < queries.MOST_PASSKEYS,
    )
