"""A learner's logbook of an earlier school comes in: whole or not at all, and once."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import SQLAlchemyError

from logbook.accounts.models import Company, Membership, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, NotPermitted
from logbook.core.events import append_event
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.upsert import insert_new
from logbook.core.weeks import week_number
from logbook.entries.services import lock_learner, summarise
from logbook.extensions import db
from logbook.media.models import Media
from logbook.privacy.models.archive import History
from logbook.training.models import Day, Workplace

from .archive_document import Document
from .archive_key import fingerprint_of
from .check_document import BY_NAME, TAKEN_IN, check_document
from .history_ids import HistoryIds
from .history_names import add_people, add_sheets, add_tracks
from .history_rows import Row, Target, rows_of
from .read_archive import Archive, BadArchive

SHARED = {Company, Workplace}
"""What two learners of one earlier school bring both."""


def known_history(actor: Actor, document: Document) -> History | None:
    """Return the history of this learner that came into the school before, or None.

    Raises BadArchive when it was another archive: a history is not mixed from two.
    """
    source = document["learner"]["id"]
    query = select(History).where(History.school_id == actor.school_id, History.source_learner_id == source)
    history = db.session.scalar(query)
    if history is not None and history.archive_id != document["archive_id"]:
        raise BadArchive("other_archive")
    return history


def take_in_history(actor: Actor, archive: Archive, media: list[Row], learner_id: UUID | None = None) -> History:
    """Write a history into the coordinator's school, for a new learner or one of the school's, and return it.

    The same archive again changes nothing. `media` are the rows of files that are stored already. Raises NotPermitted,
    NotFound for a learner of elsewhere, BadArchive; the caller's transaction then keeps nothing.
    """
    if actor.role is not Role.COORDINATOR:
        raise NotPermitted
    document = archive.document
    check_document(document)
    known = known_history(actor, document)
    if known is not None:
        return known
    ids = HistoryIds(actor.school_id, archive.key)
    learner = _learner(actor, document, learner_id, ids)
    lock_learner(learner)
    history = _history(actor, archive, learner)
    try:
        _write(_target(document, ids, history), media)
    except (SQLAlchemyError, UnicodeEncodeError) as error:
        raise BadArchive("contents") from error
    append_event(actor, "import_history", "history", history.id, learner_id=learner, new="applied")
    return history


def _learner(actor: Actor, document: Document, learner_id: UUID | None, ids: HistoryIds) -> UUID:
    """Return the learner of the school that was chosen, or a new one. Raises NotFound."""
    if learner_id is None:
        return _new_learner(actor, document["learner"], ids)
    of_school = select(Membership.id).where(
        Membership.person_id == learner_id,
        Membership.school_id == actor.school_id,
        Membership.role == Role.LEARNER.value,
    )
    if db.session.scalar(of_school.limit(1)) is None:
        raise NotFound
    return learner_id


def _new_learner(actor: Actor, said: Row, ids: HistoryIds) -> UUID:
    """Add the learner to the school, without the address: that is verified here first."""
    names = {name: said[name] for name in ("given_name", "family_name", "born_on", "language")}
    person = Person(id=ids.of(said["id"]), **names)
    db.session.add(person)
    db.session.flush()
    role = {"role": Role.LEARNER.value, "from_date": clock.today()}
    db.session.add(Membership(person_id=person.id, school_id=actor.school_id, **role))
    db.session.flush()
    append_event(actor, "add_person", "person", person.id, learner_id=person.id, new="learner")
    return person.id


def _history(actor: Actor, archive: Archive, learner_id: UUID) -> History:
    document = archive.document
    history = History(
        id=new_id(),
        school_id=actor.school_id,
        learner_id=learner_id,
        archive_id=document["archive_id"],
        source_learner_id=document["learner"]["id"],
        source_school=document["school"]["name"],
        key_fingerprint=fingerprint_of(archive.key),
        made_at=document["made_at"],
        imported_by=actor.person_id,
        imported_at=clock.now(),
        counts=counts_of(document),
    )
    db.session.add(history)
    db.session.flush()
    return history


def counts_of(document: Document) -> dict[str, int]:
    """Return how much a history holds, by what people count."""
    names = ("placements", "entries", "rounds", "weeks", "remarks", "commitments", "media")
    return {name: len(document[name]) for name in names}


def _target(document: Document, ids: HistoryIds, history: History) -> Target:
    names: dict[str, dict[Any, Any]] = {
        "person": add_people(document, ids, history.learner_id),
        "track": add_tracks(document, ids),
        **add_sheets(document, ids, history.school_id),
    }
    db.session.flush()
    return Target(document, ids, history.school_id, history.learner_id, history.id, names)


def _write(target: Target, media: list[Row]) -> None:
    for name in TAKEN_IN:
        if name == "tracks":
            continue
        model, rows = BY_NAME[name].model, rows_of(target, name)
        if model in SHARED or model is Day:
            for row in rows:
                insert_new(model, row)
        elif rows:
            db.session.execute(insert(model), rows)
    for row in media:
        insert_new(Media, row | {"owner_id": target.learner_id})
    summarise(target.learner_id, _weeks(target.document))


def _weeks(document: Document) -> set[int]:
    return {row["week"] for row in document["weeks"]} | {week_number(row["date"]) for row in document["rounds"]}
