"""Who may look after whom, and how long a set-up code lasts. Pure functions."""

from datetime import date, timedelta
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.roles import AT_WORK, Role

CODE_LIFETIME = timedelta(days=2)
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What cannot be read as something else: no I and 1, no O and 0."""
CODE_LENGTH = 16

AT_COMPANY = AT_WORK | {Role.COMPANY_COORDINATOR}
IN_CLASS = (Role.LEARNER, Role.TEACHER, Role.COUNSELLOR)
FIRST_MONTH = 9


def may_give(actor: Actor, role: Role, company_id: UUID | None) -> bool:
    """Whether the actor gives and ends this role: a coordinator all of the school, a company's the own mentors."""
    if actor.role is Role.COORDINATOR:
        return (role in AT_COMPANY) == (company_id is not None)
    return actor.role is Role.COMPANY_COORDINATOR and role in AT_WORK and company_id == actor.company_id


def roles_to_give(actor: Actor) -> tuple[Role, ...]:
    """Return the roles that the actor may give, in the order in which a form offers them."""
    return tuple(role for role in Role if actor.role is Role.COORDINATOR or role in AT_WORK)


def year_of(day: date) -> int:
    """Return the calendar year in which the school year of `day` begins: 1 September to 31 August."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_dates(starts_in: int) -> tuple[date, date]:
    """Return the first and the last day of the school year that begins in that calendar year."""
    return date(starts_in, FIRST_MONTH, 1), date(starts_in + 1, FIRST_MONTH, 1) - timedelta(days=1)


def runs(from_date: date, until_date: date | None, day: date) -> bool:
    """Whether something with these dates (both inclusive) runs on `day`."""
    return from_date <= day and (until_date is None or day <= until_date)
