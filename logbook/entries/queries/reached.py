"""When mentor or teacher first called each criterion met: enough for a bead, far quicker than the full record."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, bindparam, cast, or_, select

from logbook.core.actor import Actor
from logbook.core.roles import Rater
from logbook.entries.models import WITH_LEARNER, Assessment, Entry, Round
from logbook.extensions import db
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import versions

FirstMet = dict[str, dict[str, date]]

_LEARNER, _ROUND, _DATE, _VERSION, _ROLE, _VALUES = range(6)
# Built once: building the statement costs more than running it. Ratings come as they are stored: most are never read.
_RATED: "Select[*tuple[Any, ...]]" = (
    select(
        Round.learner_id,
        Round.id,
        Round.date,
        Round.sheet_version_id,
        Assessment.rater_role,
        cast(Assessment.values, Text),
    )
    .join(Assessment, Assessment.round_id == Round.id)
    .outerjoin(Entry, Entry.id == Round.entry_id)
    .where(
        Round.learner_id.in_(bindparam("learners", expanding=True)),
        Round.school_id == bindparam("school"),
        Round.date <= bindparam("until"),
        Assessment.rater_role.in_((Rater.MENTOR, Rater.TEACHER)),
        or_(Entry.id.is_(None), Entry.state.not_in(WITH_LEARNER)),
    )
    .order_by(
        Round.learner_id,
        Round.date,
        Round.id,
        Assessment.rater_role,
        Assessment.blind.desc(),
        Assessment.rated_at,
        Assessment.rater_id,
    )
)


def first_met(actor: Actor, learner_id: UUID) -> FirstMet:
    """Return for each sheet of a learner in reach the counting criteria met so far, with the date of the first time.

    As everywhere, a correction overrides the blind rating of the same round and role, and withdrawn or held entries
    have no part in it. One query.
    """
    return first_met_of(actor, [learner_id]).get(learner_id, {})


def first_met_of(actor: Actor, learner_ids: Collection[UUID], until: date = date.max) -> dict[UUID, FirstMet]:
    """Return the same for several learners in reach, up to `until`, in one query; who has reached nothing is not there.

    It tells of all rounds: for actors who may read everything of the learners.
    """
    rows = db.session.execute(_RATED, {"learners": list(learner_ids), "school": actor.school_id, "until": until}).all()
    sheets = versions(actor, {row[_VERSION] for row in rows})
    found = {learner_id: _first_of(own, sheets) for learner_id, own in groupby(rows, key=itemgetter(_LEARNER))}
    return {learner_id: met for learner_id, met in found.items() if met}


def _first_of(rows: "Iterable[Row[*tuple[Any, ...]]]", sheets: Mapping[UUID, SheetContent]) -> FirstMet:
    """Return what one learner met first and when, from the own rows by date.

    Ratings are only read as long as something on that version of the sheet is still to be met.
    """
    found: FirstMet = {}
    missing: dict[UUID, dict[str, frozenset[str]]] = {}
    for _round, group in groupby(rows, key=itemgetter(_ROUND, _ROLE)):
        first, *rest = group
        version_id = first[_VERSION]
        if (todo := missing.get(version_id)) is None:
            todo = missing[version_id] = dict(_met_levels(sheets[version_id]))
        if not todo:
            continue
        values = json.loads(first[_VALUES])
        for later in rest:
            values |= json.loads(later[_VALUES])
        for name in [name for name, levels in todo.items() if values.get(name) in levels]:
            del todo[name]
            found.setdefault(sheets[version_id].id, {}).setdefault(name, first[_DATE])
    return found


def _met_levels(sheet: SheetContent) -> dict[str, frozenset[str]]:
    """Return the counting criteria with the levels that count as met."""
    criteria = {name: sheet.all_criteria[name] for name in sheet.counting_ids}
    return {
        name: frozenset(level.id for level in each.scale.levels if level.counts_as_met)
        for name, each in criteria.items()
    }
