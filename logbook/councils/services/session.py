"""The session: it begins with files that stand still, and ends with what was said added to them, for good."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.councils.models import (
    Council,
    CouncilAction,
    CouncilDecision,
    CouncilFile,
    CouncilMember,
    CouncilSeal,
    CouncilState,
)
from logbook.councils.policy.council import LIVE
from logbook.councils.policy.document import canonical, fingerprint
from logbook.councils.queries.document import live_documents
from logbook.councils.queries.meeting import meetings
from logbook.councils.queries.roster import FileLine, roster_of
from logbook.councils.queries.sight import Sight
from logbook.extensions import db
from logbook.insight.queries.class_view import class_page
from logbook.reviews.policy import COMMITMENT_OWNERS
from logbook.reviews.services import NewCommitment, make_commitments

from .plan import leading
from .seats import drop_empty_files, settle

NOBODY = N_("Er zit vandaag niemand in deze klas: er is niets om te bespreken.")


def start_session(actor: Actor, council_id: UUID) -> Council:
    """Begin: from now on the files, the learners and the members stand still. Begun already is success.

    Raises NotFound, NotPermitted, InvalidTransition once it is closed, and Rejected when nobody is in the class.
    """
    sight = leading(actor, council_id)
    council = sight.council
    if council.state == CouncilState.IN_SESSION:
        return council
    if council.state not in LIVE:
        raise InvalidTransition
    roster = roster_of(council)
    if all(each.left for each in roster.files):
        raise Rejected({"learners": [NOBODY]})
    settle(actor, council, roster)
    drop_empty_files(council, [each.learner_id for each in roster.files if each.left])
    _end_seats(council)
    _fill(actor, sight)
    old, council.state = council.state, CouncilState.IN_SESSION.value
    council.started_at = clock.now()
    council.version += 1
    append_event(actor, "start_council", "council", council.id, old=old, new=CouncilState.IN_SESSION)
    return council


def _end_seats(council: Council) -> None:
    """End the seats of who left: what they said stays, as what they were."""
    for seat in roster_of(council).seats:
        if seat.id is not None and not seat.sits:
            row = db.session.get_one(CouncilMember, seat.id)
            row.until_date = row.until_date or clock.today()
    db.session.flush()


def _fill(actor: Actor, sight: Sight) -> None:
    """Give each file its content of today and its place: who needs the council first comes first."""
    council = sight.council
    made = {
        UUID(str(each["learner"]["id"])): each
        for each in live_documents(actor, council.class_id, first=council.first, last=council.last, for_mentors=True)
    }
    order = {row.id: place for place, row in enumerate(class_page(actor, council.class_id).rows)}
    for line in roster_of(council).files:
        row = _row(council, line.learner_id)
        row.left_on = clock.today() if line.left else None
        row.position = len(order) if line.left else order.get(line.learner_id, len(order))
        row.content = canonical(made.get(line.learner_id) or _left(sight, line))
        db.session.add(CouncilDecision(file_id=row.id, school_id=row.school_id, learner_id=row.learner_id, version=1))
    db.session.flush()


def _row(council: Council, learner_id: UUID) -> CouncilFile:
    own = (CouncilFile.council_id == council.id) & (CouncilFile.learner_id == learner_id)
    return db.session.scalars(select(CouncilFile).where(own)).one()


def _left(sight: Sight, line: FileLine) -> dict[str, Any]:
    """Return the document of somebody who left the class: who it was, and nothing of the work."""
    council = sight.council
    return {
        "learner": {"id": str(line.learner_id), "name": line.name},
        "class": {"id": str(council.class_id), "name": sight.class_name},
        "period": {"first": council.first.isoformat(), "last": council.last.isoformat()},
        "left_on": clock.today().isoformat(),
    }


def close_council(actor: Actor, council_id: UUID) -> Council:
    """Close for good: each file gets what was said and its hash, and stands; actions become commitments.

    Closed already is success. Raises NotFound, NotPermitted, and InvalidTransition before the session.
    """
    sight = leading(actor, council_id)
    council = sight.council
    if council.state == CouncilState.CLOSED:
        return council
    if council.state != CouncilState.IN_SESSION:
        raise InvalidTransition
    council.state = CouncilState.CLOSED.value
    council.closed_by, council.closed_at = actor.person_id, clock.now()
    council.version += 1
    db.session.flush()
    said = meetings(actor, sight, roster_of(council))
    for file in db.session.scalars(select(CouncilFile).where(CouncilFile.council_id == council.id)):
        _freeze(actor, file, said.get(file.learner_id))
    _make_commitments(actor, council)
    append_event(actor, "close_council", "council", council.id, old=CouncilState.IN_SESSION, new=CouncilState.CLOSED)
    return council


def _freeze(actor: Actor, file: CouncilFile, meeting: dict[str, Any] | None) -> None:
    document = json.loads(file.content or "{}") | {"meeting": meeting}
    file.content, file.sha256, file.frozen_at = canonical(document), fingerprint(document), clock.now()
    seal = CouncilSeal(
        file_id=file.id,
        school_id=file.school_id,
        council_id=file.council_id,
        learner_id=file.learner_id,
        sha256=file.sha256,
        frozen_at=file.frozen_at,
    )
    db.session.add(seal)
    append_event(actor, "freeze_file", "council_file", file.id, learner_id=file.learner_id, new="frozen")


def _make_commitments(actor: Actor, council: Council) -> None:
    """Let the actions of learner, mentor and teacher come back where commitments do."""
    query = (
        select(CouncilAction)
        .join(CouncilFile, CouncilFile.id == CouncilAction.file_id)
        .where(CouncilFile.council_id == council.id, CouncilAction.owner_role.in_(COMMITMENT_OWNERS))
        .order_by(CouncilAction.made_at, CouncilAction.id)
    )
    for action in db.session.scalars(query).all():
        wish = NewCommitment(action.what, action.owner_role, action.review_on)
        action.commitment_id = make_commitments(actor, action.learner_id, [wish])[0].id
    db.session.flush()
