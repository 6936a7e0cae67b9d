"""From when on a school looks at a learner, which reasons may wait, and when one that waits comes back. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import NamedTuple

from logbook.core.roles import SCHOOL_STAFF, Role
from logbook.core.texts import N_

KINDS = (
    "silent",
    "returned",
    "waiting",
    "overdue",
    "drift_over",
    "drift_under",
    "drift_mixed",
    "stuck",
    "falling",
    "hours",
    "phone",
    "quick",
    "visit",
)
"""Every reason by which the class view is ordered."""
LONGEST_SNOOZE = timedelta(days=92)
MOST_FILTERS = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """From which number on each reason is one: days, weeks, times, percents or hours, as the name says."""

    silent_days: int = 3
    returned: int = 1
    waiting_days: int = 3
    overdue: int = 1
    drift_percent: int = 20
    stuck_weeks: int = 6
    falling_percent: int = 50
    hours_behind: int = 16
    phone_days: int = 2
    visit_days: int = 1
    quick_weeks: int = 3
    quick_seconds: int = 10

    def as_json(self) -> dict[str, int]:
        """Return the numbers by name, as they are kept."""
        return asdict(self)


USUAL = Limits()


class Bounds(NamedTuple):
    """The least and the most that a school may choose, in which unit, and what the limit is of."""

    least: int
    most: int
    unit: str
    label: str


LIMITS: dict[str, Bounds] = {
    "silent_days": Bounds(1, 14, N_("werkdagen"), N_("Niets ingevuld")),
    "returned": Bounds(1, 10, N_("dagen"), N_("Teruggestuurd en nog niet aangepast")),
    "waiting_days": Bounds(1, 60, N_("dagen"), N_("Een week wacht op de mentor")),
    "overdue": Bounds(1, 10, N_("afspraken"), N_("Afspraken te laat")),
    "drift_percent": Bounds(5, 100, N_("procent"), N_("Schat zich anders in dan mentor of leraar, vanaf 5 keer")),
    "stuck_weeks": Bounds(2, 40, N_("weken"), N_("Zelfde fase op een fiche waaraan gewerkt wordt")),
    "falling_percent": Bounds(10, 100, N_("procent"), N_("Een houding zakt, 4 weken tegenover de 4 ervoor")),
    "hours_behind": Bounds(1, 200, N_("uren"), N_("Achter op de uren van 4 weken")),
    "phone_days": Bounds(1, 30, N_("dagen"), N_("Inzendingen wachten op de telefoon")),
    "visit_days": Bounds(1, 60, N_("dagen"), N_("Bezoek te laat, als de school een ritme koos")),
    "quick_weeks": Bounds(2, 4, N_("weken"), N_("De mentor keurt heel vlug goed")),
    "quick_seconds": Bounds(1, 120, N_("seconden"), N_("Heel vlug is minder dan")),
}


def limits_from(kept: Mapping[str, int] | None) -> Limits:
    """Return a school's limits: what was kept, and the usual number for what was not; an unknown name says nothing."""
    names = {each.name for each in fields(Limits)}
    return Limits(**{name: number for name, number in (kept or {}).items() if name in names})


def may_set_limits(role: Role) -> bool:
    """Return whether a role changes what the school calls late; its teachers read it."""
    return role is Role.COORDINATOR


def may_snooze(role: Role) -> bool:
    """Return whether a role lets a reason wait, and calls it back."""
    return role in SCHOOL_STAFF


def clearly_worse(now: int, then: int) -> bool:
    """Return whether a reason grew by half since it was set aside, and by one at least: 1 to 2, 3 to 5, 10 to 15."""
    return now - then >= max(1, (then + 1) // 2)


def last_snooze(today: date) -> date:
    """Return the last day until which a reason may wait: about a term."""
    return today + LONGEST_SNOOZE
