"""Where archives lie: in a folder beside the database, for the server's user alone, each named by its job."""

from pathlib import Path
from uuid import UUID

from flask import current_app

from logbook.config import Config


def file_of(job_id: UUID) -> Path:
    """Return where the file of a job is or will be."""
    settings: Config = current_app.extensions["logbook_config"]
    folder = settings.data / "archives"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{job_id}.zip"


def remove_file(job_id: UUID) -> None:
    """Remove the file of a job and what an unfinished one left; one that is not there is no error."""
    path = file_of(job_id)
    for each in (path, path.with_suffix(".part")):
        each.unlink(missing_ok=True)
