"""Letting learners in on their phones, and out again: a teacher for the own classes, a coordinator for the school."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from logbook.accounts import services as accounts
from logbook.accounts.policy import PAIRING_LIFETIME
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.texts import N_
from logbook.training.queries import LearnerCard, class_of, learner_in_reach, learners_of_class

NOBODY = N_("Kies minstens één leerling.")


@dataclass(frozen=True, slots=True)
class Printed:
    """Codes in clear, for a page that is printed now and never shown again."""

    codes: list[tuple[str, str]]
    shared: bool
    until: datetime


def print_for_class(actor: Actor, class_id: UUID, learner_ids: Collection[UUID], *, shared: bool) -> Printed:
    """Make codes for learners of a class. Raises NotFound for a class out of reach, Rejected where none was chosen."""
    group = class_of(actor, class_id)
    chosen = [each for each in learners_of_class(group.id) if each.id in learner_ids]
    if not chosen:
        raise Rejected({"learners": [NOBODY]})
    return _print(actor, chosen, shared=shared)


def print_for_learner(actor: Actor, learner_id: UUID, *, shared: bool) -> Printed:
    """Make a code for one learner: also how somebody who lost the phone or forgot the PIN gets in again.

    Raises NotFound for a learner out of reach.
    """
    person = learner_in_reach(actor, learner_id)
    return _print(actor, [LearnerCard(person.id, person.name, person.given_name)], shared=shared)


def _print(actor: Actor, learners: list[LearnerCard], *, shared: bool) -> Printed:
    codes = accounts.print_codes(actor, [each.id for each in learners], shared=shared)
    readable = [(each.name, f"{codes[each.id][:4]}-{codes[each.id][4:]}") for each in learners]
    return Printed(readable, shared, clock.now() + PAIRING_LIFETIME)


def end_phone(actor: Actor, learner_id: UUID, device_id: UUID) -> None:
    """End a phone of a learner. Raises NotFound for a learner out of reach, or a phone that is not theirs."""
    accounts.end_phone(actor, learner_in_reach(actor, learner_id).id, device_id)
