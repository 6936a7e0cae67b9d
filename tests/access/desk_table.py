"""The teacher's desk. Who may, for whose thing; things that only these addresses name."""

from datetime import timedelta
from typing import Any

from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.desk.models import AttentionSnooze
from logbook.training.models import ClassGroup
from tests.access.reach import LEARNERS, MENTORS, SCHOOL, Rule
from tests.factories import Cast, add

DESK: dict[str, Rule] = {
    "insight.attention": Rule("class_learner", SCHOOL),
    "insight.snooze": Rule("class_learner", SCHOOL, post=True),
    "insight.end_snooze": Rule("snooze", SCHOOL, post=True),
    "insight.compare": Rule("learner", LEARNERS | MENTORS | SCHOOL),
    "desk.news": Rule("class", SCHOOL),
    "desk.mark_seen": Rule("class", SCHOOL, post=True),
    "desk.filters": Rule("class", SCHOOL),
    "desk.keep_filter": Rule("class", SCHOOL, post=True),
    # somebody else's view, or one that is gone: nothing to rename
    "desk.rename_filter": Rule("class_filter", frozenset(), post=True, data={"name": "Anders"}),
    # one that is gone stays so
    "desk.drop_filter": Rule("class_filter", SCHOOL, post=True),
}
DESK_OWN: set[str] = {"insight.limits"}
"""Pages that name nobody's thing."""
DESK_DEEDS: set[str] = {"insight.set_limits", "insight.preview_limits"}
"""Deeds on the school's limits, tested with the limits themselves."""


def desk_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    with transaction():
        foreign = ClassGroup.query.filter_by(school_id=cast.other_school.id).first()
        owners = {
            "own": (cast.learner, cast.group.id),
            "other": (cast.other_learner, cast.group.id),
            "foreign": (cast.foreign_learner, foreign.id),
        }
        return {
            name: {
                "snooze": {"class_id": group, "learner_id": learner.id, "snooze_id": _snooze(learner, cast).id},
                "class_filter": {"class_id": group, "filter_id": new_id()},
            }
            for name, (learner, group) in owners.items()
        }


def _snooze(learner: Any, cast: Cast) -> AttentionSnooze:
    school = cast.other_school if learner.id == cast.foreign_learner.id else cast.school
    made: AttentionSnooze = add(
        AttentionSnooze(
            school_id=school.id,
            learner_id=learner.id,
            kind="silent",
            n=3,
            until=clock.today() + timedelta(days=5),
            snoozed_by=cast.teacher.id,
            snoozed_at=clock.now(),
        )
    )
    return made
