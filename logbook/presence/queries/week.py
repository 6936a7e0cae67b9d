"""A week at one placement, with what each side said of its days."""

from dataclasses import dataclass
from uuid import UUID

from logbook.core import clock, weeks
from logbook.core.actor import Actor
from logbook.presence.policy import PresenceDay, Totals, side_of, totals
from logbook.training.queries import PlacementLine, placement_line

from .days import presence_days


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The days of a week that belong to the placement; `side` is for whom the actor may speak, if for anybody."""

    line: PlacementLine
    week: int
    days: list[PresenceDay]
    side: str | None

    @property
    def totals(self) -> Totals:
        """The week added up."""
        return totals(self.days)

    @property
    def to_confirm(self) -> list[PresenceDay]:
        """The days that the learner spoke of and the actor's side did not, until today."""
        return [
            day
            for day in self.days
            if self.side and day.learner and getattr(day, self.side) is None and day.date <= clock.today()
        ]


def week_page(actor: Actor, placement_id: UUID, week: int) -> WeekPage:
    """Return the days of the week on which the placement runs. Raises NotFound for a placement out of reach."""
    line = placement_line(actor, placement_id)
    learner, dates = line.placement.learner_id, weeks.week_days(week)
    days = presence_days(actor, [learner], dates[0], dates[-1], {placement_id})[learner]
    shown = [day for day in days if day.planned or day.free or day.status is not None]
    return WeekPage(line, week, shown, side_of(actor.role))
