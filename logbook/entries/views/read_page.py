"""An entry to read: the learner's own ratings beside those of mentor and teacher, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Response

from logbook.accounts.models import Looked
from logbook.accounts.queries import names_of
from logbook.accounts.services import tell_looks
from logbook.core.actor import Actor
from logbook.core.roles import Rater, Role
from logbook.core.weeks import iso_week
from logbook.entries import queries
from logbook.entries.models import Attached, EntryView, KeptRevision, RatedRound, Rating
from logbook.entries.policy import may_take_up
from logbook.sheets.models import Criterion, Group, Item, SheetContent, Stage, Text
from logbook.sheets.queries import stages_then, version
from logbook.training.queries import PlacementView, placement_view, require_relation
from logbook.web.rendering import render


@dataclass(frozen=True)
class RatedRow:
    """One criterion in everybody's eyes, as states of marks; `others` are supervisors, by name."""

    criterion: Criterion
    learner: str | None
    mentor: str | None
    teacher: str | None
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReadPage:
    """What the page shows. `hidden` says that the learner's own ratings are kept from this mentor for now."""

    view: EntryView
    sheet: SheetContent
    stage: Stage
    prompts: Mapping[str, Item]
    learner_name: str
    placement: PlacementView | None
    groups: list[tuple[Group, list[RatedRow]]]
    raters: list[tuple[str, Rating]]
    kept: list[tuple[KeptRevision, bool]]
    attached: Attached
    begun: bool
    hidden: bool

    def measured(self, criterion: Criterion) -> list[tuple[Text, str]]:
        """Return what the learner measured for a criterion, with its unit, as numbers are written here.

        A measured value gives the own rating away, so that it stays hidden with it.
        """
        found = self.view.fields.measurements.get(criterion.id, {})
        if criterion.measurement is None or self.hidden:
            return []
        unit = criterion.measurement.unit
        return [
            (each.label, f"{found[each.id]:g} {unit}".replace(".", ","))
            for each in criterion.measurement.fields
            if each.id in found
        ]

    @property
    def iso_week(self) -> str:
        """The week that the entry belongs to."""
        return iso_week(self.view.entry.week)

    @property
    def words(self) -> list[tuple[Text | None, str]]:
        """What the learner wrote, beside the sentence it answers: None where no version of the stages asks that."""
        note, asked = self.view.fields.note, [each for each in self.prompts if each in self.view.fields.note]
        named = dict.fromkeys([*asked, *note])
        return [(self.prompts[each].text if each in self.prompts else None, note[each]) for each in named if note[each]]


def read_page(actor: Actor, view: EntryView) -> Response:
    """Render the entry for somebody whom the caller found to have the right to read it; a stranger's look is noted."""
    entry, own = view.entry, actor.role is Role.LEARNER
    tell_looks(actor, [entry.learner_id], Looked.ENTRY)
    return render("entries/show.html", page=_page(actor, view), own=own)


def _page(actor: Actor, view: EntryView) -> ReadPage:
    entry, sheet = view.entry, version(actor, view.entry.sheet_version_id)
    rated = queries.round_of(actor, entry.id)
    raters = [each for each in rated.ratings if each.role is not Rater.LEARNER] if rated else []
    names = names_of({entry.learner_id, *(each.rater_id for each in raters)})
    hidden = entry.id in queries.sealed_entries(actor, [entry.learner_id], entry.date, entry.date)
    own = view.fields.ratings if not hidden else {}
    then, media = stages_then(actor), queries.attached_to(view, sheet)
    return ReadPage(
        view=view,
        sheet=sheet,
        stage=then.at(view.received_at)[rated.stage if rated else view.fields.stage],
        prompts=then.prompts(view.received_at),
        learner_name=names[entry.learner_id],
        placement=placement_view(entry.placement_id) if entry.placement_id else None,
        groups=_groups(sheet, own, rated, names),
        raters=[(names[each.rater_id], each) for each in raters],
        kept=_kept(actor, view),
        attached=media.blind if hidden else media,
        begun=queries.draft_of(actor, queries.ENTRY, entry.id) is not None,
        hidden=hidden,
    )


def _kept(actor: Actor, view: EntryView) -> list[tuple[KeptRevision, bool]]:
    """Return the revisions that wait for a choice, each with whether it is the actor's to make."""
    found = queries.kept_revisions(actor, [view.entry.id])
    if not found:
        return []
    relation = require_relation(actor, view.entry.learner_id)
    return [(each, may_take_up(relation, view.entry, each.verdict)) for each in found]


def _groups(
    sheet: SheetContent, own: Mapping[str, str], rated: RatedRound | None, names: dict[UUID, str]
) -> list[tuple[Group, list[RatedRow]]]:
    """Return the sheet's groups with a row for each criterion."""
    mentor = rated.latest(Rater.MENTOR) if rated else {}
    teacher = rated.latest(Rater.TEACHER) if rated else {}
    supervisors = [each for each in rated.ratings if each.role is Rater.SUPERVISOR] if rated else []
    rows = {
        criterion.id: RatedRow(
            criterion,
            state_of(criterion, own.get(criterion.id)),
            state_of(criterion, mentor.get(criterion.id)),
            state_of(criterion, teacher.get(criterion.id)),
            tuple(
                (names[each.rater_id], criterion.scale.by_id[each.values[criterion.id]].mark)
                for each in supervisors
                if criterion.id in each.values
            ),
        )
        for criterion in sheet.all_criteria.values()
    }
    return [(group, [rows[each.id] for each in group.criteria]) for group in sheet.groups]


def state_of(criterion: Criterion, level_id: str | None) -> str | None:
    """Return the state of the mark for a level, or None when nothing was said."""
    level = criterion.scale.by_id.get(level_id or "")
    return level.mark if level else None
