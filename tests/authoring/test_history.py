"""Whatever is published, rated, retired and moved: each day is read as it was when somebody last worked on it."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logbook.authoring.services import move_learners
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryRevision, Round, WorkedVersion
from logbook.entries.queries import usable_versions
from logbook.entries.services import SubmitEntry, check, submit_entry
from logbook.extensions import db
from logbook.reviews.services import OpenRound, open_round
from logbook.sheets.models import LANGUAGES, SheetContent
from logbook.sheets.queries import documents, latest_version, numbered_version
from logbook.sheets.queries import stored as kept_in_process
from logbook.sheets.services import publish_content
from tests.databases import unguarded
from tests.entries.test_any_sequence import TABLES
from tests.entries.work import fields, rate
from tests.factories import WELDING, Cast

DAYS = [date(2026, 11, day) for day in (13, 16, 18, 20)]
STEPS = 50

numbers = st.integers(0, 30)
changes = st.sampled_from(
    ["reword", "add", "remove", "retire", "bring_back", "swap", "step", "level", "title", "group"]
)
steps = st.one_of(
    st.tuples(st.just("publish"), changes, numbers),
    st.tuples(st.just("submit"), numbers, numbers, st.booleans()),
    st.tuples(st.just("rate"), numbers, numbers, st.sampled_from(["mentor", "teacher"])),
    st.tuples(st.just("visit"), numbers, numbers),
    st.tuples(st.just("move"), numbers),
)


class History:
    """A school's own sheet that changes all the time, and a learner who works with it."""

    def __init__(self, cast: Cast, client_for: Callable[..., Any]) -> None:
        self.cast, self.teacher = cast, cast.actor("teacher")
        with transaction(), unguarded(db.session):
            for table in (*TABLES, WorkedVersion):
                db.session.query(table).delete()
        self.readers = [client_for(cast.learner), client_for(cast.teacher)]
        content = deepcopy(self._stored(latest_version(self.teacher, WELDING)))
        self.sheet, self.made = f"s-{new_id().hex[-8:]}-proef", 0
        self.seen: dict[UUID, list[str]] = {}
        with transaction():
            publish_content(self.teacher, content | {"id": self.sheet}, "Begin", None)

    @staticmethod
    def _stored(content: SheetContent) -> dict[str, Any]:
        return documents([content.version_id])[content.version_id]

    def publish(self, change: str, which: int) -> None:
        """Publish the sheet anew, changed."""
        latest = latest_version(self.teacher, self.sheet)
        content, self.made = deepcopy(self._stored(latest)), self.made + 1
        changed(content, change, which, self.made)
        with transaction():
            publish_content(self.teacher, content, f"Keer {self.made}", latest.number)

    def submit(self, day: int, which: int, outbox: bool) -> None:
        """Hand in a day, on the learner's own version or (from a phone that was away) on any."""
        learner = self.cast.actor("learner")
        own = usable_versions(learner, learner.person_id, [self.sheet])[self.sheet]
        if outbox:
            own = numbered_version(learner, self.sheet, which % latest_version(learner, self.sheet).number + 1)
        entry_id = new_id()
        words = fields(
            self.cast, date=DAYS[day % 4], sheet=self.sheet, sheet_version=own.number, ratings=said_of(own, which)
        )
        with transaction():
            submit_entry(learner, SubmitEntry(entry_id, new_id(), 0, words))
        self._look(entry_id)

    def rate(self, place: int, which: int, who: str) -> None:
        """Rate one of the days handed in."""
        if self.seen:
            entry_id = list(self.seen)[place % len(self.seen)]
            rated = db.session.query(Round).filter_by(entry_id=entry_id).one()
            content = kept_in_process.version(self.teacher, rated.sheet_version_id)
            rate(self.cast, who, rated.id, said_of(content, which))
            self._look(entry_id)

    def visit(self, day: int, which: int) -> None:
        """Rate a round of the teacher's own, with the criteria that the form shows."""
        own = usable_versions(self.teacher, self.cast.learner.id, [self.sheet])[self.sheet]
        values = said_of(own, which)
        asked = OpenRound(new_id(), self.cast.learner.id, self.sheet, DAYS[day % 4], "coaching", values)
        with transaction():
            open_round(self.teacher, asked)

    def move(self, which: int) -> None:
        """Let the learner go on with a newer version."""
        known = db.session.query(WorkedVersion).filter_by(sheet_id=self.sheet).one_or_none()
        newer = latest_version(self.teacher, self.sheet).number - (known.number if known else 0)
        if known and newer:
            number = known.number + which % newer + 1
            with transaction():
                move_learners(self.teacher, self.sheet, number, {self.cast.learner.id: known.number})

    def _look(self, entry_id: UUID) -> None:
        self.seen[entry_id] = self.pages(entry_id)

    def pages(self, entry_id: UUID) -> list[str]:
        """Return what learner and teacher read of a day."""
        return [main_part(reader.get(f"/entries/{entry_id}")) for reader in self.readers]


