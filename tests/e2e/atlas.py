"""Turns the table of pages into addresses: what this person can open in the school of this run."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, url_for

from logbook.accounts.queries import person_by_handle, roles_of
from logbook.core import clock
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.e2e.places import PAGES, Around


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
