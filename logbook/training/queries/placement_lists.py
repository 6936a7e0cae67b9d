"""Placements in lists: found by name, and those that need somebody now."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from logbook.accounts.models import Company, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.texts import searchable
from logbook.extensions import db
from logbook.training.models import Placement, Workplace
from logbook.web.paging import Page

from .needs import PlacementNeeds, needs_of
from .reach import placements_in_reach

PAGE = 20
MOST_IN_SCHOOL = 3000


def state_of(first: date, last: date | None) -> str:
    """Return `coming`, `now` or `ended`."""
    if first > clock.today():
        return "coming"
    return "ended" if last is not None and last < clock.today() else "now"


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A placement as lists show it."""

    placement: Placement
    learner: str
    company: str
    company_id: UUID
    workplace: str
    simulated: bool

    @property
    def state(self) -> str:
        """`coming`, `now` or `ended`."""
        return state_of(self.placement.from_date, self.placement.until_date)


_LINES = (
    select(Placement, Person.given_name, Person.family_name, Company.name, Company.id, Workplace.name, Workplace.kind)
    .join(Person, Person.id == Placement.learner_id)
    .join(Workplace, Workplace.id == Placement.workplace_id)
    .join(Company, Company.id == Workplace.company_id)
    .where(Placement.history_id.is_(None))
)


def _lines(query: "Select[*tuple[Any, ...]]") -> list[PlacementLine]:
    return [
        PlacementLine(placement, f"{given} {family}", company, company_id, workplace, kind == "simulated")
        for placement, given, family, company, company_id, workplace, kind in db.session.execute(query)
    ]


def placement_line(actor: Actor, placement_id: UUID) -> PlacementLine:
    """Return one placement that the actor reaches today. Raises NotFound."""
    found = _lines(_LINES.where(Placement.id == placement_id, Placement.id.in_(placements_in_reach(actor))))
    if not found:
        raise NotFound
    return found[0]


def placements_listed(actor: Actor, text: str, ended: bool, number: int) -> Page[PlacementLine]:
    """Return a page of the placements in reach whose learner or company holds `text`: those that run, or that ended."""
    over = Placement.until_date < clock.today()
    query = _LINES.where(
        Placement.id.in_(placements_in_reach(actor)),
        over if ended else or_(Placement.until_date.is_(None), ~over),
    )
    if text:
        query = query.where(
            or_(
                Person.search.contains(searchable(text), autoescape=True),
                Company.name.icontains(text, autoescape=True),
            )
        )
    query = query.order_by(Person.given_name, Person.family_name, Placement.from_date.desc(), Placement.id)
    rows = _lines(query.limit(PAGE + 1).offset((number - 1) * PAGE))
    return Page(rows[:PAGE], number, len(rows) > PAGE)


def attention_list(actor: Actor, number: int) -> Page[tuple[PlacementLine, PlacementNeeds]]:
    """Return a page of the placements in reach that need somebody now, those with most to do first."""
    running = or_(Placement.until_date.is_(None), Placement.until_date >= clock.today())
    query = _LINES.where(Placement.id.in_(placements_in_reach(actor)), running).order_by(Placement.id)
    lines = _lines(query.limit(MOST_IN_SCHOOL))
    needs = needs_of([each.placement for each in lines])
    wanting = [(each, needs[each.placement.id]) for each in lines if needs[each.placement.id].urgent]
    wanting.sort(key=lambda pair: (-pair[1].urgent, pair[0].learner))
    first = (number - 1) * PAGE
    return Page(wanting[first : first + PAGE], number, len(wanting) > first + PAGE)
