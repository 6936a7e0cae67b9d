"""How far learners are with their sheets, and in whose eyes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from uuid import UUID

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.entries.models import RatedRound, SheetProgress
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import contents as sheet_contents

from .rounds import rated_rounds


def progress(
    actor: Actor, learner_ids: Collection[UUID], until: date | None = None
) -> dict[UUID, dict[str, SheetProgress]]:
    """Return for each learner in reach how far the sheets worked on are, up to `until` (today), in one query.

    It tells of all rounds: for actors who may read everything of the learners.
    """
    rounds = rated_rounds(actor, learner_ids, date.min, until or clock.today())
    contents = sheet_contents({rated.sheet_version_id for rated in rounds})
    by_learner = groupby(sorted(rounds, key=lambda rated: rated.learner_id), key=lambda rated: rated.learner_id)
    found = {learner_id: progress_of(theirs, contents) for learner_id, theirs in by_learner}
    return {learner_id: found.get(learner_id, {}) for learner_id in learner_ids}


def progress_of(rounds: Iterable[RatedRound], contents: Mapping[UUID, SheetContent]) -> dict[str, SheetProgress]:
    """Return how far one learner is with each sheet of these rounds (by date), `contents` being their versions."""
    by_sheet: dict[str, list[RatedRound]] = defaultdict(list)
    for rated in rounds:
        by_sheet[contents[rated.sheet_version_id].id].append(rated)
    return {sheet_id: _progress(sheet_id, worked, contents) for sheet_id, worked in by_sheet.items()}


def _progress(sheet_id: str, rounds: list[RatedRound], contents: Mapping[UUID, SheetContent]) -> SheetProgress:
    newest = max((contents[rated.sheet_version_id] for rated in rounds), key=lambda content: content.number)
    met: dict[str, set[Rater]] = defaultdict(set)
    latest: dict[Rater, dict[str, str]] = {role: {} for role in Rater}
    for rated in rounds:
        criteria = contents[rated.sheet_version_id].all_criteria
        for role in Rater:
            values = rated.latest(role)
            latest[role].update(values)
            for name, level in values.items():
                if criteria[name].scale.by_id[level].counts_as_met:
                    met[name].add(role)
    return SheetProgress(
        sheet_id=sheet_id,
        version_id=newest.version_id,
        rounds=len(rounds),
        met={name: frozenset(raters) for name, raters in met.items()},
        latest=latest,
        counting=newest.counting_ids,
    )
