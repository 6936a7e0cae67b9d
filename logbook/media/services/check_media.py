"""Whether every photo and spoken note that there is a row of is there, as it was stored."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.media.models import Media, SchoolPhoto

from .keep import sha_of
from .storage import storage

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Broken:
    """A photo or spoken note with a file that is `missing` or `damaged`; the school owns a school's photo."""

    owner_id: UUID
    sha: str
    problem: str


def check_media(progress: Progress) -> list[Broken]:
    """Read every file and compare it with its name. `progress` gets rows done and rows in all; nothing is changed."""
    with transaction():
        query = select(Media.owner_id, Media.sha, Media.stored_sha, Media.small_sha).order_by(Media.received_at)
        schools = select(SchoolPhoto.school_id, SchoolPhoto.stored_sha, SchoolPhoto.stored_sha, SchoolPhoto.small_sha)
        rows = [*db.session.execute(query), *db.session.execute(schools.order_by(SchoolPhoto.received_at))]
    broken = []
    for done, (owner_id, sha, *names) in enumerate(rows, start=1):
        problems = [problem for name in names if name and (problem := _problem(name))]
        broken += [Broken(owner_id, sha, problem) for problem in problems[:1]]
        progress(done, len(rows))
    return broken


def _problem(name: str) -> str | None:
    try:
        return None if sha_of(storage().read(name)) == name else "damaged"
    except FileNotFoundError:
        return "missing"
