"""Planning a council, and changing the plan until the session begins."""

from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, OpReused, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.roles import SCHOOL_STAFF
from logbook.core.texts import N_
from logbook.councils.models import Council, CouncilState
from logbook.councils.policy.council import LIVE
from logbook.councils.queries.roster import roster_of
from logbook.councils.queries.sight import Sight, council_seen
from logbook.extensions import db
from logbook.training.models import ClassGroup
from logbook.training.queries import class_of, learners_of_class

from .choices import lay_choices
from .commands import PlanCouncil
from .seats import keep_seats, settle

NOBODY = N_("In deze klas zit vandaag geen enkele leerling. Een klassenraad zonder leerlingen kan niet.")
PAST = N_("Kies een dag die nog komt.")
REVERSED = N_("De periode eindigt voor ze begint.")
AFTER = N_("De periode loopt ten laatste tot de dag van de raad.")
SAME_DAY = N_("Er is al een klassenraad van deze klas op die dag.")
TOO_LATE = N_("Kies een dag van vandaag tot en met de dag van de raad.")


def plan_council(actor: Actor, class_id: UUID, wish: PlanCouncil) -> Council:
    """Plan a council of a class; the same one sent twice is one. Who plans it chairs it and is a member.

    Raises NotFound for a class out of reach, NotPermitted, and Rejected.
    """
    if actor.role not in SCHOOL_STAFF:
        raise NotPermitted
    group = class_of(actor, class_id)
    _lock_class(class_id)
    known = db.session.get(Council, wish.id)
    if known is not None:
        if known.class_id != class_id:
            raise OpReused
        return known
    if not learners_of_class(group.id):
        raise Rejected({"learners": [NOBODY]})
    check_dates(wish, class_id)
    council = Council(
        id=wish.id,
        school_id=actor.school_id,
        class_id=class_id,
        held_on=wish.held_on,
        first=wish.first,
        last=wish.last,
        contribute_until=wish.contribute_until,
        state=CouncilState.PLANNED,
        chaired_by=actor.person_id,
        planned_by=actor.person_id,
        planned_at=clock.now(),
    )
    db.session.add(council)
    db.session.flush()
    lay_choices(actor)
    keep_seats(actor, council, wish.members)
    append_event(actor, "plan_council", "council", council.id, new=CouncilState.PLANNED)
    return council


def _lock_class(class_id: UUID) -> None:
    """Make others who plan for this class wait: it has one council a day."""
    db.session.execute(select(ClassGroup.id).where(ClassGroup.id == class_id).with_for_update())


def change_council(actor: Actor, council_id: UUID, version: int, wish: PlanCouncil) -> Council:
    """Change dates, deadline and members until the session begins. Raises Stale, InvalidTransition and Rejected."""
    council = leading(actor, council_id).council
    if council.state not in LIVE:
        raise InvalidTransition
    if council.version != version:
        raise Stale
    _lock_class(council.class_id)
    check_dates(wish, council.class_id, council.id)
    for name in ("held_on", "first", "last", "contribute_until"):
        setattr(council, name, getattr(wish, name))
    council.version += 1
    keep_seats(actor, council, wish.members)
    if council.state == CouncilState.OPEN:
        settle(actor, council, roster_of(council), tell=True)
    append_event(actor, "change_council", "council", council.id, old=council.state, new=council.state)
    return council


def open_council(actor: Actor, council_id: UUID) -> Council:
    """Ask the members for their statements, by mail. Open already is success. Raises InvalidTransition."""
    council = leading(actor, council_id).council
    if council.state == CouncilState.OPEN:
        return council
    if council.state != CouncilState.PLANNED:
        raise InvalidTransition
    council.state = CouncilState.OPEN
    council.version += 1
    db.session.flush()
    settle(actor, council, roster_of(council), tell=True)
    append_event(actor, "open_council", "council", council.id, old=CouncilState.PLANNED, new=CouncilState.OPEN)
    return council


def tell_members(actor: Actor, council_id: UUID) -> None:
    """Mail the members who came since, as a learner's new mentor. Raises InvalidTransition when it is not open."""
    council = leading(actor, council_id).council
    if council.state != CouncilState.OPEN:
        raise InvalidTransition
    settle(actor, council, roster_of(council), tell=True)


def leading(actor: Actor, council_id: UUID) -> Sight:
    """Return a council that the actor may lead, locked: one of the class's staff. Raises NotFound and NotPermitted."""
    sight = council_seen(actor, council_id, lock=True)
    if not sight.staff:
        raise NotPermitted
    return sight


def check_dates(wish: PlanCouncil, class_id: UUID, own: UUID | None = None) -> None:
    """Raise Rejected for dates that cannot be, and for a second council of the class on one day."""
    today, wrong = clock.today(), {}
    if wish.held_on < today:
        wrong["held_on"] = [PAST]
    elif _taken(wish, class_id, own):
        wrong["held_on"] = [SAME_DAY]
    if wish.last < wish.first:
        wrong["last"] = [REVERSED]
    elif wish.last > wish.held_on:
        wrong["last"] = [AFTER]
    if not today <= wish.contribute_until <= max(wish.held_on, today):
        wrong["contribute_until"] = [TOO_LATE]
    if wrong:
        raise Rejected(wrong)


def _taken(wish: PlanCouncil, class_id: UUID, own: UUID | None) -> bool:
    query = select(Council.id).where(Council.class_id == class_id, Council.held_on == wish.held_on)
    return any(each != own for each in db.session.scalars(query))
