"""What an actor may read of one learner over a period, for paper: the same as the pages show, in a fixed number of
queries, however much work there is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import SchoolYear
from logbook.accounts.queries import names_of
from logbook.company_sheets.queries import overlays_by_sheet
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import AT_WORK, Role
from logbook.core.weeks import week_number
from logbook.entries.models import NOTHING, Entry, EntryState, EntryView, RatedRound, RatedWeek, Week, WeekState
from logbook.entries.policy import may_read_entry
from logbook.entries.queries import attached, entries_of, sealed_entries, weeks_of
from logbook.extensions import db
from logbook.insight.queries.records import Record, record_of
from logbook.paper.policy import may_print_learner
from logbook.reviews.queries import CommitmentView, RemarkView, commitments_of, remarks_of
from logbook.training.models import ClassGroup, ClassMember
from logbook.training.policy import Relation, may_read_everything
from logbook.training.queries import PlacementView, learner_in_reach, placements_of, require_relation

from .parts import Column, Facts, SheetPart, WeekPart, Words, said_of, sheet_parts, week_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A learner's work from `first` to `last` as one reader may read it. `group` is the class, when there is one.

    `remarks` and `commitments` are the words of the whole period, for their own pages.
    """

    learner_id: UUID
    name: str
    school: str
    group: str | None
    first: date
    last: date
    placements: tuple[PlacementView, ...]
    sheets: tuple[SheetPart, ...]
    weeks: tuple[WeekPart, ...]
    remarks: tuple[RemarkView, ...]
    commitments: tuple[CommitmentView, ...]


def year_of_school(actor: Actor) -> tuple[date, date]:
    """Return the running school year until today; today alone where there is none."""
    today = clock.today()
    begun = (SchoolYear.school_id == actor.school_id, SchoolYear.starts_on <= today)
    row = db.session.execute(
        select(SchoolYear.starts_on, SchoolYear.ends_on).where(*begun).order_by(SchoolYear.starts_on.desc()).limit(1)
    ).first()
    return (row[0], min(row[1], today)) if row else (today, today)


def period_of(actor: Actor, first: date | None, last: date | None) -> tuple[date, date]:
    """Return the period that was asked, with the school year for an end that was left out."""
    begin, end = year_of_school(actor)
    return first or min(begin, last or begin), last or max(end, first or end)


def reader_of(actor: Actor, learner_id: UUID) -> Relation:
    """Return what the actor is to a learner whose work they print. Raises NotFound."""
    if not may_print_learner(actor.role):
        raise NotFound
    return require_relation(actor, learner_id)


