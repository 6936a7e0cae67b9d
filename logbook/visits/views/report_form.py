"""The form of a report: what it asks, what is at hand for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.entries.queries import current_stages, usable_versions
from logbook.reviews.queries import CommitmentView, commitment_phrases, own_phrases
from logbook.reviews.queries.commitments import week_commitments
from logbook.reviews.queries.remarks import week_remarks
from logbook.reviews.views.phrases import MOST, STARTERS
from logbook.sheets.models import STAGES, SheetContent, SheetKind, Stage
from logbook.sheets.queries import SOFT_SKILLS_SHEET, stage_map
from logbook.training.queries import assigned_sheets
from logbook.visits.queries import VisitPage
from logbook.web.language import text_of

MOST_SHEETS = 2
"""How many of the learner's sheets the form has at hand, beside soft skills."""


@dataclass(frozen=True)
class AtHand:
    """What the form offers: sheets to rate on with the stage of each, phrases, what was agreed and still runs.

    What is agreed at the visit is `due` a week after it, unless the teacher says otherwise.
    """

    sheets: list[SheetContent]
    now: Mapping[str, str]
    stages: Mapping[str, Stage]
    phrases: Mapping[str, list[str]]
    running: list[CommitmentView]
    due: date

    @property
    def labels(self) -> dict[str, str]:
        """Return the words for fields, for the list of what is wrong."""
        words = {"date": gettext("Datum"), "text": gettext("Verslag")}
        for sheet in self.sheets:
            words[f"stages.{sheet.id}"] = words[f"ratings.{sheet.id}"] = text_of(sheet.short_title)
            for each in sheet.all_criteria.values():
                words[f"ratings.{sheet.id}.{each.id}"] = text_of(each.short)
        return words

    @property
    def stage_options(self) -> list[tuple[str, str]]:
        """Return the stages as options."""
        return [(stage.id, text_of(stage.title)) for stage in self.stages.values()]


def at_hand(actor: Actor, page: VisitPage) -> AtHand:
    """Return what a report of this visit can be made of."""
    learner = page.visit.learner_id
    wanted = list(dict.fromkeys([*assigned_sheets(learner)[:MOST_SHEETS], SOFT_SKILLS_SHEET]))
    known = usable_versions(actor, learner, wanted)
    sheets = [known[each] for each in wanted if each in known]
    steps = current_stages(actor, [learner])[learner]
    agreed = week_commitments(actor, learner)
    own = own_phrases(week_remarks(actor, None), actor.person_id)
    own |= {"commitment": commitment_phrases(agreed, actor.person_id)}
    return AtHand(
        sheets=sheets,
        now={each.id: steps[each.id].stage if each.id in steps else STAGES[0] for each in sheets if _staged(each)},
        stages=stage_map(actor),
        phrases={
            kind: list(dict.fromkeys([*own.get(kind, []), *(gettext(text) for text in starters)]))[:MOST]
            for kind, starters in STARTERS.items()
        },
        running=[each for each in agreed if each.learner_id == learner and each.is_open],
        due=max(clock.today(), page.visit.date) + timedelta(weeks=1),
    )


def _staged(sheet: SheetContent) -> bool:
    return sheet.kind is not SheetKind.ATTITUDE
