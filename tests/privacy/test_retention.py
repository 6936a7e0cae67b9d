"""What has had its time goes, by each school's periods; what is held, and what is younger, stays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from logbook.accounts.models import Look, Membership, Person, SignInSession
from logbook.accounts.services import note_look, start_session
from logbook.core import clock
from logbook.core.errors import NotPermitted
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, EntryRevision, ErasedEntry, RejectedOp, Round, Week, Weekly
from logbook.entries.services import check, keep_rejected
from logbook.extensions import db
from logbook.media.models import Media
from logbook.privacy.models import Correction, RetentionRun, Unit
from logbook.privacy.policy.periods import DOCUMENTS, Period
from logbook.privacy.services.check_audit import check_audit
from logbook.privacy.services.holds import set_hold
from logbook.privacy.services.retention import keep_period, run_retention
from logbook.privacy.services.seal_events import seal_events
from logbook.reviews.models import Remark
from tests.conftest import FRIDAY
from tests.entries.work import rate, rate_own, round_id_of, submit
from tests.factories import Cast, actor_of, add, make_member
from tests.media.files import sent
from tests.privacy.test_audit import quiet

Counts = dict[str, int]
NEXT_YEAR = datetime(2027, 9, 15, 3, 40, tzinfo=ZoneInfo("Europe/Brussels"))
LAST_DAY = datetime(2028, 8, 31, 3, 40, tzinfo=ZoneInfo("Europe/Brussels"))
OVER = LAST_DAY + timedelta(days=1)
"""The school year after that of the cast's Friday ends on LAST_DAY."""


def run(cast: Cast, at: datetime, *, dry: bool = False) -> Counts:
    with clock.freeze(at):
        return run_retention(quiet, dry=dry)[cast.school.id]


@pytest.fixture
def logbook(cast: Cast) -> Cast:
    """Return the cast with a day, ratings, a week and a remark."""
    entry_id = submit(cast, photos={sent(cast.actor("learner")): {}}).entry_id
    rate(cast, "mentor", round_id_of(entry_id), {"crack_free": "reached"})
    rate_own(cast, {})
    mentor = cast.actor("mentor")
    said = {"author_id": mentor.person_id, "author_role": "mentor", "written_at": clock.now(), "date": clock.today()}
    with transaction():
        add(Remark(school_id=cast.school.id, learner_id=cast.learner.id, kind="note", text="Net werk", **said))
        note_look(cast.actor("teacher"), cast.learner.id)
    seal_events()
    return cast


