"""A learner's document as a member of the council reads it, who may be a mentor and reach no class."""

import json
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import SchoolYear
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.councils.models import CouncilFile
from logbook.extensions import db
from logbook.training.models import ClassGroup
from logbook.training.queries import ClassView

from .document import Document, documents_of
from .file import learner_of
from .files import files_in
from .sight import Sight, council_seen


def member_document(actor: Actor, council_id: UUID, learner_id: UUID) -> tuple[Sight, Document]:
    """Return a learner's document: as it is now until the session begins, from then on as it was. Raises NotFound."""
    sight = council_seen(actor, council_id)
    _, file = learner_of(sight, learner_id)
    if not sight.live:
        return sight, json.loads(_content(file))
    council = sight.council
    group, period = _class(council.class_id), (council.first, council.last)
    files = files_in(actor, group, learner_id, period, for_mentors=not sight.staff)
    found = documents_of(files)
    if not found:
        raise NotFound
    return sight, found[0]


def _content(file: CouncilFile | None) -> str:
    if file is None or file.content is None:
        raise NotFound
    return file.content


def _class(class_id: UUID) -> ClassView:
    query = (
        select(ClassGroup.id, ClassGroup.name, SchoolYear.starts_on, SchoolYear.ends_on)
        .join(SchoolYear, SchoolYear.id == ClassGroup.school_year_id)
        .where(ClassGroup.id == class_id)
    )
    return ClassView(*db.session.execute(query).one())
