"""Frozen files of a closed council, as the actor may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.councils.models import CouncilAddendum

from .document import Document
from .pages import minutes


class Added(NamedTuple):
    """What was added to a frozen file afterwards."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """When a file was frozen, its fingerprint, and what was added beside it since."""

    sha256: str
    frozen_at: datetime
    added: tuple[Added, ...] = ()


def frozen_documents(actor: Actor, council_id: UUID, learner_id: UUID | None = None) -> list[tuple[Document, Seal]]:
    """Return the frozen files of a closed council that the actor may read. Raises NotFound.

    A file that was erased is no longer among them; for a learner alone it is then not found.
    """
    _, files = minutes(actor, council_id, learner_id)
    found = [
        (each.document, Seal(each.sha256, each.frozen_at, tuple(_added(*row) for row in each.added)))
        for each in files
        if each.document is not None
    ]
    if learner_id is not None and not found:
        raise NotFound
    return found


def _added(row: CouncilAddendum, by: str) -> Added:
    return Added(row.text, by, row.written_at)
