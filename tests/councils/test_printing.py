"""Files as PDF: one at once, a class by the worker; for who asked alone, for a day, and nothing left when stopped."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask, current_app
from werkzeug.test import TestResponse

from logbook.core import clock
from logbook.core.events import Event
from logbook.core.unit_of_work import transaction
from logbook.councils.queries.document import live_documents
from logbook.councils.queries.frozen import frozen_documents
from logbook.councils.services.pdf import Printed, pdf_of_class, pdf_of_learner
from logbook.councils.services.print_class import print_class
from logbook.extensions import db
from logbook.training.models import ClassMember
from logbook.web.jobs import Stopped
from logbook.web.prints import PrintState, forget_prints, jobs, read, remove
from tests.factories import Cast, actor_of
from tests.insight.history import history_of
from tests.pages import PageClient
from tests.roster.conftest import drain

from .sittings import Sitting, sitting

ClientFor = Callable[..., PageClient]


def address(cast: Cast) -> str:
    return f"/classes/{cast.group.id}/council"


def fetched(client: PageClient, path: str) -> TestResponse:
    """Fetch a file, with nothing locked by the test itself."""
    db.session.commit()
    return client.client.get(path, buffered=True)


def folder() -> list[Path]:
    return list((current_app.extensions["logbook_config"].data / "prints").iterdir())


@pytest.fixture(autouse=True)
def empty(clean: Flask) -> None:
    """Let nothing lie there of an earlier test."""
    for job in list(jobs()):
        remove(job.id)
    for path in folder():
        path.unlink()


def inside(pdf: bytes) -> bytes:
    """Return a PDF with its packed parts unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(each) for each in packed if each[:1] == b"x")


def sheets_of(pdf: bytes) -> int:
    """Return how many sheets of paper a PDF is."""
    return len(re.findall(rb"/Type\s*/Page\b", inside(pdf)))


@pytest.fixture
def teacher(cast: Cast, client_for: ClientFor) -> PageClient:
    with transaction():
        history_of(cast).weeks_of(cast.learner, cast.placement, cast.mentor, 2)
    return client_for(cast.teacher)


@pytest.fixture
def asked(cast: Cast, teacher: PageClient) -> str:
    """Return the page of a PDF that the teacher asked for."""
    return teacher.post(f"{address(cast)}/pdf").location


@pytest.fixture
def held(cast: Cast) -> Sitting:
    found = sitting(cast).open()
    found.give(cast.mentor, cast.learner, "Van de mentor.")
    found.begin()
    found.decide(cast.learner, text="Toelichting.")
    return found.end()


def test_one_file_comes_at_once_and_no_cache_keeps_it(cast: Cast, teacher: PageClient) -> None:
    answer = fetched(teacher, f"{address(cast)}/{cast.learner.id}.pdf")
    assert answer.data.startswith(b"%PDF") and answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Lotte" not in answer.headers["Content-Disposition"]
    teacher.get(f"{address(cast)}/{cast.foreign_learner.id}.pdf", 404)


def test_a_pdf_is_tagged_with_bookmarks_on_one_sheet(cast: Cast, teacher: PageClient) -> None:
    pdf = pdf_of_learner(Printed(live_documents(actor_of(cast.teacher), cast.group.id, cast.learner.id)[0]))
    for part in (b"/StructTreeRoot", b"/Outlines", b"/MarkInfo", b"/FontFile2"):
        assert part in inside(pdf), part
    assert sheets_of(pdf) == 1


def test_the_class_is_made_by_the_worker_with_a_page_for_each(clean: Flask, teacher: PageClient, asked: str) -> None:
    assert "0 van 100" in teacher.get(asked).text
    drain(clean)
    assert "De PDF staat klaar" in teacher.fragment(asked).text
    answer = fetched(teacher, f"{asked}/file")
    assert answer.data.startswith(b"%PDF") and answer.headers["Cache-Control"] == "private, no-store"
    assert sheets_of(answer.data) == 3
    assert [each.stat().st_mode & 0o077 for each in folder()] == [0, 0]
    assert db.session.query(Event).filter_by(deed="ask_print").count() == 1


def test_asking_twice_is_one_piece_of_work(cast: Cast, teacher: PageClient, asked: str) -> None:
    assert teacher.post(f"{address(cast)}/pdf").location == asked and len(list(jobs())) == 1
    assert teacher.post(f"{address(cast)}/pdf", {"first": "2026-10-01"}).location != asked
    teacher.post(f"{address(cast)}/pdf", {"first": "gisteren"}, 422)


