"""Whom other limits would show, class by class, before anybody keeps them."""

from dataclasses import dataclass
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.desk.policy import Limits
from logbook.training.queries import ClassView, classes_in_reach

from . import attention
from .class_view import ClassRow, class_page

MOST_CLASSES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A learner who would be shown; `new` says that the limits of now do not show them."""

    learner_id: UUID
    name: str
    new: bool


@dataclass(frozen=True, slots=True)
class ClassPreview:
    """A class: how many learners, how many are shown now, who would be, and who would not be any more."""

    group: ClassView
    learners: int
    now: int
    then: tuple[Shown, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The classes of this year that the actor reaches, at most eight; `left_out` are how many more there are."""

    classes: tuple[ClassPreview, ...]
    left_out: int

    @property
    def learner_ids(self) -> list[UUID]:
        """Of whom it tells something."""
        return [shown.learner_id for each in self.classes for shown in each.then]


def preview_of(actor: Actor, limits: Limits) -> Preview:
    """Return whom `limits` would show in this week, whatever somebody lets wait. Raises NotFound."""
    today = clock.today()
    groups = [each for each in classes_in_reach(actor) if each.starts_on <= today <= each.ends_on]
    classes = tuple(_class(actor, group, limits) for group in groups[:MOST_CLASSES])
    return Preview(classes, max(0, len(groups) - MOST_CLASSES))


def _class(actor: Actor, group: ClassView, limits: Limits) -> ClassPreview:
    page = class_page(actor, group.id)
    now = {row.id for row in page.rows if attention.reasons(row.facts, page.limits)}
    then = [row for row in sorted(page.rows, key=_name) if attention.reasons(row.facts, limits)]
    kept = {row.id for row in then}
    return ClassPreview(
        group,
        len(page.rows),
        len(now),
        tuple(Shown(row.id, row.name, row.id not in now) for row in then),
        tuple(row.name for row in sorted(page.rows, key=_name) if row.id in now - kept),
    )


def _name(row: ClassRow) -> str:
    return row.name
