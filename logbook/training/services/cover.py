"""Double cover: a second mentor takes over for a while, and no day is without one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted, Rejected
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.training.models import Cover, Placement, PlacementMember

from .grounds import placement_of_school
from .members import come_back, members_of
from .mentors import allow_one_more, earliest, require_role_there

SAME_PERSON = N_("Kies iemand anders om over te nemen.")
NOT_MENTOR = N_("Deze persoon is in die periode geen mentor van deze plaatsing.")
BACKWARDS = N_("De einddatum komt voor de begindatum.")
PAST = N_("Kies een dag vanaf vandaag.")
OUTSIDE = N_("Dit valt buiten de periode van de plaatsing.")
COVERED = N_("In die periode neemt al iemand over.")


@dataclass(frozen=True, slots=True)
class ArrangeCover:
    """`cover_id` takes over from `mentor_id` between two dates, with a note to hand over by."""

    mentor_id: UUID
    cover_id: UUID
    from_date: date
    until_date: date
    note: str
    over_limit: str | None = None


def arrange_cover(actor: Actor, placement_id: UUID, command: ArrangeCover) -> Cover:
    """Let a second mentor take over; both see everything in that period. The coordinator does it, or the mentor.

    Only the coordinator may give somebody a fourth learner by it. Raises NotFound, NotPermitted, Rejected.
    """
    placement = placement_of_school(actor, placement_id)
    _require_may(actor, placement, command)
    _require_period(placement, command)
    require_role_there(actor, command.cover_id, Role.MENTOR, placement, command.from_date)
    require_role_there(actor, command.cover_id, Role.MENTOR, placement, command.until_date)
    reason = command.over_limit if actor.is_a(Role.COORDINATOR) else None
    over = allow_one_more(command.cover_id, placement, command.from_date, command.until_date, reason)
    _require_free(placement_id, command)
    _let_in(placement, command, reason if over else None)
    cover = Cover(
        id=new_id(),
        placement_id=placement_id,
        mentor_id=command.mentor_id,
        cover_id=command.cover_id,
        from_date=command.from_date,
        until_date=command.until_date,
        note=command.note,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(cover)
    deed = "cover_over_limit" if over else "cover"
    append_event(actor, deed, "placement", placement_id, learner_id=placement.learner_id, new="covered")
    return cover


def _require_may(actor: Actor, placement: Placement, command: ArrangeCover) -> None:
    mentors = [each for each in members_of(placement.id) if each.role == Role.MENTOR.value]
    covered = [each for each in mentors if each.person_id == command.mentor_id and _holds(each, command)]
    own = actor.is_a(Role.MENTOR) and command.mentor_id == actor.person_id
    if not (actor.is_a(Role.COORDINATOR) or (own and covered)):
        raise NotPermitted
    if not covered:
        raise Rejected({"mentor_id": [NOT_MENTOR]})


def _holds(member: PlacementMember, command: ArrangeCover) -> bool:
    return member.from_date <= command.from_date and earliest(member.until_date, command.until_date) == (
        command.until_date
    )


def _require_period(placement: Placement, command: ArrangeCover) -> None:
    if command.cover_id == command.mentor_id:
        raise Rejected({"cover_id": [SAME_PERSON]})
    if command.until_date < command.from_date:
        raise Rejected({"until_date": [BACKWARDS]})
    if command.from_date < clock.today():
        raise Rejected({"from_date": [PAST]})
    if command.from_date < placement.from_date:
        raise Rejected({"from_date": [OUTSIDE]})
    if earliest(placement.until_date, command.until_date) != command.until_date:
        raise Rejected({"until_date": [OUTSIDE]})


def _require_free(placement_id: UUID, command: ArrangeCover) -> None:
    other = select(Cover.id).where(
        Cover.placement_id == placement_id,
        Cover.mentor_id == command.mentor_id,
        Cover.from_date <= command.until_date,
        Cover.until_date >= command.from_date,
    )
    if db.session.scalar(other) is not None:
        raise Rejected({"from_date": [COVERED]})


def _let_in(placement: Placement, command: ArrangeCover, over_limit: str | None) -> None:
    """Make the one who takes over a mentor of the placement for at least that period."""
    member = db.session.get(PlacementMember, (placement.id, command.cover_id, Role.MENTOR.value))
    if member is None:
        member = PlacementMember(
            placement_id=placement.id,
            person_id=command.cover_id,
            role=Role.MENTOR.value,
            from_date=command.from_date,
            until_date=command.until_date,
        )
        db.session.add(member)
    come_back(member, command.from_date)
    member.from_date = min(member.from_date, command.from_date)
    if member.until_date is not None:
        member.until_date = max(member.until_date, command.until_date)
    member.over_limit = over_limit or member.over_limit