PERIODS = [
    (Period(1, Unit.SCHOOL_YEARS), date(2026, 11, 22), date(2025, 9, 1)),
    (Period(1, Unit.SCHOOL_YEARS), date(2027, 8, 31), date(2025, 9, 1)),
    (Period(1, Unit.SCHOOL_YEARS), date(2027, 9, 1), date(2026, 9, 1)),
    (Period(0, Unit.SCHOOL_YEARS), date(2026, 9, 1), date(2026, 9, 1)),
    (Period(12, Unit.MONTHS), date(2026, 11, 22), date(2025, 11, 22)),
    (Period(6, Unit.MONTHS), date(2026, 8, 31), date(2026, 3, 1)),
    (Period(1, Unit.MONTHS), date(2026, 1, 15), date(2025, 12, 15)),
    (Period(12, Unit.MONTHS), date(2028, 2, 29), date(2027, 3, 1)),
    (Period(5, Unit.YEARS), date(2026, 12, 31), date(2021, 12, 31)),
    (Period(90, Unit.DAYS), date(2026, 3, 31), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("period", "today", "kept"), PERIODS)
def test_the_first_day_that_is_kept(period: Period, today: date, kept: date) -> None:
    assert period.first_kept(today) == kept


def test_a_logbook_stays_until_the_last_of_august_of_the_next_school_year(logbook: Cast) -> None:
    assert run(logbook, LAST_DAY)["entries"] == 0
    assert db.session.query(Entry).count() == 1
    assert run(logbook, OVER)["entries"] == 1
    left = [db.session.query(each).count() for each in (Entry, EntryRevision, Round, Remark, Week, Weekly, Media)]
    assert left == [0] * 7
    assert db.session.query(ErasedEntry).one().ground == "retention"
    assert check() == []


def test_a_dry_run_tells_the_same_and_changes_nothing(logbook: Cast) -> None:
    dry = run(logbook, OVER, dry=True)
    assert db.session.query(Entry).count() == db.session.query(Remark).count() == 1
    done = run(logbook, OVER)
    assert dry["entries"] == done["entries"] == 1
    assert dry["looks"] == done["looks"] == 1
    assert dry["records"] > 0 and dry["events"] > 0
    assert [row.dry for row in db.session.query(RetentionRun).filter_by(school_id=logbook.school.id)] == [True, False]


def test_the_record_still_checks_and_the_second_run_finds_nothing(logbook: Cast) -> None:
    run(logbook, OVER)
    with clock.freeze(OVER):
        seal_events(everything=True)
        assert check_audit(quiet).findings == []
        assert db.session.query(Event).filter(Event.deed.in_(["submit", "look", "rate"])).count() == 0
    again = run(logbook, OVER)
    assert {name: number for name, number in again.items() if number} == {}


def test_what_is_held_stays(logbook: Cast) -> None:
    with transaction():
        set_hold(logbook.actor("coordinator"), logbook.learner.id, "Betwisting")
    counts = run(logbook, OVER)
    assert (counts["entries"], counts["looks"]) == (0, 0)
    assert db.session.query(Entry).count() == db.session.query(Look).count() == 1


def test_a_school_sets_its_own_period(logbook: Cast) -> None:
    with transaction():
        keep_period(logbook.actor("coordinator"), "entries", Period(2, Unit.SCHOOL_YEARS, "Beslissing", FRIDAY.date()))
    assert run(logbook, OVER)["entries"] == 0
    with transaction():
        keep_period(logbook.actor("coordinator"), "entries", Period(0, Unit.SCHOOL_YEARS, "Beslissing", FRIDAY.date()))
    assert run(logbook, NEXT_YEAR)["entries"] == 1
    assert run(logbook, NEXT_YEAR)["entries"] == 0


def test_another_schools_period_is_its_own(logbook: Cast) -> None:
    with transaction():
        elsewhere = add(Person(given_name="Ada", family_name="Elders"))
        make_member(elsewhere, logbook.other_school, Role.COORDINATOR)
    with transaction():
        keep_period(actor_of(elsewhere, Role.COORDINATOR), "entries", Period(0, Unit.DAYS, "x", FRIDAY.date()))
    assert run(logbook, NEXT_YEAR)["entries"] == 0


@pytest.mark.parametrize("who", ["teacher", "mentor", "learner", "company_coordinator"])
def test_only_the_coordinator_sets_a_period(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted), transaction():
        keep_period(cast.actor(who), "entries", Period(1, Unit.DAYS))


def test_who_has_no_role_any_more_loses_the_name(cast: Cast) -> None:
    _end(cast.mentor, date(2026, 12, 31))
    assert run(cast, LAST_DAY)["people"] == 0
    assert run(cast, OVER)["people"] == 1
    person = db.session.get_one(Person, cast.mentor.id)
    assert (person.name, person.email) == ("Gewiste persoon", None)
    assert run(cast, OVER)["people"] == 0


def _end(person: Person, until: date) -> None:
    with transaction():
        db.session.execute(update(Membership).where(Membership.person_id == person.id).values(until_date=until))


AFTER: list[tuple[str, Callable[[Cast], Any], Any, timedelta]] = [
    ("sessions", lambda cast: start_session(cast.teacher, "x"), SignInSession, timedelta(days=7 + 366)),
    (
        "rejected",
        lambda cast: keep_rejected(cast.actor("learner"), new_id(), "/x", "y", code="z"),
        RejectedOp,
        timedelta(91),
    ),
    ("looks", lambda cast: note_look(cast.actor("teacher"), cast.learner.id), Look, timedelta(days=367)),
    ("corrections", lambda cast: add(_answered(cast)), Correction, timedelta(days=367)),
]


def _answered(cast: Cast) -> Correction:
    about = {"school_id": cast.school.id, "learner_id": cast.learner.id, "asked_by": cast.learner.id}
    asked = {"asked_at": clock.now(), "about": "a", "words": "b", "state": "done", "answered_at": clock.now()}
    return Correction(**about, **asked)


@pytest.mark.parametrize(("document", "make", "model", "age"), AFTER)
def test_each_class_has_its_time(cast: Cast, document: str, make: Any, model: Any, age: timedelta) -> None:
    with transaction():
        make(cast)
    assert run(cast, FRIDAY + age - timedelta(days=3))[document] == 0
    assert db.session.query(model).count() == 1
    assert run(cast, FRIDAY + age)[document] == 1
    assert db.session.query(model).count() == 0


def test_every_class_has_a_period_and_a_source() -> None:
    assert all(each.default.source and each.default.source_on for each in DOCUMENTS)
    assert len({each.id for each in DOCUMENTS}) == len(DOCUMENTS)
