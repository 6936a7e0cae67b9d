"""Short ways to do a learner's and a rater's work in tests, each deed committed on its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.entries.models import Entry, EntryFields, EntryState, Receipt, Round, Weekly
from logbook.entries.policy import RATERS
from logbook.entries.services import (
    RateOwnWeek,
    SubmitEntry,
    lock_learner,
    rate_own_week,
    record_assessment,
    record_week_assessment,
    submit_entry,
    summarise,
    week_for_update,
)
from logbook.extensions import db
from logbook.sheets.queries import soft_skills
from logbook.training.models import Placement, Workplace
from tests.factories import WELDING, Cast, make_placement

TODAY = date(2026, 11, 20)
THIS_WEEK = week_number(TODAY)
RATINGS = {"removes_burrs": "done", "crack_free": "reached", "undercut": "not_yet_reached"}


def fields(cast: Cast, **changes: Any) -> EntryFields:
    """Return what the cast's learner hands in today at work."""
    values: dict[str, Any] = {
        "date": TODAY,
        "sheet": WELDING,
        "sheet_version": 1,
        "stage": "coaching",
        "placement_id": cast.placement_id,
        "header": {"process_used": "135", "working_times": {"minutes": 210}, "visual_check_done": True},
        "ratings": RATINGS,
    }
    return EntryFields(**values | changes)


def submit(
    cast: Cast,
    entry_id: UUID | None = None,
    *,
    base_rev: int = 0,
    op_id: UUID | None = None,
    actor: Actor | None = None,
    **changes: Any,
) -> Receipt:
    """Hand in a day of the cast's learner (or of `actor`)."""
    command = SubmitEntry(entry_id or new_id(), op_id or new_id(), base_rev, fields(cast, **changes))
    with transaction():
        return submit_entry(actor or cast.actor("learner"), command)


def entry_in(cast: Cast, state: EntryState, **changes: Any) -> Entry:
    """Return an entry of the cast's learner, brought into a state as the reviewers' deeds leave it."""
    receipt = submit(cast, **changes)
    with transaction():
        entry = stored(receipt.entry_id)
        entry.state = state.value
        if state is EntryState.APPROVED:
            entry.approved_rev = entry.current_rev
        db.session.flush()
        summarise(entry.learner_id, [entry.week])
    return entry


def stored(entry_id: UUID | None) -> Entry:
    """Return an entry as the database has it."""
    return db.session.get_one(Entry, entry_id, populate_existing=True)


def round_id_of(entry_id: UUID | None) -> UUID:
    """Return the id of an entry's round."""
    return db.session.query(Round.id).filter_by(entry_id=entry_id).scalar()  # type: ignore[no-any-return]


def rate(cast: Cast, who: str, round_id: UUID, values: Mapping[str, str], *, blind: bool = False) -> None:
    """Let somebody of the cast rate a round, and sum its week."""
    actor, rated = cast.actor(who), db.session.get_one(Round, round_id)
    with transaction():
        lock_learner(rated.learner_id)
        record_assessment(actor, round_id, RATERS[actor.role], values, blind=blind)
        summarise(rated.learner_id, [week_number(rated.date)])


def rate_own(cast: Cast, values: Mapping[str, str], *, week: int = THIS_WEEK, op_id: UUID | None = None) -> Receipt:
    """Let the learner rate the own soft skills."""
    with transaction():
        return rate_own_week(cast.actor("learner"), RateOwnWeek(op_id or new_id(), cast.placement_id, week, values))


def rate_week(cast: Cast, who: str, values: Mapping[str, str], *, week: int = THIS_WEEK) -> None:
    """Let a mentor or teacher rate the learner's soft skills, and sum the week."""
    actor = cast.actor(who)
    with transaction():
        lock_learner(cast.learner.id)
        row = week_for_update(actor, cast.learner.id, cast.placement_id, week)
        version_id = soft_skills(actor).version_id
        record_week_assessment(actor, row.id, RATERS[actor.role], version_id, values)
        summarise(cast.learner.id, [week])


def ended_placement(cast: Cast, until: date = date(2026, 11, 12)) -> Placement:
    """Give the learner a placement that ended before this week."""
    with transaction():
        workplace = db.session.get_one(Workplace, cast.placement.workplace_id)
        return make_placement(cast.school, cast.learner, workplace, until_date=until)


def weekly(role: Rater, kind: str = "task", week: int = THIS_WEEK) -> Weekly | None:
    """Return the only row of sums of a role in a week."""
    query = db.session.query(Weekly).filter_by(rater_role=role.value, kind=kind, week=week)
    return query.populate_existing().one_or_none()


def deeds(entry_id: UUID | None) -> list[tuple[str, str | None, str | None]]:
    """Return the events of an entry: deed, old state, new state."""
    events = db.session.query(Event).filter_by(thing_id=str(entry_id)).order_by(Event.id)
    return [(event.deed, event.old, event.new) for event in events]
