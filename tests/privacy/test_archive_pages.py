"""The pages of the archive: asking, waiting, fetching; and everybody who may not."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from logbook.accounts.models import Look, Membership
from logbook.core import clock
from logbook.core.events import Event
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.extensions import db
from logbook.privacy.models.archive import ArchiveJob, JobState
from logbook.privacy.services.archive_files import file_of
from logbook.privacy.services.import_archive import ask_import
from logbook.privacy.services.make_archive import forget_archives, make_archive
from tests.factories import Cast
from tests.insight.history import History, history_of
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        made = history_of(cast)
        made.weeks_of(cast.learner, cast.placement, cast.mentor, 2)
        cast.school.guardians_read = True
    return made


def page_of(cast: Cast) -> str:
    return f"/learners/{cast.learner.id}/archive"


def fetched(client: PageClient, job_id: UUID) -> TestResponse:
    """Fetch the file, with nothing locked by the test itself."""
    db.session.commit()
    return client.client.get(f"/archives/{job_id}/file", buffered=True)


def newest() -> ArchiveJob:
    found = db.session.scalars(select(ArchiveJob).order_by(ArchiveJob.id.desc())).first()
    assert found is not None
    return found


def made(client: PageClient, cast: Cast) -> UUID:
    client.post(page_of(cast))
    job_id = newest().id
    db.session.commit()
    make_archive(str(job_id))
    return job_id


def test_from_asking_to_fetching(history: History, client_for: ClientFor) -> None:
    cast, client = history.cast, client_for(history.cast.learner)
    assert "Bestand maken" in client.get(page_of(cast)).text
    waiting = client.follow(client.post(page_of(cast)))
    assert waiting.one("progress") and waiting.one("#archive-state")["hx-trigger"] == "every 1s"
    job_id = newest().id
    db.session.commit()
    client.post(page_of(cast))
    assert db.session.query(ArchiveJob).count() == 1, "a second tap is the same archive"
    db.session.commit()
    make_archive(str(job_id))
    assert "staat klaar" in client.get(page_of(cast)).text
    answer = fetched(client, job_id)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "logbook.json" in ZipFile(io.BytesIO(answer.data)).namelist()


@pytest.mark.parametrize(
    "name", ["mentor", "supervisor", "teacher", "company_coordinator", "other_learner", "outsider"]
)
def test_nobody_else_has_the_page(name: str, history: History, client_for: ClientFor) -> None:
    client = client_for(getattr(history.cast, name))
    client.get(page_of(history.cast), 404)
    client.post(page_of(history.cast), status=404)
    assert db.session.query(ArchiveJob).count() == 0


def test_the_file_is_for_who_asked(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    job_id = made(client_for(cast.coordinator), cast)
    for name in ("learner", "guardian", "teacher", "outsider", "foreign_learner"):
        client_for(getattr(cast, name)).get(f"/archives/{job_id}/file", 404)
        client_for(getattr(cast, name)).post(f"/archives/{job_id}/cancel", status=404)
    assert fetched(client_for(cast.coordinator), job_id).status_code == 200


def test_after_a_day_the_file_is_gone(history: History, client_for: ClientFor) -> None:
    client = client_for(history.cast.learner)
    job_id = made(client, history.cast)
    with clock.freeze(clock.now() + timedelta(hours=23)):
        assert forget_archives() == 0
    with clock.freeze(clock.now() + timedelta(hours=25)):
        client.get(f"/archives/{job_id}/file", 404)
        assert forget_archives() == 1
    assert not file_of(job_id).exists()


def test_an_archive_that_is_stopped_leaves_nothing(history: History, client_for: ClientFor) -> None:
    client = client_for(history.cast.learner)
    client.post(page_of(history.cast))
    job_id = newest().id
    db.session.commit()
    client.post(f"/archives/{job_id}/cancel")
    make_archive(str(job_id))
    assert newest().state == "cancelled"
    assert not file_of(job_id).exists() and not file_of(job_id).with_suffix(".part").exists()


def test_who_asked_and_lost_the_role_gets_nothing(history: History, client_for: ClientFor) -> None:
    cast, client = history.cast, client_for(history.cast.coordinator)
    client.post(page_of(cast))
    job_id = newest().id
    with transaction():
        role = db.session.scalars(select(Membership).where(Membership.person_id == cast.coordinator.id)).one()
        role.until_date = date(2026, 11, 19)
    make_archive(str(job_id))
    assert newest().state == "failed" and not file_of(job_id).exists()


def test_the_learner_sees_that_the_school_took_it_along(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    client, path = client_for(cast.coordinator), page_of(cast)
    db.session.commit()
    client.post(path)
    looks = db.session.scalars(select(Look).where(Look.viewer_id == cast.coordinator.id)).all()
    assert [look.what for look in looks] == ["archive"]
    assert db.session.query(Event).filter_by(deed="ask_archive", learner_id=cast.learner.id).count() == 1


def test_others_stand_in_it_with_name_and_role_only(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    archive = ZipFile(file_of(made(client_for(cast.learner), cast)))
    text = archive.read("logbook.json").decode()
    mentor = next(each for each in json.loads(text)["people"] if each["id"] == str(cast.mentor.id))
    assert mentor == {
        "id": str(cast.mentor.id),
        "given_name": "Piet",
        "family_name": "Proefpersoon",
        "roles": ["mentor"],
    }
    assert cast.mentor.email not in text and cast.other_learner.given_name not in text


def test_a_guardian_takes_approved_weeks_along_and_nothing_else(history: History, client_for: ClientFor) -> None:
    cast = history.cast
    with transaction():
        waiting = history.submit(cast.learner, cast.placement, date(2026, 11, 20), state="submitted")
        history.day(cast.learner, date(2026, 11, 19), "sick")
        history.remark(cast.learner, cast.teacher, "note", "Nog niet besproken.", author_role="teacher")
    archive = ZipFile(file_of(made(client_for(cast.guardian), cast)))
    document = json.loads(archive.read("logbook.json"))
    assert document["scope"] == "approved"
    states = set(
        db.session.scalars(select(Entry.state).where(Entry.id.in_([e["id"] for e in map(_uuid, document["entries"])])))
    )
    assert states == {"approved"} and str(waiting.id) not in archive.read("logbook.json").decode()
    assert (
        document["days"] == document["drafts"] == document["sessions"] == document["looks"] == document["events"] == []
    )
    assert "Nog niet besproken." not in archive.read("logbook.json").decode()


def _uuid(row: dict[str, str]) -> dict[str, UUID]:
    return {"id": UUID(row["id"])}


def test_a_guardian_loses_it_on_the_eighteenth_birthday(history: History, client_for: ClientFor) -> None:
    cast, client = history.cast, client_for(history.cast.guardian)
    job_id = made(client, cast)
    with transaction():
        cast.learner.born_on = date(2008, 11, 21)
    client.get(page_of(cast))
    with transaction():
        cast.learner.born_on = date(2008, 11, 20)
    client.get(page_of(cast), 404)
    client.get(f"/archives/{job_id}/file", 404)
    client.get(f"/learners/{cast.learner.id}/progress", 404)
    assert cast.learner.given_name not in client.get("/learners").text


def test_the_key_and_the_schema_are_public(clean: object, client_for: ClientFor) -> None:
    key = client_for().client.get("/archive-key").json
    assert len(key["public_key"]) == 64 and len(key["fingerprint"]) == 64
    assert client_for().client.get("/archive.schema.json").json["$schema"].startswith("https://json-schema.org")


def test_what_the_page_asks_of_the_database(
    history: History, client_for: ClientFor, count_queries: Callable[[Callable[[], object]], list[str]]
) -> None:
    client = client_for(history.cast.coordinator)
    client.get(page_of(history.cast))
    assert len(count_queries(lambda: client.get(page_of(history.cast)))) <= 5


def test_what_an_import_said_of_somebody_goes_with_its_file(cast: Cast) -> None:
    coordinator = cast.actor("coordinator")
    with transaction():
        job = ask_import(coordinator, new_id())
        job.state, job.found = JobState.CHECKED.value, {"name": "Lena Proef", "born_on": "2010-03-04"}
    with clock.freeze(clock.now() + timedelta(hours=25)):
        assert forget_archives() == 1
    db.session.expire_all()
    assert (newest().state, newest().found) == ("expired", None)