def said_of(content: SheetContent, which: int) -> dict[str, str]:
    """Return ratings of a few of a version's criteria."""
    every = list(content.all_criteria.values())
    chosen = [every[(which + step * 3) % len(every)] for step in range(3)]
    return {
        each.id: each.scale.levels[(which + place) % len(each.scale.levels)].id for place, each in enumerate(chosen)
    }


def main_part(page: Any) -> str:
    """Return the part of a page that speaks of the day, without what is made anew for each request."""
    for token in page.all("input[name=csrf_token]"):
        token.decompose()
    return str(page.one("main"))


def changed(content: dict[str, Any], change: str, which: int, made: int) -> None:
    """Change a sheet's content as an author might; always into something else, so that it can be published."""
    criteria = content["evaluation"]["criteria"]
    each = criteria[which % len(criteria)]
    content["summary"]["nl"] = f"Samenvatting {made}"
    if change == "reword":
        each["text"], each["short"] = (
            dict.fromkeys(LANGUAGES, f"Tekst {made}"),
            dict.fromkeys(LANGUAGES, f"Kort {made}"),
        )
    elif change == "add":
        criteria.insert(which % len(criteria), deepcopy(each) | {"id": f"nieuw_{made}", "retired": False})
    elif change == "remove" and len(in_use(criteria)) > 3:
        criteria.remove(each)
    elif change == "retire" and len(in_use(criteria)) > 3:
        each["retired"] = True
    elif change == "bring_back":
        each["retired"] = False
    elif change == "swap":
        criteria.append(criteria.pop(which % len(criteria)))
    else:
        reworded(content, change, made)


def reworded(content: dict[str, Any], change: str, made: int) -> None:
    """Change what stands around the criteria."""
    level = content["scales"][content["evaluation"]["scale"]][0]
    if change == "step":
        content["steps"][0]["text"]["nl"] = f"Stap {made}"
    elif change == "level":
        level["label"]["nl"], level["symbol"]["nl"] = f"niveau {made}", f"N{made}"
    elif change == "title":
        content["title"]["nl"] = content["short_title"]["nl"] = f"Titel {made}"
    elif change == "group":
        content["evaluation"]["title"]["nl"] = f"Groep {made}"


def in_use(criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the criteria that are asked."""
    return [each for each in criteria if not each.get("retired")]


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(st.lists(steps, min_size=STEPS, max_size=STEPS))
def test_every_old_day_is_read_as_when_it_was_made(
    cast: Cast, client_for: Callable[..., Any], sequence: list[tuple[Any, ...]]
) -> None:
    history = History(cast, client_for)
    history.submit(0, 0, outbox=False)
    for deed, *how in sequence:
        getattr(history, deed)(*how)
        db.session.expire_all()
    kept_in_process._cache.clear()  # what is read now comes from the database
    for entry_id, seen in history.seen.items():
        assert history.pages(entry_id) == seen
    assert check() == []  # the sums too
    assert db.session.query(EntryRevision).count() == len(history.seen)


def test_a_retired_and_a_removed_criterion_stay_on_the_day_that_has_them(cast: Cast, client_for) -> None:
    history = History(cast, client_for)
    history.submit(0, 0, outbox=False)
    (entry_id,) = history.seen
    named = list(latest_version(history.teacher, history.sheet).all_criteria)
    history.publish("retire", 0)
    history.publish("remove", 1)
    history.publish("level", 0)
    history.move(10)
    assert history.pages(entry_id) == history.seen[entry_id]
    now = latest_version(history.teacher, history.sheet)
    assert set(named) - now.all_criteria.keys()
    for address in (
        f"/learners/{cast.learner.id}/three-party?sheet={history.sheet}",
        f"/learners/{cast.learner.id}/progress",
    ):
        client_for(cast.teacher).get(address)
