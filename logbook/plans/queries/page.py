"""The plan of one learner: its cards on a board and in a list, what it covers, who agreed, what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import SchoolHoliday
from logbook.accounts.queries import names_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.roles import Role
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.plans.models import Place, PlanItem, TrainingPlan
from logbook.plans.policy import Coverage, Stand, coverage_of, may_change_plan, may_read_plan
from logbook.sheets.models import SheetContent
from logbook.training.policy import Relation
from logbook.training.queries import PlacementView, placements_of, require_relation

from .agreements import Moved, Party, changes_since, parties_of
from .cards import Card, Holidays, cards_of
from .done import Done, done_of, tells_done
from .rows import agreements_of, items_since, plan_in_reach, plans_of
from .sheets import class_tracks, of_tracks, plan_sheets, tracks_of
from .years import Year, year_of, years_of


@dataclass(frozen=True, slots=True)
class Column:
    """One place on the board with its cards; `key` as forms name it."""

    key: str
    place: Place
    placement: PlacementView | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page. `plan` is None as long as nobody began it."""

    learner_id: UUID
    name: str
    year: Year
    years: tuple[Year, ...]
    plan: TrainingPlan | None
    changes: bool
    cards: tuple[Card, ...]
    placements: tuple[PlacementView, ...]
    coverage: Coverage
    sheets: dict[str, SheetContent]
    parties: tuple[Party, ...]
    moved: tuple[Moved, ...]
    extra: tuple[tuple[SheetContent, int], ...]
    may_agree: bool
    shows_done: bool

    @property
    def columns(self) -> list[Column]:
        """The places in the order of the board: not placed yet, school, each placement, what has no placement yet."""
        found = [self._column(Place.OPEN.value, Place.OPEN), self._column(Place.SCHOOL.value, Place.SCHOOL)]
        for each in self.placements:
            place = Place.SIMULATED if each.workplace_kind == "simulated" else Place.WORKPLACE
            found.append(self._column(str(each.id), place, each))
        for place in (Place.WORKPLACE, Place.SIMULATED):
            column = self._column(place.value, place)
            if column.cards:
                found.append(column)
        return found

    def _column(self, key: str, place: Place, placement: PlacementView | None = None) -> Column:
        return Column(key, place, placement, tuple(card for card in self.cards if card.key == key))

    @property
    def weeks(self) -> list[tuple[int, list[Card]]]:
        """Each week of the year in which cards begin, with those cards."""
        found: dict[int, list[Card]] = {}
        for card in self.cards:
            if card.weeks:
                found.setdefault(card.weeks[0], []).append(card)
        return sorted(found.items())

    @property
    def now(self) -> list[Card]:
        """The cards of this week."""
        this_week = week_number(clock.today())
        return [card for card in self.cards if this_week in card.weeks]

    @property
    def opened(self) -> list[Card]:
        """The cards that have no place."""
        return [card for card in self.cards if card.is_open]

    @property
    def behind(self) -> int:
        """How many cards are over while nothing was done."""
        return sum(card.stand is Stand.BEHIND for card in self.cards)

    @property
    def since_agreed(self) -> bool:
        """Whether somebody agreed with an earlier version."""
        return any(each.stale for each in self.parties)

    def card(self, item_id: object) -> Card | None:
        """Return one card by the id of its item."""
        return next((each for each in self.cards if str(each.item.id) == str(item_id)), None)


def plan_page(actor: Actor, learner_id: UUID, starts_in: int | None = None) -> PlanPage:
    """Return the plan of a learner for a school year, in a fixed number of queries. Raises NotFound, NotPermitted."""
    relation = require_relation(actor, learner_id)
    if not may_read_plan(relation):
        raise NotPermitted
    years = years_of(actor)
    year = year_of(years, starts_in)
    plan = plans_of(actor, [learner_id], year.starts_on).get(learner_id)
    return _page(actor, relation, plan, year, years)


def page_of_plan(actor: Actor, plan_id: UUID) -> PlanPage:
    """Return the page of a plan by its id. Raises NotFound, NotPermitted."""
    plan, relation = plan_in_reach(actor, plan_id)
    return _page(actor, relation, plan, Year(plan.starts_on, plan.ends_on), years_of(actor))


def _page(actor: Actor, relation: Relation, plan: TrainingPlan | None, year: Year, years: Iterable[Year]) -> PlanPage:
    learner_id, sheets = relation.learner_id, plan_sheets(actor)
    every = placements_of([learner_id])
    here = [each for each in every if overlaps(each, year)]
    said = agreements_of([plan.id]) if plan else []
    agreed_at = max((each.version for each in said), default=0)
    rows = items_since(plan.id, agreed_at) if plan else []
    items = [each for each in rows if each.until is None]
    done = done_of(actor, [learner_id], year)[learner_id] if tells_done(relation) else None
    names = names_of([learner_id, *(each.by_id for each in said)])
    track = of_tracks(sheets, tracks_of(every, class_tracks([learner_id]).get(learner_id, ())))
    shown = here + [each for each in every if each not in here and _named(each, items)]
    cards = cards_of(items, sheets, shown, holidays_of(actor, year), done)
    parties = parties_of(plan, items, said, every, names) if plan else []
    return PlanPage(
        learner_id=learner_id,
        name=names[learner_id],
        year=year,
        years=tuple(years),
        plan=plan,
        changes=may_change_plan(relation),
        cards=tuple(cards),
        placements=tuple(sorted(shown, key=lambda each: (each.from_date, each.company))),
        coverage=coverage_of(track, ((each.sheet_id, each.place) for each in items)),
        sheets=sheets,
        parties=tuple(parties),
        moved=tuple(changes_since(rows, agreed_at)) if agreed_at else (),
        extra=tuple(extra_of(items, sheets, done)) if plan and done else (),
        may_agree=_may_agree(actor, relation, parties) and bool(items),
        shows_done=done is not None,
    )


def _may_agree(actor: Actor, relation: Relation, parties: Iterable[Party]) -> bool:
    """Whether the actor's own yes is still asked."""
    if actor.role is Role.LEARNER:
        return any(each.role is Role.LEARNER and not each.said for each in parties)
    mine = [each for each in parties if each.placement and relation.mentors(each.placement.id)]
    return any(not each.said for each in mine)


def extra_of(items: Iterable[PlanItem], sheets: dict[str, SheetContent], done: Done) -> list[tuple[SheetContent, int]]:
    """Return the sheets that were worked on and that the plan does not name, with on how many days."""
    named = {each.sheet_id for each in items}
    return [(each, done.worked(name)) for name, each in sheets.items() if name in done.days and name not in named]


def overlaps(placement: PlacementView, year: Year) -> bool:
    """Whether a placement runs in some of the year."""
    return placement.from_date <= year.ends_on and (
        placement.until_date is None or placement.until_date >= year.starts_on
    )


def _named(placement: PlacementView, items: Iterable[PlanItem]) -> bool:
    return any(each.placement_id == placement.id for each in items)


def holidays_of(actor: Actor, year: Year) -> Holidays:
    """Return the school's holidays in a year: one query."""
    query = select(SchoolHoliday.first, SchoolHoliday.last).where(
        SchoolHoliday.school_id == actor.school_id,
        SchoolHoliday.first <= year.ends_on,
        SchoolHoliday.last >= year.starts_on,
    )
    return [(first, last) for first, last in db.session.execute(query)]
