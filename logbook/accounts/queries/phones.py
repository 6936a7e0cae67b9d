"""Paired phones: of learners, and of the phone that asks."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from logbook.accounts.models import PairedDevice, Pairing, Person
from logbook.accounts.policy import PHONE_IDLE
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db

from .actors import roles_of
from .tokens import keyed, sha256

MOST = 60


@dataclass(frozen=True, slots=True)
class PhoneHere:
    """A learner who can open this phone with a PIN."""

    device_id: UUID
    name: str
    shared: bool

    @property
    def option(self) -> tuple[str, str]:
        """The learner as a form offers one to choose."""
        return str(self.device_id), self.name


def _alive() -> "tuple[ColumnElement[bool], ...]":
    return PairedDevice.ended_at.is_(None), PairedDevice.last_use_at > clock.now() - PHONE_IDLE


def phones_here(phone: str) -> list[PhoneHere]:
    """Return who can open the phone with this token, by name. Who never chose a PIN there cannot."""
    if not phone:
        return []
    query = (
        select(PairedDevice.id, Person.given_name, Person.family_name, PairedDevice.shared)
        .join(Person, Person.id == PairedDevice.learner_id)
        .where(PairedDevice.phone_hash == sha256(phone), PairedDevice.pin_hash.is_not(None), *_alive())
        .order_by(Person.given_name, Person.family_name)
        .limit(MOST)
    )
    return [
        PhoneHere(each.id, f"{each.given_name} {each.family_name}", each.shared) for each in db.session.execute(query)
    ]


def phone_here(device_id: UUID, phone: str) -> PairedDevice | None:
    """Return the pairing of the phone with this token, locked: PINs tried at the same moment follow each other."""
    query = select(PairedDevice).where(
        PairedDevice.id == device_id, PairedDevice.phone_hash == sha256(phone), *_alive()
    )
    return db.session.scalar(query.with_for_update())


def pairings_on(phone: str, learner_id: UUID) -> list[PairedDevice]:
    """Return the pairings of a learner on the phone with this token, also those that never got a PIN."""
    query = select(PairedDevice).where(PairedDevice.phone_hash == sha256(phone), PairedDevice.learner_id == learner_id)
    return list(db.session.scalars(query.where(PairedDevice.ended_at.is_(None)).limit(MOST)))


def learner_at(person_id: UUID, school_id: UUID) -> Actor | None:
    """Return the person as a learner of that school today, or None."""
    roles = roles_of(person_id)
    return next((each for each in roles if each.role is Role.LEARNER and each.school_id == school_id), None)


def phones_of(learner_ids: Collection[UUID], school_id: UUID) -> dict[UUID, list[PairedDevice]]:
    """Return the phones that learners are let in on by a school, for each learner, the latest used first."""
    query = select(PairedDevice).where(
        PairedDevice.learner_id.in_(learner_ids), PairedDevice.school_id == school_id, *_alive()
    )
    phones: dict[UUID, list[PairedDevice]] = defaultdict(list)
    for each in db.session.scalars(query.order_by(PairedDevice.last_use_at.desc()).limit(MOST * 5)):
        phones[each.learner_id].append(each)
    return phones


def open_codes(learner_ids: Collection[UUID], school_id: UUID) -> dict[UUID, datetime]:
    """Return until when a printed code still lets each learner's phone in; nothing for who has none."""
    query = select(Pairing.learner_id, Pairing.expires_at).where(
        Pairing.learner_id.in_(learner_ids),
        Pairing.school_id == school_id,
        Pairing.ended_at.is_(None),
        Pairing.expires_at > clock.now(),
    )
    return {row.learner_id: row.expires_at for row in db.session.execute(query)}


def pairing_of(code: str) -> Pairing | None:
    """Return the pairing that a code opens now, locked: of two phones with one code, one waits for the other."""
    query = select(Pairing).where(
        Pairing.code_hash == keyed(f"pairing {code}"), Pairing.ended_at.is_(None), Pairing.expires_at > clock.now()
    )
    return db.session.scalar(query.with_for_update())
