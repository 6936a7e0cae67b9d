"""Who is to be visited, the own week, and the way along the companies."""

from dataclasses import dataclass
from datetime import date

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.weeks import iso_number, iso_week, parse_iso_week, week_days, week_number
from logbook.training.queries import learners_in_reach
from logbook.visits import queries
from logbook.visits.queries import DueVisit
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@dataclass(frozen=True)
class WeekShown:
    """The week that an address asks for, with the ones beside it."""

    number: int

    @property
    def name(self) -> str:
        """As addresses write it."""
        return iso_week(self.number)

    @property
    def iso_number(self) -> int:
        """Its number in the year."""
        return iso_number(self.number)

    @property
    def days(self) -> list[date]:
        """Monday to Sunday."""
        return week_days(self.number)

    @property
    def before(self) -> str:
        """The week before."""
        return iso_week(self.number - 1)

    @property
    def after(self) -> str:
        """The week after."""
        return iso_week(self.number + 1)


def week_shown() -> WeekShown:
    """Return the week of `?week=`, else this one. Raises NotFound for what is no week."""
    asked = request.args.get("week")
    try:
        return WeekShown(parse_iso_week(asked) if asked else week_number(clock.today()))
    except ValueError as error:
        raise NotFound from error


@pages.get("/visits")
def planner() -> Response:
    """Show who is due, the most urgent first, what still wants a report, and the own visits of a week."""
    actor, week, today = current_actor(), week_shown(), clock.today()
    dues = _dues(actor)
    tell_looks(actor, [each.learner_id for each in dues], Looked.VISIT)
    return render(
        "visits/planner.html",
        week=week,
        visits=queries.own_of_week(actor, week.days[0], week.days[-1]),
        unreported=queries.own_unreported(actor, today),
        now=[each for each in dues if each.soon],
        later=[each for each in dues if not each.soon],
        rhythm=queries.rhythm_of(actor),
    )


@pages.get("/visits/route")
def route() -> Response:
    """Show the own visits of a week or a day, and who else is due, by municipality and company."""
    actor, week = current_actor(), week_shown()
    day = _day(week)
    first, last = (day, day) if day else (week.days[0], week.days[-1])
    visits = queries.own_planned(actor, first, last)
    there = {line.visit.placement_id for line in visits}
    dues = [each for each in _dues(actor) if each.soon and each.placement_id not in there]
    tell_looks(actor, [*(line.visit.learner_id for line in visits), *(each.learner_id for each in dues)], Looked.VISIT)
    return render("visits/route.html", week=week, day=day, towns=queries.route_of(actor, visits, dues))


def _dues(actor: Actor) -> list[DueVisit]:
    return queries.due_visits(actor, [each.id for each in learners_in_reach(actor)], clock.today())


def _day(week: WeekShown) -> date | None:
    asked = request.args.get("day")
    if not asked:
        return None
    found = next((day for day in week.days if day.isoformat() == asked), None)
    if found is None:
        raise NotFound
    return found
