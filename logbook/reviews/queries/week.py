"""A learner's week at one placement with everything that its page shows: ten queries, however many entries."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import SCHOOL_STAFF, Rater, Role
from logbook.core.weeks import week_days
from logbook.entries.models import NOTHING, Rating, Week, WeekAssessment, WeekState
from logbook.entries.policy import RATERS, may_read_entry, sealed_rounds
from logbook.entries.queries import attached, current_stages, entries_of, rated_rounds, stage_of_week
from logbook.extensions import db
from logbook.reviews.policy import may_decide, mentor_is_late, waits_since
from logbook.sheets.queries import soft_skills_and_stages_then, versions
from logbook.training.queries import days_of

from .cards import EntryCard, Reviewer, card
from .commitments import week_commitments
from .place import Place, place_of
from .remarks import week_remarks
from .week_page import SheetStage, WeekPage

LOOK_BACK = timedelta(weeks=4)
_MAY_SEE_DAYS = SCHOOL_STAFF | {Role.LEARNER, Role.MENTOR}


def week_page(actor: Actor, placement_id: UUID, week: int) -> WeekPage:
    """Return the week. Raises NotFound when the actor does not reach the placement."""
    place = place_of(actor, placement_id, week)
    cards = week_cards(actor, place, week)
    row, ratings = week_with_ratings(actor, placement_id, week)
    if actor.role is Role.GUARDIAN and not (row and row.state == WeekState.APPROVED):
        cards, row, ratings = (), None, ()  # a guardian reads approved weeks, and of another nothing at all
    soft_skills, then = soft_skills_and_stages_then(actor)
    late = is_late(place, week, cards)
    days = days_of([place.learner_id], *_span(week)) if actor.role in _MAY_SEE_DAYS else {}
    return WeekPage(
        place=place,
        week=week,
        row=row,
        ratings=ratings,
        cards=cards,
        days=days,
        soft_skills=soft_skills,
        all_stages=then.latest,
        then=then,
        stages=_stages(actor, place, cards),
        remarks=tuple(week_remarks(actor, row.id if row else None)),
        commitments=tuple(week_commitments(actor, place.learner_id)) if actor.role is not Role.GUARDIAN else (),
        decides=place.placement.history_id is None and may_decide(place.relation, placement_id, late),
        late=late,
        rater=_rater(actor),
        actor_id=actor.person_id,
    )


def _rater(actor: Actor) -> Rater:
    """Return in whose column the actor looks: the own one, for those who never rate the mentor's."""
    own = RATERS.get(actor.role, Rater.MENTOR)
    return Rater.MENTOR if own in (Rater.LEARNER, Rater.SUPERVISOR) else own


def _span(week: int) -> tuple[date, date]:
    days = week_days(week)
    return days[0], days[-1]


def week_cards(actor: Actor, place: Place, week: int) -> tuple[EntryCard, ...]:
    """Return the entries of the week that the actor may read, by date, in two queries (three with photos)."""
    first, last = _span(week)
    views = entries_of(actor, [place.learner_id], first, last, place.id)
    views = [view for view in views if may_read_entry(place.relation, view.entry, view.sheet_id)]
    rounds = rated_rounds(actor, [place.learner_id], first - LOOK_BACK, last, placement_id=place.id)
    version_ids = {view.entry.sheet_version_id for view in views} | {each.sheet_version_id for each in rounds}
    sheets = versions(actor, version_ids)
    sealed: frozenset[UUID] = frozenset()
    if place.school.blind_first and actor.role is Role.MENTOR:
        this_week = [each for each in rounds if each.week == week]
        sealed = sealed_rounds(actor.person_id, this_week, {id_: sheet.id for id_, sheet in sheets.items()})
    reviewer = Reviewer(actor.person_id, _rater(actor), place.names, sealed)
    shown = [(view, sheets[view.entry.sheet_version_id]) for view in views]
    media = attached(place.learner_id, ((view.entry.id, view.fields, sheet) for view, sheet in shown))
    return tuple(card(view, sheet, rounds, reviewer, media.get(view.entry.id, NOTHING)) for view, sheet in shown)


def week_with_ratings(actor: Actor, placement_id: UUID, week: int) -> tuple[Week | None, tuple[Rating, ...]]:
    """Return the week's row, if there is one, and its soft skills, the oldest rating first, in one query."""
    statement = (
        select(Week, WeekAssessment)
        .outerjoin(WeekAssessment, WeekAssessment.week_id == Week.id)
        .where(Week.school_id == actor.school_id, Week.placement_id == placement_id, Week.week == week)
        .order_by(WeekAssessment.rated_at, WeekAssessment.late)
    )
    rows = db.session.execute(statement).all()
    given = (rated for _week, rated in rows if rated is not None)
    ratings = tuple(
        Rating(each.rater_id, Rater(each.rater_role), each.values, each.rated_at, late=each.late) for each in given
    )
    return (rows[0][0] if rows else None), ratings


def is_late(place: Place, week: int, cards: tuple[EntryCard, ...]) -> bool:
    """Return whether something of the week waits for the mentor for longer than the school allows."""
    since = [waits_since(week, clock.local(each.view.entry.submitted_at).date()) for each in cards if each.waits]
    return bool(since) and mentor_is_late(min(since), clock.today(), place.school.mentor_late_days)


def _stages(actor: Actor, place: Place, cards: tuple[EntryCard, ...]) -> tuple[SheetStage, ...]:
    """Return the sheets worked on, each with its stage in force, in one query."""
    current = current_stages(actor, [place.learner_id])[place.learner_id]
    found = []
    for sheet in {each.sheet.id: each.sheet for each in cards}.values():
        rounds = [each.round for each in cards if each.round and each.sheet.id == sheet.id]
        step = current.get(sheet.id)
        chosen = Counter(each.stage for each in rounds)
        found.append(SheetStage(sheet, step.stage if step else None, chosen, stage_of_week(rounds)))
    return tuple(found)
