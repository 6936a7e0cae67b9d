"""Who may be a mentor at a place, and the rule of three: one count over the person, whatever the school."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from logbook.accounts.models import Membership
from logbook.core.actor import Actor
from logbook.core.errors import Rejected
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.training.models import Placement, PlacementMember, Workplace
from logbook.training.policy import MOST_LEARNERS, Period, first_day_without, most_at_once

from .grounds import hold_people

FULL = N_("Deze mentor begeleidt in die periode al drie leerlingen. Geef een reden als het toch mag.")
NOT_HERE = N_("Deze persoon heeft hier die rol niet in die periode. Voeg de persoon eerst toe bij het bedrijf.")
NOBODY_LEFT = N_("Daarna is er geen mentor meer. Voeg eerst een andere mentor toe.")


def earliest(*days: date | None) -> date | None:
    """Return the earliest of the days that are given; None stands for no end."""
    return min((day for day in days if day is not None), default=None)


def mentored_periods(person_id: UUID, leaving_out: UUID) -> list[Period]:
    """Return when the person is anybody's mentor, at any school; the placement `leaving_out` aside."""
    rows = db.session.execute(
        select(
            Placement.learner_id,
            Placement.from_date,
            Placement.until_date,
            PlacementMember.from_date,
            PlacementMember.until_date,
        )
        .join(PlacementMember, PlacementMember.placement_id == Placement.id)
        .where(
            PlacementMember.person_id == person_id,
            PlacementMember.role == Role.MENTOR.value,
            Placement.history_id.is_(None),
            Placement.id != leaving_out,
        )
    )
    return [
        Period(learner, max(from_date, since), earliest(until, left)) for learner, from_date, until, since, left in rows
    ]


def allow_one_more(mentor_id: UUID, placement: Placement, first: date, last: date | None, reason: str | None) -> bool:
    """Return whether the mentor goes over three learners with this one; the mentor is held until the end.

    Raises Rejected when so and no `reason` is given. It tells that the mentor is full, not by whom or where.
    """
    hold_people([mentor_id])
    mine = Period(placement.learner_id, max(first, placement.from_date), earliest(last, placement.until_date))
    most = most_at_once([*mentored_periods(mentor_id, placement.id), mine], mine.first, mine.last)
    if most > MOST_LEARNERS and not reason:
        raise Rejected({"over_limit": [FULL]})
    return most > MOST_LEARNERS


def require_role_there(actor: Actor, person_id: UUID, role: Role, placement: Placement, first: date) -> None:
    """Raise Rejected unless the person has that role, from `first` on, at the company of the placement."""
    company = select(Workplace.company_id).where(Workplace.id == placement.workplace_id).scalar_subquery()
    known = db.session.scalar(
        select(Membership.id).where(
            Membership.person_id == person_id,
            Membership.school_id == actor.school_id,
            Membership.role == role.value,
            Membership.company_id == company,
            Membership.from_date <= first,
            or_(Membership.until_date.is_(None), Membership.until_date >= first),
        )
    )
    if known is None:
        raise Rejected({"person_id": [NOT_HERE]})


def first_gap(placement: Placement, members: list[PlacementMember], since: date) -> date | None:
    """Return the first day of the placement, from `since` on, that has no mentor at all."""
    mentors = [
        Period(placement.learner_id, each.from_date, each.until_date)
        for each in members
        if each.role == Role.MENTOR.value
    ]
    return first_day_without(mentors, max(since, placement.from_date), placement.until_date)


def refuse_gap(before: date | None, after: date | None) -> None:
    """Raise Rejected when a change leaves a day without a mentor that had one `before`."""
    if after is not None and (before is None or after < before):
        raise Rejected({"until_date": [NOBODY_LEFT]})


def goes_on(new: date | None, old: date | None) -> bool:
    """Return whether an end moves later, or away."""
    return old is not None and (new is None or new > old)
