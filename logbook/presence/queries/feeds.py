"""Calendars with a secret address: whose they are, and the days in them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Membership, Person
from logbook.accounts.queries import roles_of
from logbook.accounts.queries.tokens import sha256
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.presence.models import CalendarFeed
from logbook.presence.policy import school_year
from logbook.training.models import ClassGroup
from logbook.training.queries import class_of, learner_in_reach, learners_of_class, require_relation

from .days import holidays_between, presence_days
from .hours import reached_placements

MOST = 100


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One of the actor's calendars: what it is of, and since when."""

    feed: CalendarFeed
    of: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar holds: the given names at work on each day, and the free days with their name."""

    feed: CalendarFeed
    actor: Actor
    of: str
    at_work: dict[date, list[str]]
    holidays: dict[date, str]


def feeds_of(actor: Actor) -> list[FeedLine]:
    """Return the actor's calendars that still answer, the latest first."""
    query = (
        select(CalendarFeed, Person.given_name, Person.family_name, ClassGroup.name)
        .outerjoin(Person, Person.id == CalendarFeed.learner_id)
        .outerjoin(ClassGroup, ClassGroup.id == CalendarFeed.class_id)
        .where(CalendarFeed.membership_id == actor.membership_id, CalendarFeed.revoked_at.is_(None))
        .order_by(CalendarFeed.made_at.desc())
        .limit(MOST)
    )
    return [
        FeedLine(feed, group if feed.class_id else f"{given} {family}")
        for feed, given, family, group in db.session.execute(query)
    ]


def calendar_at(token: str) -> Calendar:
    """Return what the calendar at a secret address holds for this school year, as its maker may read it today.

    Raises NotFound for a token that is unknown or revoked, and when its maker lost the role, the class or the learner.
    """
    feed = db.session.scalar(
        select(CalendarFeed).where(CalendarFeed.token_sha256 == sha256(token), CalendarFeed.revoked_at.is_(None))
    )
    if feed is None:
        raise NotFound
    actor = _maker(feed)
    first, last = school_year(clock.today())
    holidays = holidays_between(actor.school_id, first, last)
    if feed.class_id is not None:
        group = class_of(actor, feed.class_id)
        names = {each.id: each.given_name for each in learners_of_class(group.id)}
        return Calendar(feed, actor, group.name, _at_work(actor, names, None), holidays)
    learner = learner_in_reach(actor, feed.learner_id or actor.person_id)
    only = reached_placements(require_relation(actor, learner.id))
    at_work = _at_work(actor, {learner.id: learner.given_name}, only)
    return Calendar(feed, actor, learner.given_name, at_work, holidays)


def _maker(feed: CalendarFeed) -> Actor:
    person_id = db.session.scalar(select(Membership.person_id).where(Membership.id == feed.membership_id))
    roles = roles_of(person_id) if person_id else []
    actor = next((each for each in roles if each.membership_id == feed.membership_id), None)
    if actor is None:
        raise NotFound
    return actor


def _at_work(actor: Actor, names: dict[UUID, str], only: frozenset[UUID] | None) -> dict[date, list[str]]:
    """Return who is planned at work on each day of the school year; without what the days became."""
    first, last = school_year(clock.today())
    found: defaultdict[date, list[str]] = defaultdict(list)
    for learner, days in presence_days(actor, list(names), first, last, only).items():
        for day in days:
            if day.planned:
                found[day.date].append(names[learner])
    return {day: sorted(some) for day, some in sorted(found.items())}
