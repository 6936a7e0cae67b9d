"""What has had its time is erased, every night, for each school by its own periods."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from logbook.accounts.models import School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotPermitted
from logbook.core.events import Event, append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.core.upsert import upsert
from logbook.councils.models import CouncilFile
from logbook.councils.services import bury_files
from logbook.entries.services import erase_entry_of, lock_learner
from logbook.extensions import db
from logbook.media.services import delete_files, forget_media
from logbook.privacy.models import Erasure, ErasureScope, ErasureState, RetentionRule, RetentionRun
from logbook.privacy.policy.periods import DOCUMENTS, Period
from logbook.privacy.policy.traces import Conditions
from logbook.privacy.queries import overdue
from logbook.privacy.queries.holds import held_people, hold_of
from logbook.privacy.queries.periods import periods_of

from .drop_events import drop_events, droppable
from .erase_rows import delete_rows
from .run_erasure import run_erasure
from .seal_events import seal_events

GROUND = "retention"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Run:
    """One school's run: `dry` counts and changes nothing."""

    school_id: UUID
    dry: bool
    held: Collection[UUID]
    counts: dict[str, int] = field(default_factory=dict)
    minutes_since: date = date.max

    def count(self, document: str, number: int) -> None:
        self.counts[document] = self.counts.get(document, 0) + number


def keep_period(actor: Actor, document: str, period: Period) -> None:
    """Set how long the coordinator's school keeps a class of documents. Raises NotPermitted."""
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    values = {
        "amount": period.amount,
        "unit": period.unit.value,
        "source": period.source,
        "source_on": period.source_on,
    }
    by = {"changed_by": actor.person_id, "changed_at": clock.now()}
    upsert(RetentionRule, {"school_id": actor.school_id, "document": document} | values | by)
    append_event(actor, "keep_period", "retention_rule", document, new=f"{period.amount} {period.unit.value}")


def run_retention(progress: Progress, *, dry: bool) -> dict[UUID, dict[str, int]]:
    """Erase at every school what is older than its periods, or count it; return the numbers by class of documents.

    The school keeps working meanwhile. What is of a held person stays. The numbers are kept with each school.
    """
    if not dry:
        seal_events(everything=True)
    with transaction():
        schools = list(db.session.scalars(select(School.id).order_by(School.id)))
    report = {}
    for place, school_id in enumerate(schools):
        report[school_id] = _run_school(school_id, dry)
        progress(place + 1, len(schools))
    return report


def _run_school(school_id: UUID, dry: bool) -> dict[str, int]:
    with transaction():
        kept = periods_of(school_id)
        minutes_since = kept["council"].period.first_kept(clock.today())
        run = _Run(school_id, dry, held_people(school_id), minutes_since=minutes_since)
    for document in DOCUMENTS:
        before = kept[document.id].period.first_kept(clock.today())
        _STEPS[document.id](run, document.id, before)
    with transaction():
        db.session.add(
            RetentionRun(id=new_id(), school_id=school_id, ran_at=clock.now(), dry=dry, counts=dict(run.counts))
        )
    return run.counts


def _logbooks(run: _Run, document: str, before: date) -> None:
    with transaction():
        learners = overdue.learners_of(run.school_id, before, run.held)
    for learner_id in learners:
        with transaction():
            entries = overdue.entries_before(run.school_id, learner_id, before)
            records = overdue.records_before(run.school_id, learner_id, before)
            run.count(document, len(entries))
            if run.dry:
                run.count("records", _number(records))
        if not run.dry:
            _erase_logbook(run, learner_id, entries, records)
    if not run.dry:
        with transaction():
            delete_rows(overdue.lessons_before(run.school_id, before))  # of nobody any more: counted nowhere


def _erase_logbook(run: _Run, learner_id: UUID, entries: list[UUID], records: Conditions) -> None:
    for entry_id in entries:
        with transaction():
            lock_learner(learner_id)
            if hold_of(run.school_id, learner_id):
                return
            free = erase_entry_of(run.school_id, entry_id, GROUND)
            files = forget_media(learner_id, free)
        delete_files(files)
    with transaction():
        lock_learner(learner_id)
        if not hold_of(run.school_id, learner_id):
            run.count("records", delete_rows(records))


def _number(conditions: Conditions) -> int:
    counts = (select(func.count()).select_from(table).where(where) for table, where in conditions.items())
    return sum(db.session.scalars(query).one() for query in counts)


def _people(run: _Run, document: str, before: date) -> None:
    with transaction():
        people = overdue.people_before(run.school_id, before, run.held, run.minutes_since)
    run.count(document, len(people))
    for person_id in () if run.dry else people:
        erasure_id = new_id()
        with transaction():
            db.session.add(_erasure(erasure_id, run.school_id, person_id))
            append_event(None, "erase_person", "erasure", erasure_id, new=ErasureState.WAITING.value)
        run_erasure(erasure_id)


def _erasure(erasure_id: UUID, school_id: UUID, person_id: UUID) -> Erasure:
    return Erasure(
        id=erasure_id,
        school_id=school_id,
        person_id=person_id,
        scope=ErasureScope.PERSON.value,
        ground=GROUND,
        asked_at=clock.now(),
        state=ErasureState.WAITING.value,
    )


def _councils(run: _Run, document: str, before: date) -> None:
    with transaction():
        rows = overdue.councils_before(run.school_id, before, run.held)
        if not run.dry:
            bury_files(run.school_id, rows[CouncilFile.__table__], GROUND)  # type: ignore[index]
        run.count(document, _number(rows) if run.dry else delete_rows(rows))


def _plain(run: _Run, document: str, before: date) -> None:
    with transaction():
        rows = overdue.plain_before(document, run.school_id, before, run.held)
        run.count(document, _number(rows) if run.dry else delete_rows(rows))


def _looks(run: _Run, document: str, before: date) -> None:
    _plain(run, document, before)
    _events(run, document, before)


def _events(run: _Run, document: str, before: date) -> None:
    which = overdue.events_before(document, before, run.held)
    if run.dry:
        with transaction():
            query = select(func.count()).select_from(Event).where(droppable(run.school_id, which))
            run.count("events", db.session.scalars(query).one())
    else:
        run.count("events", drop_events(None, run.school_id, which, GROUND))


_STEPS: dict[str, Callable[[_Run, str, date], None]] = {
    "entries": _logbooks,
    "council": _councils,
    "people": _people,
    "corrections": _plain,
    "looks": _looks,
    "sessions": _plain,
    "rejected": _plain,
    "events": _events,
}
