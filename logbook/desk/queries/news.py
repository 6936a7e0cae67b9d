"""What others did for the learners of a class since the actor read of it last: counts and links, never words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.events import Event
from logbook.core.weeks import iso_week
from logbook.desk.models import ClassSeen
from logbook.entries.models import Week
from logbook.extensions import db
from logbook.sheets.models import Stage
from logbook.sheets.queries import stage_map
from logbook.training.queries import ClassView, class_of, learners_of_class

FIRST_LOOK = timedelta(days=7)
"""How far back somebody looks who never said to have read the news."""
MOST_EVENTS = 3000

KIND_OF = {
    "submit": "submitted",
    "late_addition": "late",
    "kept_as_conflict": "late",
    "held": "late",
    "approve_entry": "approved",
    "approve_week": "weeks",
    "approve_week_for_mentor": "weeks",
    "return_entry": "returned",
    "reopen_entry": "returned",
    "rate_entry": "ratings",
    "rate_blind": "ratings",
    "open_round": "ratings",
    "rate_week": "ratings",
    "rate_own_week": "ratings",
    "write_remark": "remarks",
    "set_stage": "stages",
    "make_commitment": "made",
    "close_commitment": "closed",
}
"""As what a deed is told; deeds that are not here are no news of a learner's work."""
KINDS = tuple(dict.fromkeys(KIND_OF.values()))


class News(NamedTuple):
    """Something new: how many things it happened to, and the latest of them, as its page's address names it.

    `entry_id` is the latest day, `week` the placement and name of the latest week, `stage` the latest stage.
    """

    kind: str
    n: int
    entry_id: UUID | None = None
    week: tuple[UUID, str] | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class LearnerNews:
    """What is new of one learner; `last_at` is when the latest of it happened."""

    id: UUID
    name: str
    news: tuple[News, ...]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A class's news since a moment, who has most first. `first` says that nothing was read before.

    `until` is the moment that the page tells of; `more` says that older news was left out; `quiet` are the others.
    """

    group: ClassView
    since: datetime
    until: datetime
    first: bool
    learners: tuple[LearnerNews, ...]
    quiet: tuple[str, ...]
    more: bool
    totals: dict[str, int]


class _Happened(NamedTuple):
    learner_id: UUID
    deed: str
    thing_id: str
    new: str | None
    at: datetime


def news_page(actor: Actor, class_id: UUID) -> NewsPage:
    """Return what others did since the actor's last look, in six queries at most. Raises NotFound."""
    group, until = class_of(actor, class_id), clock.now()
    cards = learners_of_class(class_id)
    seen = db.session.get(ClassSeen, (actor.person_id, class_id))
    since = seen.until if seen else until - FIRST_LOOK
    found = _events(actor, [card.id for card in cards], since, until)
    weeks, stages = _weeks(found), stage_map(actor)
    by_learner: defaultdict[UUID, list[_Happened]] = defaultdict(list)
    for each in found[:MOST_EVENTS]:
        by_learner[each.learner_id].append(each)
    learners = [
        LearnerNews(card.id, card.name, _news(by_learner[card.id], weeks, stages), by_learner[card.id][0].at)
        for card in cards
        if card.id in by_learner
    ]
    learners.sort(key=lambda each: (-sum(news.n for news in each.news), each.name))
    return NewsPage(
        group=group,
        since=since,
        until=until,
        first=seen is None,
        learners=tuple(learners),
        quiet=tuple(card.name for card in cards if card.id not in by_learner),
        more=len(found) > MOST_EVENTS,
        totals=_totals(learners),
    )


def _events(actor: Actor, learner_ids: list[UUID], since: datetime, until: datetime) -> list[_Happened]:
    """Return what others did, the latest first; one more than are told of."""
    query = (
        select(Event.learner_id, Event.deed, Event.thing_id, Event.new, Event.at)
        .where(
            Event.learner_id.in_(learner_ids),
            Event.at > since,
            Event.at <= until,
            Event.school_id == actor.school_id,
            Event.deed.in_(KIND_OF),
            or_(Event.person_id.is_(None), Event.person_id != actor.person_id),
        )
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(MOST_EVENTS + 1)
    )
    rows = db.session.execute(query)
    return [_Happened(learner, deed, thing, new, at) for learner, deed, thing, new, at in rows if learner]


def _weeks(found: Iterable[_Happened]) -> dict[str, tuple[UUID, str]]:
    """Return the placement and name of the weeks that are told of, by the id in their events."""
    ids = {UUID(each.thing_id) for each in found if KIND_OF[each.deed] == "weeks"}
    query = select(Week.id, Week.placement_id, Week.week).where(Week.id.in_(ids))
    return {str(row[0]): (row[1], iso_week(row[2])) for row in db.session.execute(query)}


def _news(happened: list[_Happened], weeks: dict[str, tuple[UUID, str]], stages: dict[str, Stage]) -> tuple[News, ...]:
    """Return what is new of one learner, the latest event first in `happened`; one thing counts once for each kind."""
    things: dict[str, dict[str, _Happened]] = {}
    for each in happened:
        things.setdefault(KIND_OF[each.deed], {}).setdefault(each.thing_id, each)
    return tuple(_one(kind, list(things[kind].values()), weeks, stages) for kind in KINDS if kind in things)


def _one(kind: str, happened: list[_Happened], weeks: dict[str, tuple[UUID, str]], stages: dict[str, Stage]) -> News:
    latest = happened[0]
    return News(
        kind,
        len(happened),
        entry_id=UUID(latest.thing_id) if kind in ("submitted", "late", "approved", "returned") else None,
        week=weeks.get(latest.thing_id),
        stage=stages.get(latest.new or "") if kind == "stages" else None,
    )


def _totals(learners: Iterable[LearnerNews]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for learner in learners:
        counted.update({news.kind: news.n for news in learner.news})
    return {kind: counted[kind] for kind in KINDS if counted[kind]}
