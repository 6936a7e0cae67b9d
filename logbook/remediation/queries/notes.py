"""What learners wrote in the writing frame and handed in, gathered by its questions for use at school."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.entries.models import WITH_LEARNER, Entry, EntryRevision, Round
from logbook.entries.queries import rated_rounds
from logbook.extensions import db
from logbook.plans.queries import sheets_at_hand
from logbook.reviews.models import Remark, RemarkKind
from logbook.sheets.models import STAGES, Item, SheetContent, SheetKind, SheetVersion, Stage
from logbook.sheets.queries import SheetChoice, StagesThen, contents, sheet_choice, stages_then
from logbook.training.queries import ClassView, LearnerCard, class_of, learners_of_class
from logbook.web.paging import Page

from .needs import period_of

SIZE = 20
WRITTEN_ON = frozenset({SheetKind.TASK, SheetKind.THEME})
_JUDGED = frozenset({Rater.LEARNER, Rater.MENTOR, Rater.TEACHER})


@dataclass(frozen=True, slots=True)
class NotesFilters:
    """Which notes: of a sheet, of a stage, and of a criterion of that sheet."""

    sheet: str | None = None
    stage: str | None = None
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one learner answered to one question of a writing frame; `work_points` is what was said of that round."""

    question: Item
    stage: str
    learner: LearnerCard
    date: date
    entry_id: UUID
    sheet: SheetContent
    text: str
    work_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotesPage:
    """One page of a class's notes, by question; `content` is the sheet that was asked for."""

    group: ClassView
    sheets: SheetChoice
    stages: Mapping[str, Stage]
    content: SheetContent | None
    answers: Page[Answer]

    @property
    def by_question(self) -> list[tuple[Item, list[Answer]]]:
        """The answers of this page under their questions."""
        return [(group[0].question, group) for group in _grouped(self.answers.items)]


