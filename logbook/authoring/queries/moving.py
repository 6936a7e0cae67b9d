"""What moving learners to a newer version of a sheet would change, for each of them, before anybody chooses."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.entries.queries.reached import first_met_of
from logbook.entries.queries.worked import worked_versions
from logbook.entries.services.worked import BEGUN
from logbook.sheets.models import Criterion, SheetContent
from logbook.sheets.queries import numbered_version
from logbook.training.queries import ClassView, LearnerCard, class_of, classes_in_reach, learners_of_class

from .versions import usable_sheet


@dataclass(frozen=True, slots=True)
class Carried:
    """A criterion that stays: whether it was reached, and whether its words changed."""

    criterion: Criterion
    met: bool
    reworded: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What a move means for one learner: what stays with its marks, what is new, what counts no more."""

    learner: LearnerCard
    number: int
    kept: tuple[Carried, ...]
    new: tuple[Criterion, ...]
    gone: tuple[Carried, ...]

    @property
    def now(self) -> tuple[int, int]:
        """How many criteria are reached, of how many."""
        every = (*self.kept, *self.gone)
        return sum(each.met for each in every), len(every)

    @property
    def then(self) -> tuple[int, int]:
        """The same after the move."""
        return sum(each.met for each in self.kept), len(self.kept) + len(self.new)


@dataclass(frozen=True, slots=True)
class MovePage:
    """A class with who works with an older version than `target`; `others` are there already or did not begin."""

    sheet: SheetContent
    target: SheetContent
    classes: list[ClassView]
    group: ClassView | None
    moves: tuple[Move, ...]
    others: int


def move_page(actor: Actor, sheet_id: str, number: int, class_id: UUID | None) -> MovePage:
    """Return what a move to this version means for a class. Raises NotFound and NotPermitted."""
    sheet = usable_sheet(actor, sheet_id)
    target = numbered_version(actor, sheet_id, number)
    if sheet.kind not in BEGUN:
        raise NotFound
    classes = classes_in_reach(actor)
    group = class_of(actor, class_id) if class_id else classes[0] if len(classes) == 1 else None
    learners = learners_of_class(group.id) if group else []
    moves = _moves(actor, target, learners)
    return MovePage(sheet, target, classes, group, moves, len(learners) - len(moves))


def _moves(actor: Actor, target: SheetContent, learners: list[LearnerCard]) -> tuple[Move, ...]:
    ids = [each.id for each in learners]
    own = {each: one for each, one in worked_versions(actor, ids, target.id).items() if one.number < target.number}
    met = first_met_of(actor, own) if own else {}
    return tuple(
        _move(each, own[each.id], target, met.get(each.id, {}).get(target.id, {}))
        for each in learners
        if each.id in own
    )


def _move(learner: LearnerCard, own: SheetContent, target: SheetContent, met: Collection[str]) -> Move:
    before = {name: own.all_criteria[name] for name in own.all_criteria if name in own.counting_ids}
    after = {name: target.all_criteria[name] for name in target.all_criteria if name in target.counting_ids}
    return Move(
        learner=learner,
        number=own.number,
        kept=tuple(
            Carried(each, name in met, before[name].text != each.text) for name, each in after.items() if name in before
        ),
        new=tuple(each for name, each in after.items() if name not in before),
        gone=tuple(Carried(each, name in met, reworded=False) for name, each in before.items() if name not in after),
    )
