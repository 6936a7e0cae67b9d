"""Pairing a learner's phone: the school prints a code, a phone uses it up."""

import secrets
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import update

from logbook.accounts import queries
from logbook.accounts.models import PairedDevice, Pairing
from logbook.accounts.policy import PAIRING_LIFETIME
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db

from .phones import end_phones

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What nobody takes for something else: no 0 and O, no 1, I and L, no U and V."""
LENGTH = 8
WRONG_PAIRING_CODE = N_("Deze code klopt niet of is niet meer geldig. Vraag je leraar een nieuwe code.")


def print_codes(actor: Actor, learner_ids: Collection[UUID], *, shared: bool) -> dict[UUID, str]:
    """Make a code for each of these learners, whom the caller has found in reach, and return them in clear, once.

    A code that was printed before and not used is worth nothing from now on.
    """
    moment = clock.now()
    older = update(Pairing).where(
        Pairing.learner_id.in_(learner_ids), Pairing.school_id == actor.school_id, Pairing.ended_at.is_(None)
    )
    db.session.execute(older.values(ended_at=moment))
    codes = {learner_id: "".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for learner_id in learner_ids}
    for learner_id, code in codes.items():
        pairing = Pairing(
            school_id=actor.school_id,
            learner_id=learner_id,
            code_hash=queries.keyed(f"pairing {code}"),
            shared=shared,
            asked_by=actor.person_id,
            asked_at=moment,
            expires_at=moment + PAIRING_LIFETIME,
        )
        db.session.add(pairing)
        db.session.flush()
        append_event(actor, "print_code", "pairing", pairing.id, learner_id=learner_id, new="open")
    return codes


def pair_phone(code: str, phone: str, name: str) -> tuple[PairedDevice, str] | None:
    """Use a code up: return the pairing and the phone's new token, or None for a code that opens nothing (any more).

    `phone` is the token that the browser has, empty for a new one. It changes with each pairing, for all who share the
    phone: what was planted in the browser or copied out of it before gains nothing. The learner's earlier pairing on
    this very phone ends.
    """
    pairing = queries.pairing_of(code)
    actor = queries.learner_at(pairing.learner_id, pairing.school_id) if pairing else None
    if pairing is None or actor is None:
        return None
    end_phones(actor, queries.pairings_on(phone, pairing.learner_id))
    token = _renew(phone)
    device = _device(pairing, token, name)
    pairing.ended_at, pairing.device_id = device.paired_at, device.id
    append_event(actor, "pair_phone", "device", device.id, learner_id=pairing.learner_id, new="paired")
    return device, token


def _renew(phone: str) -> str:
    """Give the phone another token, and return it."""
    token = secrets.token_urlsafe(32)
    if phone:
        same = update(PairedDevice).where(PairedDevice.phone_hash == queries.sha256(phone))
        db.session.execute(same.values(phone_hash=queries.sha256(token)))
    return token


def _device(pairing: Pairing, token: str, name: str) -> PairedDevice:
    moment = clock.now()
    device = PairedDevice(
        school_id=pairing.school_id,
        learner_id=pairing.learner_id,
        phone_hash=queries.sha256(token),
        name=name[:80],
        shared=pairing.shared,
        paired_by=pairing.asked_by,
        paired_at=moment,
        last_use_at=moment,
    )
    db.session.add(device)
    db.session.flush()
    return device
