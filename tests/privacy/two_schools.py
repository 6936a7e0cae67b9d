"""A second, empty installation beside the one of the tests, for what goes from one to the other."""

import io
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from flask import Flask

from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models.archive import ArchiveJob
from logbook.privacy.services.archive_files import file_of
from logbook.privacy.services.import_archive import apply_import, ask_import, check_import, finish_import, keep_upload
from logbook.privacy.services.make_archive import ask_archive, make_archive
from logbook.sheets.services import load_library
from tests.conftest import make_app, shipped_library
from tests.factories import Cast, actor_of, make_member, make_person, make_school, make_year


@dataclass
class Elsewhere:
    """An installation with the shipped sheets, a school, its year and its coordinator, and nothing else."""

    app: Flask
    coordinator_id: UUID

    @contextmanager
    def open(self) -> Iterator[Actor]:
        """Be in that installation; gives its coordinator."""
        with self.app.app_context():
            from logbook.accounts.models import Person

            yield actor_of(db.session.get_one(Person, self.coordinator_id))
            db.session.remove()


def make_elsewhere(folder: Path, stack: ExitStack, *, library: bool = True) -> Elsewhere:
    """Return a second installation with its own database, files and key."""
    app = make_app(folder, f"sqlite:///{folder / 'other.sqlite'}", stack)
    with app.app_context():
        with transaction():
            if library:
                load_library(None, shipped_library())
            school = make_school("Instituut Nieuw")
            make_year(school)
            coordinator = make_person("Nora")
            make_member(coordinator, school, Role.COORDINATOR)
        found = Elsewhere(app, coordinator.id)
        db.session.remove()
    return found


def exported(cast: Cast, name: str, to: Path) -> Path:
    """Let somebody of the cast take the learner's logbook along; return where the file is."""
    with transaction():
        job = ask_archive(cast.actor(name), cast.learner.id)
    make_archive(str(job.id))
    assert job.state == "ready", job.problem
    made = Path(shutil.copy(file_of(job.id), to))
    db.session.commit()
    return made


def send_in(actor: Actor, data: bytes) -> ArchiveJob:
    """Send an archive in and let the worker look at it."""
    job_id = new_id()
    keep_upload(job_id, io.BytesIO(data))
    with transaction():
        ask_import(actor, job_id)
    check_import(str(job_id))
    return db.session.get_one(ArchiveJob, job_id, populate_existing=True)


def take_in(actor: Actor, data: bytes, learner_id: UUID | None = None) -> ArchiveJob:
    """Send an archive in, look at it and take it in."""
    job = send_in(actor, data)
    assert job.state == "checked", job.problem
    with transaction():
        apply_import(actor, job.id, learner_id)
    finish_import(str(job.id))
    return db.session.get_one(ArchiveJob, job.id, populate_existing=True)
