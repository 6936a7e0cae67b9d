"""A logbook goes from one installation to another: the same three-party view, once, and nothing that was not sent."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from logbook.accounts.models import Membership, Person
from logbook.core.actor import Actor
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry, Weekly
from logbook.entries.services import check
from logbook.extensions import db
from logbook.insight.queries.three_party_view import Filters, three_party_page
from logbook.privacy.models.archive import History as Imported
from tests.factories import SOFT_SKILLS, WELDING, Cast
from tests.insight.history import History, history_of
from tests.privacy.two_schools import Elsewhere, exported, make_elsewhere, take_in


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    with ExitStack() as stack:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        yield make_elsewhere(folder, stack)


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        made = history_of(cast)
        made.weeks_of(cast.learner, cast.placement, cast.mentor, 4)
    return made


def view(actor: Actor, learner_id: UUID) -> dict[str, Any]:
    """Return every cell and total of the learner's three-party views, as pages read them."""
    pages = {sheet: three_party_page(actor, learner_id, Filters(sheet)) for sheet in (WELDING, SOFT_SKILLS)}
    return {sheet: (page.grid, page.totals, page.current, page.rounds) for sheet, page in pages.items()}


def sums(learner_id: UUID) -> list[tuple[Any, ...]]:
    table = Weekly.__table__
    columns = [column for column in table.columns if column.name != "learner_id"]
    query = select(*columns).where(table.c.learner_id == learner_id)
    return [tuple(row) for row in db.session.execute(query.order_by(table.c.kind, table.c.rater_role, table.c.week))]


def rows_in_all() -> dict[str, int]:
    quiet = {"event", "event_seal", "chain", "archive_job"}
    tables = [table for table in db.metadata.sorted_tables if table.name not in quiet]
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_the_three_party_view_is_the_same_in_another_installation(
    history: History, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    cast = history.cast
    archive = exported(cast, "learner", tmp_path / "archive.zip").read_bytes()
    here, counted = view(cast.actor("coordinator"), cast.learner.id), sums(cast.learner.id)
    assert here[WELDING][3] > 0 and counted
    with elsewhere.open() as coordinator:
        job = take_in(coordinator, archive)
        assert job.state == "applied", job.problem
        assert job.learner_id is not None and job.learner_id != cast.learner.id
        assert view(coordinator, job.learner_id) == here
        assert sums(job.learner_id) == counted
        assert check() == []


def test_the_same_archive_again_changes_nothing(history: History, elsewhere: Elsewhere, tmp_path: Path) -> None:
    archive = exported(history.cast, "coordinator", tmp_path / "archive.zip").read_bytes()
    with elsewhere.open() as coordinator:
        first = take_in(coordinator, archive)
        before = rows_in_all()
        again = take_in(coordinator, archive)
        assert (again.state, again.learner_id) == ("applied", first.learner_id)
        assert rows_in_all() == before


def test_who_rated_has_a_name_and_no_way_in(history: History, elsewhere: Elsewhere, tmp_path: Path) -> None:
    cast, given, school = history.cast, history.cast.mentor.given_name, history.cast.school.name
    archive = exported(cast, "learner", tmp_path / "archive.zip").read_bytes()
    with elsewhere.open() as coordinator:
        job = take_in(coordinator, archive)
        mentor = db.session.scalars(select(Person).where(Person.given_name == given)).one()
        assert mentor.email is None
        assert db.session.scalars(select(Membership).where(Membership.person_id == mentor.id)).all() == []
        learner = db.session.get_one(Person, job.learner_id)
        assert learner.email is None, "an address is verified here first"
        imported = db.session.scalars(select(Imported)).one()
        assert imported.source_school == school
        assert all(entry.history_id == imported.id for entry in db.session.scalars(select(Entry)))
