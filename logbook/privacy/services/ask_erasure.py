"""A coordinator asks for an erasure, and may stop it while it runs."""

from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.entries.services import lock_learner
from logbook.extensions import db
from logbook.privacy.models import Erasure, ErasureScope, ErasureState
from logbook.privacy.queries.subjects import UNDER_WAY, erasure_for, erasure_under_way, subject_for

HELD = N_("Er geldt een bewaarplicht voor deze persoon. Hef ze eerst op.")
WRONG_NAME = N_("Dit is niet de naam van deze persoon. Typ de voornaam en de familienaam.")
NO_LOGBOOK = N_("Deze persoon heeft geen logboek als leerling. Kies de hele persoon.")


def ask_erasure(actor: Actor, person_id: UUID, scope: ErasureScope, ground: str, name: str) -> Erasure:
    """Ask the worker to erase; `name` is what the coordinator typed to show that this one is meant.

    Raises NotPermitted (also for oneself), NotFound, Rejected, and InvalidTransition when one is under way.
    """
    lock_learner(person_id)
    subject = subject_for(actor, person_id)
    if person_id == actor.person_id:
        raise NotPermitted
    if subject.hold:
        raise Rejected({"_schema": [HELD]})
    if scope is ErasureScope.LOGBOOK and not subject.is_learner:
        raise Rejected({"scope": [NO_LOGBOOK]})
    if name.casefold().split() != subject.person.name.casefold().split():
        raise Rejected({"name": [WRONG_NAME]})
    if erasure_under_way(actor.school_id, person_id):
        raise InvalidTransition
    erasure = Erasure(
        id=new_id(),
        school_id=actor.school_id,
        person_id=person_id,
        scope=scope.value,
        ground=ground,
        asked_by=actor.person_id,
        asked_at=clock.now(),
        state=ErasureState.WAITING.value,
    )
    db.session.add(erasure)
    append_event(actor, f"erase_{scope.value}", "erasure", erasure.id, new=ErasureState.WAITING.value)
    return erasure


def stop_erasure(actor: Actor, erasure_id: UUID) -> None:
    """Stop an erasure at its next step; what is erased stays erased. NotPermitted, NotFound, InvalidTransition."""
    erasure = erasure_for(actor, erasure_id)
    if erasure.state not in UNDER_WAY:
        raise InvalidTransition
    append_event(actor, f"erase_{erasure.scope}", "erasure", erasure.id, old=erasure.state, new="stopped")
    erasure.state, erasure.finished_at = ErasureState.STOPPED.value, clock.now()
