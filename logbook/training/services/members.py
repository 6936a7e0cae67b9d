"""Mentors and supervisors of a placement: they come, change and end."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.events import append_event
from logbook.core.roles import AT_WORK, Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.sheets.models import Sheet
from logbook.training.models import Placement, PlacementMember

from .grounds import placement_of_school, require_coordinator
from .mentors import allow_one_more, first_gap, goes_on, refuse_gap, require_role_there

THERE_ALREADY = N_("Deze persoon hoort al bij deze plaatsing.")
BACKWARDS = N_("De einddatum komt voor de begindatum.")
OUTSIDE = N_("Dit valt buiten de periode van de plaatsing.")
NO_MENTOR = N_("Alleen een mentor kan hoofdmentor zijn.")
UNKNOWN = N_("Dit kennen we niet.")


@dataclass(frozen=True, slots=True)
class AddMember:
    """Somebody who joins a placement; `sheets` are a supervisor's, `over_limit` the reason for a fourth learner."""

    person_id: UUID
    role: Role
    from_date: date
    until_date: date | None = None
    main: bool = False
    sheets: tuple[str, ...] = ()
    over_limit: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeMember:
    """What changes of somebody in a placement."""

    until_date: date | None
    main: bool = False
    sheets: tuple[str, ...] = ()
    over_limit: str | None = None


def members_of(placement_id: UUID) -> list[PlacementMember]:
    """Return everyone who is, was or will be in a placement."""
    query = select(PlacementMember).where(PlacementMember.placement_id == placement_id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def add_member(actor: Actor, placement_id: UUID, command: AddMember) -> PlacementMember:
    """Add a mentor or supervisor; who was there before comes back. Raises NotFound, Rejected."""
    require_coordinator(actor)
    placement = placement_of_school(actor, placement_id)
    _require_dates(placement, command.from_date, command.until_date)
    if command.role not in AT_WORK:
        raise Rejected({"role": [UNKNOWN]})
    require_role_there(actor, command.person_id, command.role, placement, command.from_date)
    members = members_of(placement_id)
    member = _known(members, command.person_id, command.role)
    if member is not None and (member.until_date is None or member.until_date >= command.from_date):
        raise Rejected({"person_id": [THERE_ALREADY]})
    if member is None:
        member = PlacementMember(
            placement_id=placement_id, person_id=command.person_id, role=command.role.value, from_date=command.from_date
        )
        db.session.add(member)
    come_back(member, command.from_date)
    deed = "add_member" + _write(placement, member, members, command, command.from_date)
    append_event(actor, deed, "placement", placement_id, learner_id=placement.learner_id, new=command.role.value)
    return member


def change_member(
    actor: Actor, placement_id: UUID, person_id: UUID, role: Role, command: ChangeMember
) -> PlacementMember:
    """End a member's time, make a mentor the main one, give a supervisor sheets.

    Raises NotFound, and Rejected when a day of the placement would be left without a mentor.
    """
    require_coordinator(actor)
    placement = placement_of_school(actor, placement_id)
    members = members_of(placement_id)
    member = _known(members, person_id, role)
    if member is None:
        raise NotFound
    _require_dates(placement, member.from_date, command.until_date)
    gap = first_gap(placement, members, clock.today())
    deed = "change_member" + _write(placement, member, members, command, member.from_date)
    refuse_gap(gap, first_gap(placement, members, clock.today()))
    append_event(actor, deed, "placement", placement_id, learner_id=placement.learner_id, new=role.value)
    return member


def come_back(member: PlacementMember, first: date) -> None:
    """Let the time of somebody who left begin anew on `first`: nobody sees what came between, nor anything before."""
    if member.until_date is not None and member.until_date < first - timedelta(days=1):
        member.from_date, member.until_date = first, first


def _write(
    placement: Placement,
    member: PlacementMember,
    members: list[PlacementMember],
    command: AddMember | ChangeMember,
    first: date,
) -> str:
    """Write what the command says, and return what to add to the deed's name: whether the mentor has a fourth."""
    mentor = member.role == Role.MENTOR.value
    if command.main and not mentor:
        raise Rejected({"main": [NO_MENTOR]})
    counts = isinstance(command, AddMember) or goes_on(command.until_date, member.until_date)
    over = False
    if mentor and counts:
        over = allow_one_more(member.person_id, placement, first, command.until_date, _reason(member, command))
    if command.main:
        for other in members:
            other.main = False
    member.main, member.until_date = command.main, command.until_date
    member.sheets = [] if mentor else _known_sheets(command.sheets)
    if over:
        member.over_limit = _reason(member, command)
    return "_over_limit" if over else ""


def _reason(member: PlacementMember, command: AddMember | ChangeMember) -> str | None:
    return command.over_limit or member.over_limit


def _known(members: list[PlacementMember], person_id: UUID, role: Role) -> PlacementMember | None:
    return next((each for each in members if each.person_id == person_id and each.role == role.value), None)


def _known_sheets(wanted: tuple[str, ...]) -> list[str]:
    known = set(db.session.scalars(select(Sheet.id).where(Sheet.id.in_(wanted)))) if wanted else set()
    if known != set(wanted):
        raise Rejected({"sheets": [UNKNOWN]})
    return sorted(known)


def _require_dates(placement: Placement, first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Rejected({"until_date": [BACKWARDS]})
    if first < placement.from_date or (placement.until_date is not None and first > placement.until_date):
        raise Rejected({"from_date": [OUTSIDE]})
