"""The visits and dues of some days by company, in an order in which one can drive: by postcode, then by street."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import or_, select

from logbook.accounts.models import Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.training.models import PlacementMember, WorkPhone

from .due import DueVisit
from .lists import VisitLine

_TOWN = re.compile(r"\b([1-9]\d{3})\s+(\S.*)$")
LAST = "9999"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """Whom to call about a placement: its main mentor, with the number at work as this school knows it."""

    name: str
    phone: str | None


@dataclass(slots=True)
class Stop:
    """A company's establishment, with who is visited there and who could be."""

    company: str
    workplace: str
    address: str | None
    visits: list[VisitLine] = field(default_factory=list)
    dues: list[DueVisit] = field(default_factory=list)
    contacts: list[PhoneNumber] = field(default_factory=list)

    @property
    def postcode(self) -> str:
        """The postcode in the address; one without comes last."""
        found = _TOWN.search(self.address or "")
        return found[1] if found else LAST

    @property
    def town(self) -> str | None:
        """Postcode and municipality, as the address says them."""
        found = _TOWN.search(self.address or "")
        return f"{found[1]} {found[2]}" if found else None


def route_of(actor: Actor, visits: Iterable[VisitLine], dues: Iterable[DueVisit]) -> dict[str | None, list[Stop]]:
    """Return the stops by municipality, in the order of postcodes, with their contacts, in one query."""
    stops: dict[tuple[str, str, str | None], Stop] = {}
    at: dict[UUID, Stop] = {}
    for line in visits:
        stop = stops.setdefault(_key(line), Stop(*_key(line)))
        stop.visits.append(line)
        at[line.visit.placement_id] = stop
    for due in dues:
        stop = stops.setdefault(_key(due), Stop(*_key(due)))
        stop.dues.append(due)
        at[due.placement_id] = stop
    for placement_id, contact in _contacts(actor, at):
        if contact not in at[placement_id].contacts:
            at[placement_id].contacts.append(contact)
    towns: dict[str | None, list[Stop]] = {}
    for stop in sorted(stops.values(), key=lambda each: (each.postcode, each.address or "", each.company)):
        towns.setdefault(stop.town, []).append(stop)
    return towns


def _key(each: VisitLine | DueVisit) -> tuple[str, str, str | None]:
    return each.company, each.workplace, each.address


def _contacts(actor: Actor, placement_ids: Collection[UUID]) -> list[tuple[UUID, PhoneNumber]]:
    """Return the main mentors of today with their numbers."""
    today = clock.today()
    number = (WorkPhone.person_id == Person.id) & (WorkPhone.school_id == actor.school_id)
    query = (
        select(PlacementMember.placement_id, Person.given_name, Person.family_name, WorkPhone.phone)
        .join(Person, Person.id == PlacementMember.person_id)
        .outerjoin(WorkPhone, number)
        .where(
            PlacementMember.placement_id.in_(placement_ids),
            PlacementMember.role == Role.MENTOR.value,
            PlacementMember.main.is_(True),
            PlacementMember.from_date <= today,
            or_(PlacementMember.until_date.is_(None), PlacementMember.until_date >= today),
        )
        .order_by(Person.given_name)
    )
    return [(row[0], PhoneNumber(f"{row[1]} {row[2]}", row[3])) for row in db.session.execute(query)]