def paper_of(actor: Actor, learner_id: UUID, first: date, last: date, sheet_id: str | None = None) -> Paper:
    """Return the learner's work over a period, of one sheet when given. Raises NotFound."""
    relation = reader_of(actor, learner_id)
    person = learner_in_reach(actor, learner_id)
    record = record_of(actor, relation, first, last)
    weeks = {(each.placement_id, each.week): each for each in _weeks(actor, learner_id, first, last)}
    rounds = [each for each in record.rounds if _reaches(actor, each, weeks)]
    facts = _facts(actor, relation, record, rounds, weeks, period=(first, last))
    columns = [_column(each, record, facts, sealed=each.entry_id in facts.sealed) for each in rounds]
    skills = sorted((each for each in record.weeks if each.ratings), key=lambda each: each.sheet_id or "")
    return Paper(
        learner_id=learner_id,
        name=person.name,
        school=actor.school_name,
        group=_class_of(learner_id, last),
        first=first,
        last=last,
        placements=tuple(facts.placements),
        sheets=tuple(sheet_parts((each for each in columns if sheet_id in (None, each.content.id)), facts.facts)),
        weeks=tuple(
            part
            for part in (_week(each, record, facts, weeks) for each in skills)
            if sheet_id in (None, part.content.id)
        ),
        remarks=facts.facts.remarks,
        commitments=facts.facts.commitments,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    facts: Facts
    placements: list[PlacementView]
    sealed: frozenset[UUID]


def _weeks(actor: Actor, learner_id: UUID, first: date, last: date) -> list[Week]:
    return weeks_of(actor, [learner_id], week_number(first), week_number(last))


def _reaches(actor: Actor, rated: RatedRound, weeks: Mapping[tuple[UUID, int], Week]) -> bool:
    """Whether the round is of a week that the actor reads: a guardian reads approved weeks alone."""
    if actor.role is not Role.GUARDIAN or rated.placement_id is None:
        return True
    week = weeks.get((rated.placement_id, rated.week))
    return week is not None and week.state == WeekState.APPROVED


def _facts(
    actor: Actor,
    relation: Relation,
    record: Record,
    rounds: list[RatedRound],
    weeks: Mapping[tuple[UUID, int], Week],
    *,
    period: tuple[date, date],
) -> _Read:
    learner = relation.learner_id
    views = {view.entry.id: view for view in _views(actor, relation, rounds, period)}
    named = [(id_, view.fields, record.contents[view.entry.sheet_version_id]) for id_, view in views.items()]
    placements = placements_of([learner])
    if relation.placement_ids:
        placements = [each for each in placements if each.id in relation.placement_ids]
    remarks = _remarks(actor, relation, record, period)
    facts = Facts(
        views=views,
        media=attached(learner, named),
        names=names_of(_people(rounds, record.weeks, views.values(), weeks.values())),
        places={each.id: each.company for each in placements},
        weeks={key: week.id for key, week in weeks.items()},
        remarks=tuple(reversed(remarks)),
        commitments=tuple(_commitments(actor, relation, period)),
        overlays=overlays_by_sheet(
            [each.id for each in placements], {record.contents[each.sheet_version_id].id for each in rounds}
        ),
    )
    return _Read(facts, placements, sealed_entries(actor, [learner], *period))


def _views(
    actor: Actor, relation: Relation, rounds: list[RatedRound], period: tuple[date, date]
) -> Iterable[EntryView]:
    shown = {each.entry_id for each in rounds if each.entry_id}
    for view in entries_of(actor, [relation.learner_id], *period):
        if view.entry.id in shown and may_read_entry(relation, view.entry, view.sheet_id):
            yield view


def _people(
    rounds: list[RatedRound], skills: list[RatedWeek], views: Iterable[EntryView], weeks: Iterable[Week]
) -> set[UUID]:
    rated: list[RatedRound | RatedWeek] = [*rounds, *skills]
    raters = {rating.rater_id for each in rated for rating in each.ratings}
    approvers = {each.entry.approved_by for each in views} | {each.approved_by for each in weeks}
    return raters | {each for each in approvers if each}


def _column(rated: RatedRound, record: Record, read: _Read, *, sealed: bool) -> Column:
    facts = read.facts
    view = facts.views.get(rated.entry_id) if rated.entry_id else None
    media = facts.media.get(rated.entry_id, NOTHING) if rated.entry_id else NOTHING
    return Column(
        round=rated,
        content=record.contents[rated.sheet_version_id],
        place=facts.places.get(rated.placement_id) if rated.placement_id else None,
        view=view,
        said=said_of(rated, facts.names),
        approved_by=_approver(view.entry, facts.names) if view else None,
        sealed=sealed,
        photos=(media.blind if sealed else media).photos,
    )


def _approver(entry: Entry, names: Mapping[UUID, str]) -> str | None:
    approved = entry.state == EntryState.APPROVED and entry.approved_by
    return names.get(entry.approved_by) if approved and entry.approved_by else None


def _week(rated: RatedWeek, record: Record, read: _Read, weeks: Mapping[tuple[UUID, int], Week]) -> WeekPart:
    facts, week = read.facts, weeks.get((rated.placement_id, rated.week))
    content = record.contents[rated.sheet_version_id] if rated.sheet_version_id else None
    assert content is not None  # noqa: S101  (the record holds rated weeks alone)
    by = facts.names.get(week.approved_by) if week and week.approved_by else None
    approved = rated.state is WeekState.APPROVED
    about = tuple(
        each for each in facts.remarks if each.week_id == rated.id and (each.criterion_id or not each.round_id)
    )
    agreed = tuple(each for each in facts.commitments if week_of(each.made_at) == rated.week)
    return WeekPart(
        rated=rated,
        content=content,
        place=facts.places.get(rated.placement_id),
        said=said_of(rated, facts.names),
        approved_by=by if approved else None,
        approved_at=week.approved_at if week and approved else None,
        words=Words(about, agreed),
    )


def _remarks(actor: Actor, relation: Relation, record: Record, period: tuple[date, date]) -> list[RemarkView]:
    """Return the remarks that the actor may read: all, or those of weeks in reach and the actor's own."""
    found = remarks_of(actor, [relation.learner_id], *period)
    if may_read_everything(relation):
        return found
    weeks = {week.id for week in record.weeks}
    return [each for each in found if each.week_id in weeks or each.author_id == actor.person_id]


def _commitments(actor: Actor, relation: Relation, period: tuple[date, date]) -> list[CommitmentView]:
    """Return what was agreed in the period, for those who are part of it: the learner, the school, the mentor."""
    if not (may_read_everything(relation) or relation.role in AT_WORK):
        return []
    found = commitments_of(actor, [relation.learner_id], *period)
    return [each for each in found if clock.local(each.made_at).date() <= period[1]]


def _class_of(learner_id: UUID, day: date) -> str | None:
    query = (
        select(ClassGroup.name)
        .join(ClassMember, ClassMember.class_id == ClassGroup.id)
        .where(
            ClassMember.person_id == learner_id, ClassMember.role == Role.LEARNER.value, ClassMember.from_date <= day
        )
        .order_by(ClassMember.from_date.desc())
        .limit(1)
    )
    return db.session.scalar(query)
