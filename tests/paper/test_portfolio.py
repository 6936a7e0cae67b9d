"""The portfolio: made by the worker with a list of its pages, stopped at any part, for who asked, for a day."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.paper.queries import paper_of
from logbook.paper.services.portfolio import portfolio
from logbook.paper.services.sheet_press import SheetPress, thumbnails
from logbook.sheets.queries import stage_map
from logbook.training.models import ClassMember
from logbook.web.jobs import Stopped
from logbook.web.prints import forget_prints, jobs, pdf_of, remove_prints_with
from tests.factories import Cast, actor_of
from tests.insight.history import TODAY, History
from tests.pages import PageClient
from tests.roster.conftest import drain

from .conftest import folder
from .pdfs import inside, is_tagged, sheets_of

ClientFor = Callable[..., PageClient]
YEAR = (date(2026, 9, 1), TODAY)


@pytest.fixture
def learner(cast: Cast, worked: History, client_for: ClientFor) -> PageClient:
    return client_for(cast.learner)


@pytest.fixture
def asked(cast: Cast, learner: PageClient) -> str:
    """Return the page of a portfolio that the learner asked for."""
    return learner.post(f"/paper/learners/{cast.learner.id}").location


def test_the_worker_makes_it_and_it_is_fetched(clean: Flask, learner: PageClient, asked: str) -> None:
    assert "0 van 100" in learner.get(asked).text
    drain(clean)
    assert "De PDF staat klaar" in learner.fragment(asked).text
    db.session.commit()
    answer = learner.client.get(f"{asked}/file", buffered=True)
    assert answer.data.startswith(b"%PDF") and answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == "attachment; filename=portfolio.pdf"
    assert is_tagged(answer.data) and b"/Outlines" in inside(answer.data)
    assert b"/MCID 0" in inside(answer.data) and b"'MCID'" not in inside(answer.data)
    assert sheets_of(answer.data) == 8  # cover, contents, places, two of columns, two of weeks, what was said
    assert [each.stat().st_mode & 0o077 for each in folder()] == [0, 0]
    assert db.session.query(Event).filter_by(deed="ask_print").count() == 1


def test_the_contents_name_the_page_of_each_part(cast: Cast, worked: History) -> None:
    actor = actor_of(cast.teacher)
    seen: list[list[tuple[str, int]]] = []

    class Told(SheetPress):
        def page(self, template: str, **context: object) -> str:
            if template == "cover":
                seen.append([(chapter.title, page) for chapter, page in context["chapters"]])  # type: ignore[attr-defined]
            return super().page(template, **context)

    told: list[tuple[int, int]] = []
    portfolio(paper_of(actor, cast.learner.id, *YEAR), Told(stage_map(actor)), lambda done, of: told.append((done, of)))
    assert [page for _, page in seen[-1]] == [3, 4, 6, 8]
    assert told == [(each, 6) for each in range(6)]


def test_it_stops_between_two_parts(cast: Cast, worked: History) -> None:
    actor = actor_of(cast.teacher)
    told: list[int] = []

    def tell(done: int, of: int) -> None:
        told.append(done)
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        portfolio(paper_of(actor, cast.learner.id, *YEAR), SheetPress(stage_map(actor)), tell)
    assert told == [0, 1, 2]


def test_cancelled_before_it_began_or_when_ready_leaves_nothing(
    cast: Cast, clean: Flask, learner: PageClient, asked: str
) -> None:
    learner.post(f"{asked}/cancel")
    drain(clean)
    assert folder() == []
    learner.get(asked, 404)
    again = learner.post(f"/paper/learners/{cast.learner.id}").location
    drain(clean)
    assert len(folder()) == 2
    learner.post(f"{again}/cancel")
    assert folder() == []


def test_asking_twice_is_one_piece_of_work(cast: Cast, learner: PageClient, asked: str) -> None:
    path = f"/paper/learners/{cast.learner.id}"
    assert learner.post(path).location == asked and len(list(jobs())) == 1
    assert learner.post(path, {"first": "2026-11-01"}).location != asked
    assert "geen datum" in learner.post(path, {"first": "gisteren"}, 422).text


@pytest.mark.parametrize("name", ["mentor", "teacher", "other_learner", "coordinator", "outsider"])
def test_nobody_else_fetches_it(clean: Flask, cast: Cast, client_for: ClientFor, asked: str, name: str) -> None:
    drain(clean)
    other = client_for(getattr(cast, name))
    for path in (asked, f"{asked}/file"):
        other.get(path, 404)
    other.post(f"{asked}/cancel", status=404)
    assert len(folder()) == 2


@pytest.mark.parametrize("name", ["other_mentor", "other_learner", "other_teacher", "outsider"])
def test_another_learners_is_not_to_be_asked(cast: Cast, worked: History, client_for: ClientFor, name: str) -> None:
    other = client_for(getattr(cast, name))
    other.get(f"/paper/learners/{cast.learner.id}", 404)
    other.post(f"/paper/learners/{cast.learner.id}", status=404)
    assert folder() == []


def test_a_mentor_gets_the_own_placements_part(cast: Cast, worked: History) -> None:
    with transaction():
        worked.submit(cast.learner, None, date(2026, 11, 13))
    of_mentor = paper_of(actor_of(cast.mentor), cast.learner.id, *YEAR)
    of_teacher = paper_of(actor_of(cast.teacher), cast.learner.id, *YEAR)
    assert len(of_mentor.sheets[0].columns) == 8 and len(of_teacher.sheets[0].columns) == 9
    assert {each.id for each in of_mentor.placements} == {cast.placement.id}


def test_who_left_the_class_no_longer_fetches_it(
    cast: Cast, clean: Flask, worked: History, client_for: ClientFor
) -> None:
    teacher = client_for(cast.teacher)
    page = teacher.post(f"/paper/learners/{cast.learner.id}").location
    drain(clean)
    with transaction():
        member = db.session.query(ClassMember).filter_by(person_id=cast.teacher.id, class_id=cast.group.id).one()
        member.until_date = clock.today() - timedelta(days=1)
    teacher.get(f"{page}/file", 404)
    teacher.get(page, 404)


def test_it_is_kept_for_a_day_and_goes_with_the_learner(cast: Cast, clean: Flask, asked: str) -> None:
    drain(clean)
    job_id = UUID(asked.rsplit("/", 1)[1])
    remove_prints_with(cast.other_learner.id)
    assert forget_prints() == 0 and pdf_of(job_id).exists()
    remove_prints_with(cast.learner.id)
    assert folder() == []


def test_only_the_learners_own_photos_are_fetched(cast: Cast) -> None:
    assert thumbnails(cast.other_learner.id, {"0" * 64}) == {}
    press = SheetPress(photos={})
    assert press._photo("photo:" + "0" * 64) is None and press._photo("file:///etc/passwd") is None
