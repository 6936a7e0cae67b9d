"""Who of a class needs to catch up or can go further: by sheet and criterion, in as many queries for 25 as for 5."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.remediation.models import LessonKind
from logbook.remediation.policy import PAIRS, Need, Reason, need_of, stage_run
from logbook.sheets.models import Criterion, SheetContent, SheetKind
from logbook.sheets.queries import latest_versions
from logbook.training.queries import ClassView, LearnerCard, class_of, learners_of_class

from .judged import Work, Works, works_of
from .lessons import LessonLine, open_lessons

_ORDER = (SheetKind.TASK, SheetKind.THEME, SheetKind.ATTITUDE)


@dataclass(frozen=True, slots=True)
class LearnerNeed:
    """A learner with the reasons, and the open lesson on that criterion that the learner is in."""

    learner: LearnerCard
    reasons: tuple[Reason, ...]
    lesson: LessonLine | None


@dataclass(frozen=True, slots=True)
class CriterionNeeds:
    """A criterion with who needs the same, by name. `together`: all criteria of the sheet that just these need too."""

    criterion: Criterion
    kind: LessonKind
    learners: tuple[LearnerNeed, ...]
    together: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetNeeds:
    """A sheet's criteria in their printed order; `unknown` are those of which too little is rated, with how many."""

    content: SheetContent
    needs: tuple[CriterionNeeds, ...]
    unknown: tuple[tuple[Criterion, int], ...]

    @property
    def by_criterion(self) -> list[tuple[Criterion, list[CriterionNeeds]]]:
        """The needs of each criterion together."""
        return [
            (criterion, found)
            for criterion in self.content.all_criteria.values()
            if (found := [each for each in self.needs if each.criterion.id == criterion.id])
        ]


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """What a class needs. `choices` are the sheets that there is work on; `lessons` those planned or just held."""

    group: ClassView
    first: date
    last: date
    choices: tuple[SheetContent, ...]
    sheets: tuple[SheetNeeds, ...]
    lessons: tuple[LessonLine, ...]


def needs_page(actor: Actor, class_id: UUID, sheet_id: str | None = None, kind: LessonKind | None = None) -> NeedsPage:
    """Return what the learners of a class need over its school year until today.

    Of one sheet or of one kind if asked; a sheet that nobody worked on is no answer. Raises NotFound.
    """
    group = class_of(actor, class_id)
    first, last = period_of(group)
    learners = learners_of_class(class_id)
    works = works_of(actor, [each.id for each in learners], (first, last), pairs=PAIRS)
    latest = latest_versions(actor, works)
    choices = sorted(latest.values(), key=lambda content: (_ORDER.index(content.kind), content.id))
    lessons = open_lessons(actor, class_id)
    asked = [content for content in choices if sheet_id in (None, content.id)]
    sheets = (_sheet(content, works, learners, lessons, kind) for content in asked)
    return NeedsPage(group, first, last, tuple(choices), tuple(sheets), lessons)


def period_of(group: ClassView) -> tuple[date, date]:
    """Return the days of a class's year that can hold anything yet."""
    return group.starts_on, max(group.starts_on, min(group.ends_on, clock.today()))


def needs_on(content: SheetContent, work: Work) -> Iterator[tuple[Criterion, Need]]:
    """Yield what one learner needs on each criterion of a sheet's newest version: who retired is asked no more."""
    run = stage_run(work.rounds)
    checks = {criterion.id for criterion in content.checks}
    for criterion in content.all_criteria.values():
        need = need_of(work.judged.get(criterion.id, ()), run, deepens=criterion.id not in checks)
        if need is not None:
            yield criterion, need


def _sheet(
    content: SheetContent,
    works: Works,
    learners: list[LearnerCard],
    lessons: tuple[LessonLine, ...],
    kind: LessonKind | None,
) -> SheetNeeds:
    found: dict[tuple[str, LessonKind], list[LearnerNeed]] = defaultdict(list)
    unknown: dict[str, int] = defaultdict(int)
    for learner in learners:
        work = works[content.id].get(learner.id)
        for criterion, need in needs_on(content, work) if work else ():
            if need.kind is None:
                unknown[criterion.id] += 1
            elif kind in (None, need.kind):
                lesson = _lesson(lessons, content.id, criterion.id, need.kind, learner.id)
                found[(criterion.id, need.kind)].append(LearnerNeed(learner, need.reasons, lesson))
    needs = tuple(
        CriterionNeeds(criterion, each, tuple(found[(criterion.id, each)]), _together(found, criterion.id, each))
        for criterion in content.all_criteria.values()
        for each in LessonKind
        if (criterion.id, each) in found
    )
    return SheetNeeds(content, needs, tuple((content.all_criteria[name], count) for name, count in unknown.items()))


def _together(
    found: Mapping[tuple[str, LessonKind], list[LearnerNeed]], criterion_id: str, kind: LessonKind
) -> tuple[str, ...]:
    """Return the criteria that the same learners need, this one among them: one lesson can be about all of them."""
    who = _ids(found[(criterion_id, kind)])
    return tuple(name for (name, each), needs in found.items() if each is kind and _ids(needs) == who)


def _ids(needs: list[LearnerNeed]) -> set[UUID]:
    return {each.learner.id for each in needs}


def _lesson(
    lessons: tuple[LessonLine, ...], sheet_id: str, criterion_id: str, kind: LessonKind, learner_id: UUID
) -> LessonLine | None:
    about = (each for each in lessons if (each.sheet_id, each.kind) == (sheet_id, kind))
    return next((each for each in about if criterion_id in each.criteria and learner_id in each.learner_ids), None)