class _Note(NamedTuple):
    """The note of one entry, as it stands in its current revision."""

    entry_id: UUID
    round_id: UUID | None
    learner_id: UUID
    date: date
    version_id: UUID
    words: Mapping[str, str]
    photos: Mapping[str, Mapping[str, str]] | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose notes, of when."""

    actor: Actor
    learner_ids: list[UUID]
    period: tuple[date, date]


def notes_page(actor: Actor, class_id: UUID, filters: NotesFilters, number: int = 1) -> NotesPage:
    """Return the notes that today's learners of a class handed in this school year. Raises NotFound.

    Drafts, withdrawn and held entries have no part in it, nor what was typed and not handed in. With a criterion: the
    notes of rounds in which it was not met in the eyes of learner, mentor or teacher, or of which there is a photo.
    """
    group = class_of(actor, class_id)
    learners = {each.id: each for each in learners_of_class(class_id)}
    then = stages_then(actor)
    choice = sheet_choice(actor, sheets_at_hand(actor, list(learners)), WRITTEN_ON)
    content = _content(actor, choice, filters.sheet)
    asked = _Asked(actor, list(learners), period_of(group))
    notes = _read(asked, filters.sheet)
    if content and filters.criterion in content.all_criteria:
        notes = _about(asked, content, filters.criterion or "", notes)
    answers = _answers(notes, learners, then, filters.stage)
    return NotesPage(group, choice, then.latest, content, _paged(actor, answers, number))


def _content(actor: Actor, choice: SheetChoice, sheet_id: str | None) -> SheetContent | None:
    """Return what the sheet asked for says, when it is one of those to choose from."""
    lines = (*choice.first, *(line for _kind, lines in choice.rest for line in lines))
    asked = next((line.version_id for line in lines if line.id == sheet_id), None)
    return contents([asked])[asked] if asked else None


def _read(asked: _Asked, sheet_id: str | None) -> list[_Note]:
    query = _notes(asked)
    if sheet_id is not None:
        query = query.where(
            Entry.sheet_version_id.in_(select(SheetVersion.id).where(SheetVersion.sheet_id == sheet_id))
        )
    return [note for row in db.session.execute(query) if (note := _Note(*row)).words]


def _notes(asked: _Asked) -> "Select[*tuple[Any, ...]]":
    is_current = (EntryRevision.entry_id == Entry.id) & (EntryRevision.rev == Entry.current_rev)
    return (
        select(
            Entry.id,
            Round.id,
            Entry.learner_id,
            Entry.date,
            Entry.sheet_version_id,
            EntryRevision.payload["note"],
            EntryRevision.payload["photos"],
        )
        .join(EntryRevision, is_current)
        .join(Round, Round.entry_id == Entry.id)
        .where(
            Entry.school_id == asked.actor.school_id,
            Entry.learner_id.in_(asked.learner_ids),
            Entry.date.between(*asked.period),
            Entry.state.not_in(WITH_LEARNER),
        )
        .order_by(Entry.date.desc(), Entry.id.desc())
    )


def _about(asked: _Asked, content: SheetContent, criterion_id: str, notes: list[_Note]) -> list[_Note]:
    """Return the notes of rounds in which the criterion was not met, or of which there is a photo."""
    rounds = rated_rounds(asked.actor, asked.learner_ids, *asked.period, sheet_id=content.id)
    versions = contents({each.sheet_version_id for each in rounds})
    missed = {
        rated.id
        for rated in rounds
        for rating in rated.ratings
        if rating.role in _JUDGED and _is_missed(versions[rated.sheet_version_id], criterion_id, rating.values)
    }
    return [
        note
        for note in notes
        if note.round_id in missed
        or any(each.get("criterion") == criterion_id for each in (note.photos or {}).values())
    ]


def _is_missed(sheet: SheetContent, criterion_id: str, values: Mapping[str, str]) -> bool:
    level = values.get(criterion_id)
    return level is not None and not sheet.all_criteria[criterion_id].scale.by_id[level].counts_as_met


def _grouped(answers: list[Answer]) -> list[list[Answer]]:
    return [list(group) for _, group in groupby(answers, key=lambda each: each.question.id)]


Found = tuple[Answer, UUID | None]
"""An answer with its round."""


def _answers(
    notes: list[_Note], learners: Mapping[UUID, LearnerCard], then: StagesThen, stage: str | None
) -> list[Found]:
    """Return every answer to a question (of one stage), in the order of the questions, the newest first under each.

    What answers a question that is no longer asked comes behind those of its stage.
    """
    versions = contents({note.version_id for note in notes})
    questions = [(name, prompt) for name in STAGES if stage in (None, name) for prompt in then.questions(name)]
    return [
        (
            Answer(prompt, name, learners[note.learner_id], note.date, note.entry_id, versions[note.version_id], text),
            note.round_id,
        )
        for name, prompt in questions
        for note in notes
        if (text := note.words.get(prompt.id))
    ]


def _paged(actor: Actor, answers: list[Found], number: int) -> Page[Answer]:
    shown = answers[(number - 1) * SIZE : number * SIZE]
    said = _work_points(actor, {round_id for _, round_id in shown if round_id})
    items = [
        replace(answer, work_points=tuple(said.get(round_id, ())) if round_id else ()) for answer, round_id in shown
    ]
    return Page(items, number, len(answers) > number * SIZE)


def _work_points(actor: Actor, round_ids: set[UUID]) -> dict[UUID, list[str]]:
    """Return the work points that were written on these rounds, the oldest first."""
    found: dict[UUID, list[str]] = {}
    for round_id, text in _said(actor, round_ids) if round_ids else ():
        found.setdefault(round_id, []).append(text)
    return found


def _said(actor: Actor, round_ids: set[UUID]) -> Iterator[tuple[UUID, str]]:
    query = select(Remark.round_id, Remark.text).where(
        Remark.school_id == actor.school_id,
        Remark.round_id.in_(round_ids),
        Remark.kind == RemarkKind.WORK_POINT.value,
    )
    for round_id, text in db.session.execute(query.order_by(Remark.written_at, Remark.id)):
        if round_id is not None:
            yield round_id, text
