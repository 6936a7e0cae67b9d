"""What is still sealed for mentors where ratings are blind first: the learner's own ratings, by round and week."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from logbook.accounts.models import School
from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.core.weeks import week_number
from logbook.entries.models import Assessment, Entry, EntryState, Round, Week, WeekState
from logbook.extensions import db

from .ratings import Rated


def unsealed(actor: Actor, rated: list[Rated], first: date, last: date) -> list[Rated]:
    """Return the ratings that any mentor may read, in one query: all of them unless the school rates blind first."""
    sealed = _sealed(actor, {each.learner_id for each in rated}, first, last)
    return [each for each in rated if each.role != Rater.LEARNER or each.thing_id not in sealed]


def _sealed(actor: Actor, learner_ids: set[UUID], first: date, last: date) -> set[UUID]:
    """Return the rounds at work that are neither approved nor rated by a mentor, and the weeks that are not approved.

    Of a week more is left out than that mentor's own pages do, where its last round of a sheet alone is sealed.
    """
    blind_first = exists().where(School.id == actor.school_id, School.blind_first.is_(True))
    by_mentor = exists().where(Assessment.round_id == Round.id, Assessment.rater_role == Rater.MENTOR.value)
    rounds = (
        select(Round.id)
        .join(Entry, Entry.id == Round.entry_id)
        .where(
            blind_first,
            Round.school_id == actor.school_id,
            Round.learner_id.in_(learner_ids),
            Round.date.between(first, last),
            Round.placement_id.is_not(None),
            Entry.state != EntryState.APPROVED.value,
            ~by_mentor,
        )
    )
    weeks = select(Week.id).where(
        blind_first,
        Week.school_id == actor.school_id,
        Week.learner_id.in_(learner_ids),
        Week.week.between(week_number(first), week_number(last)),
        Week.state != WeekState.APPROVED.value,
    )
    return set(db.session.scalars(rounds.union_all(weeks)))
