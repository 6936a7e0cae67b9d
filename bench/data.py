"""A school of any size for the bench: one class of 25 over a whole school year, the rest over its latest weeks.

The rows are those of the demo school's generator: same tables, same sizes, same states, only more of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, text

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.demo.services.casting import Apprentice, Casting, Group, Learner, Site
from logbook.demo.services.days import Period
from logbook.demo.services.dice import Dice
from logbook.demo.services.history import tell_all, write_and_sum
from logbook.demo.services.ledger import Ledger, Progress
from logbook.demo.services.patterns import FAST, OVER, PROMPT, RETURNED, STEADY, STRONG, UNDER
from logbook.demo.services.places import settle
from logbook.demo.services.tracks import lay_tracks
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from logbook.sheets.schemas import read_library
from logbook.sheets.services import load_library
from logbook.training.models import ClassMember

NOW = datetime(2027, 5, 28, 14, 0, tzinfo=UTC)
"""When the bench takes place: a Friday near the end of a school year, with four days of the week handed in."""

CLASS_SIZE = 25
PLACES = 3
YEAR_WEEKS = 36
LATEST_WEEKS = 4
_PATTERNS = (STEADY, OVER, STRONG, UNDER, STEADY, FAST, RETURNED)
_DAYS, _HOURS = "1234", 20


@dataclass(frozen=True, slots=True)
class School:
    """What the cases need: the class with a whole year, and learners with waiting weeks to write for.

    `waiting` are the placements with a whole week to approve. `year_bytes` is what the class's history took in the
    database, indexes and all; `event_bytes` the events' share of it.
    """

    year_class: tuple[Apprentice, ...]
    others: tuple[Apprentice, ...]
    class_id: UUID
    waiting: frozenset[UUID]
    year_bytes: int
    event_bytes: int


def build(learners: int, progress: Progress) -> School:
    """Fill an empty, migrated database with `learners` learners. The caller holds the clock at `NOW`."""
    with transaction():
        load_library(None, read_library())
    year, latest = Period.until_yesterday(YEAR_WEEKS), Period.until_yesterday(LATEST_WEEKS)
    ledger = Ledger(Dice("bench"))
    lay_tracks(ledger)
    everybody = settle(ledger, _casting(learners), year.year_starts_on)
    with transaction():
        ledger.write(_silent)
    before = size()
    _live(ledger, everybody[:CLASS_SIZE], year)
    year_bytes, event_bytes = size() - before, size("event")
    for first in range(CLASS_SIZE, len(everybody), CLASS_SIZE):
        _live(ledger, everybody[first : first + CLASS_SIZE], latest)
        progress(first, learners)
    class_of = select(ClassMember.class_id).where(ClassMember.person_id == everybody[0].actor.person_id)
    return School(
        year_class=tuple(everybody[:CLASS_SIZE]),
        others=tuple(everybody[CLASS_SIZE:]),
        class_id=db.session.scalars(class_of).one(),
        waiting=_waiting(),
        year_bytes=year_bytes,
        event_bytes=event_bytes,
    )


def _live(ledger: Ledger, apprentices: list[Apprentice], period: Period) -> None:
    with transaction():
        tell_all(ledger, apprentices, period, _silent)
        write_and_sum(ledger, apprentices, period, _silent)
    db.session.expunge_all()


def _waiting() -> frozenset[UUID]:
    this_week = (Entry.week == week_number(clock.today()), Entry.state == EntryState.SUBMITTED)
    found = select(Entry.placement_id).where(*this_week, Entry.placement_id.is_not(None)).group_by(Entry.placement_id)
    return frozenset(db.session.scalars(found.having(func.count() == len(_DAYS))))


def _silent(_done: int, _of: int) -> None:
    """Tell nobody: the bench counts classes."""


def size(table: str | None = None) -> int:
    """Return how many bytes the database, or a table with its indexes, takes; the write-ahead log left out."""
    if db.engine.dialect.name == "postgresql":
        whole, part = "SELECT pg_database_size(current_database())", "SELECT pg_total_relation_size(:table)"
    else:
        whole = "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1"
        part = (
            "SELECT sum(pgsize) FROM dbstat JOIN sqlite_schema AS s ON s.name = dbstat.name"
            " WHERE aggregate = 1 AND s.tbl_name = :table"
        )
    return int(db.session.scalar(text(part if table else whole), {"table": table} if table else {}) or 0)


def _casting(learners: int) -> Casting:
    classes = [range(first, min(first + CLASS_SIZE, learners)) for first in range(0, learners, CLASS_SIZE)]
    return Casting(
        school="Bench",
        groups=tuple(
            Group(f"Klas {number}", ("Leraar", f"{number}"), _DAYS, _HOURS, tuple(_sites(numbers)))
            for number, numbers in enumerate(classes, start=1)
        ),
        counsellor=("Begeleider", "Bench"),
        coordinator=("Coordinator", "Bench"),
        supervisor=("Collega", "Bench"),
        company_coordinator=("Kantoor", "Bench"),
        guardian=("Ouder", "Bench"),
        handles=False,
    )


def _sites(numbers: range) -> Iterator[Site]:
    for first in range(0, len(numbers), PLACES):
        some = numbers[first : first + PLACES]
        learners = tuple(Learner(("Leerling", f"{n:06d}"), _PATTERNS[n % len(_PATTERNS)]) for n in some)
        yield Site(f"Bedrijf {some[0]}", ("Mentor", f"{some[0]}"), PROMPT, learners)
