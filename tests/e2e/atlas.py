"""Turns the table of pages into addresses: what this person can open in the school of this run."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, url_for
from sqlalchemy import func, select

from logbook.accounts.models import Person
from logbook.accounts.queries import person_by_handle, roles_of
from logbook.core import clock, weeks
from logbook.core.roles import Role
from logbook.entries.models import Entry, EntryState
from logbook.extensions import db
from logbook.reviews.models import Commitment
from logbook.training.models import PlacementMember
from tests.conftest import FRIDAY
from tests.e2e.places import PAGES, VISITORS, Around


class Atlas:
    """The addresses of one school's pages."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @contextmanager
    def reading(self, handle: str) -> Iterator[Around]:
        """Yield what a member of the cast has within reach, as the database is now."""
        with clock.freeze(FRIDAY), self.app.test_request_context():
            person = person_by_handle(handle)
            assert person, f"nobody is {handle}"
            yield Around(roles_of(person.id)[0])
            db.session.remove()

    def addresses(self, handle: str, endpoint: str) -> list[str]:
        """Return where this person opens a page; empty when there is nothing of the kind within reach."""
        with self.reading(handle) as around:
            return [url_for(endpoint, **arguments) for arguments in PAGES[endpoint](around)]

    def name_of(self, handle: str) -> str:
        """Return a person's name."""
        with self.reading(handle) as around:
            return around.actor.name

    def mentor_of(self, handle: str) -> str:
        """Return the handle of a learner's main mentor."""
        with self.reading(handle) as around:
            query = (
                select(Person.handle)
                .join(PlacementMember, PlacementMember.person_id == Person.id)
                .where(PlacementMember.placement_id == around.own_placement, PlacementMember.main)
            )
            return str(db.session.scalar(query))

    def week_with_a_commitment(self) -> tuple[str, str]:
        """Return a mentor and the address of a week that waits for them while an agreement still runs."""
        with self.reading(VISITORS[Role.MENTOR]):
            query = (
                select(Person.handle, Entry.placement_id, Entry.week)
                .join(Commitment, (Commitment.learner_id == Entry.learner_id) & (Commitment.state == "open"))
                .join(PlacementMember, (PlacementMember.placement_id == Entry.placement_id) & PlacementMember.main)
                .join(Person, Person.id == PlacementMember.person_id)
                .where(Entry.state == EntryState.SUBMITTED, Person.handle != VISITORS[Role.MENTOR])
                .order_by(func.length(Person.handle).desc(), Person.handle)
            )
            handle, placement, week = db.session.execute(query).first() or ("", None, 0)
            path = url_for("reviews.week", placement_id=placement, iso_week=weeks.iso_week(week))
            return handle, path

    def entries_of_today(self, handle: str) -> int:
        """Return how many entries a learner has on this day."""
        with self.reading(handle) as around:
            mine = (Entry.learner_id == around.actor.person_id, Entry.date == clock.today())
            return db.session.scalar(select(func.count()).select_from(Entry).where(*mine)) or 0