@pytest.mark.parametrize("name", ["counsellor", "coordinator", "other_teacher", "mentor", "outsider", "learner"])
def test_nobody_else_fetches_it(cast: Cast, client_for: ClientFor, clean: Flask, asked: str, name: str) -> None:
    drain(clean)
    other = client_for(getattr(cast, name))
    for path in (asked, f"{asked}/file"):
        other.get(path, 404)
    other.post(f"{asked}/cancel", status=404)
    assert len(folder()) == 2


def test_who_left_the_class_no_longer_fetches_it(cast: Cast, clean: Flask, teacher: PageClient, asked: str) -> None:
    drain(clean)
    with transaction():
        member = db.session.query(ClassMember).filter_by(person_id=cast.teacher.id, class_id=cast.group.id).one()
        member.until_date = clock.today() - timedelta(days=1)
    teacher.get(f"{asked}/file", 404)


def test_it_is_kept_for_a_day(clean: Flask, teacher: PageClient, asked: str) -> None:
    drain(clean)
    assert forget_prints() == 0
    with clock.freeze(clock.now() + timedelta(days=1, minutes=1)):
        assert forget_prints() == 2
    assert folder() == []
    teacher.get(asked, 404)
    teacher.get(f"{asked}/file", 404)


def test_a_file_of_another_name_goes_after_its_day_too(clean: Flask) -> None:
    strange = current_app.extensions["logbook_config"].data / "prints" / "notes.txt"
    strange.write_text("not one of ours")
    (strange.parent / "old.json").write_text("{}")
    assert forget_prints() == 0
    with clock.freeze(clock.now() + timedelta(days=900)):
        assert forget_prints() == 2
    assert folder() == []


def test_cancelled_before_it_began_leaves_nothing(clean: Flask, teacher: PageClient, asked: str) -> None:
    teacher.post(f"{asked}/cancel")
    drain(clean)
    assert folder() == []
    teacher.get(asked, 404)


def test_cancelled_when_ready_leaves_nothing(clean: Flask, teacher: PageClient, asked: str) -> None:
    drain(clean)
    teacher.post(f"{asked}/cancel")
    assert folder() == []


def test_it_stops_between_two_learners(cast: Cast, teacher: PageClient) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise Stopped

    files = [Printed(each) for each in live_documents(actor_of(cast.teacher), cast.group.id)]
    with pytest.raises(Stopped):
        pdf_of_class("Klas", files, tell)
    assert told == [(0, 4), (1, 4)]


def test_a_role_that_ended_meanwhile_gets_no_file(cast: Cast, clean: Flask, teacher: PageClient, asked: str) -> None:
    job_id = UUID(asked.rsplit("/", 1)[1])
    with transaction():
        db.session.query(ClassMember).filter_by(person_id=cast.teacher.id).delete()
    print_class(str(job_id))
    job = read(job_id)
    assert job is not None and job.state is PrintState.FAILED and len(folder()) == 1


def test_a_frozen_file_shows_what_was_and_its_fingerprint(held: Sitting, client_for: ClientFor) -> None:
    cast = held.cast
    mentor, path = client_for(cast.mentor), f"{held.address}/files/{cast.learner.id}"
    before = mentor.get(path).text
    with transaction():
        history_of(cast).weeks_of(cast.learner, cast.placement, cast.mentor, 1)
        cast.learner.given_name = "Anders"
    page = mentor.get(path)
    assert page.text == before and page.h1 == "Lotte Proefpersoon"
    assert held.file(cast.learner).sha256 in page.text and "Van de mentor." in page.text and "Toelichting." in page.text
    assert fetched(mentor, f"{path}.pdf").data.startswith(b"%PDF")
    for other in (cast.other_mentor, cast.learner, cast.outsider, cast.other_teacher):
        client_for(other).get(path, 404)
        client_for(other).get(f"{path}.pdf", 404)


def test_a_mentor_prints_the_own_learners_frozen_files_alone(
    held: Sitting, clean: Flask, client_for: ClientFor
) -> None:
    cast = held.cast
    assert len(frozen_documents(actor_of(cast.mentor), held.council_id)) == 1
    mentor = client_for(cast.mentor)
    page = mentor.post(f"{held.address}/minutes/pdf").location
    drain(clean)
    assert sheets_of(fetched(mentor, f"{page}/file").data) == 2


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the library be missing, as its import then says."""
    import builtins

    real = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango'")
        return real(name, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "__import__", refuse)
        yield


@pytest.mark.usefixtures("without_pango")
def test_without_pango_a_page_says_how_to_print(cast: Cast, clean: Flask, teacher: PageClient, asked: str) -> None:
    assert "opslaan als PDF" in teacher.get(f"{address(cast)}/{cast.learner.id}.pdf", 503).text
    drain(clean)
    assert "ontbreekt Pango" in teacher.get(asked).text
    teacher.get(f"{asked}/file", 404)
