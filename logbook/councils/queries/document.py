"""A learner's file as a document."""

from datetime import date
from typing import Any
from uuid import UUID

from logbook.core.actor import Actor

from .files import council_files

Document = dict[str, Any]


def live_documents(
    actor: Actor, class_id: UUID, learner_id: UUID | None = None, *, first: date | None = None, last: date | None = None
) -> list[Document]:
    """Return the documents of a class as they are today. Raises NotFound out of reach."""
    council = council_files(actor, class_id, learner_id)
    return [
        {
            "learner": {"id": str(each.figures.id), "name": each.figures.name, "given_name": each.figures.given_name},
            "class": {"id": str(class_id), "name": council.group.name},
            "period": {
                "first": (first or council.first).isoformat(),
                "last": (last or council.last).isoformat(),
            },
        }
        for each in council.files
    ]
