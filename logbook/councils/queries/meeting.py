"""What was said and decided on a council, as a file's document holds it; statements only of whom the actor may read."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.councils.models import Council, CouncilDecision, CouncilFile
from logbook.councils.policy.council import shows_statements
from logbook.extensions import db

from .file import Agreed, Said, agreed_until, statements
from .roster import Roster, Seat, roster_of
from .sight import Sight, council_seen

Meeting = dict[str, Any]


def meetings_of(actor: Actor, council_id: UUID) -> dict[UUID, Meeting]:
    """Return for each learner whose file the actor may read what was said and decided. Raises NotFound."""
    sight = council_seen(actor, council_id)
    return meetings(actor, sight, roster_of(sight.council))


def meetings(actor: Actor, sight: Sight, roster: Roster) -> dict[UUID, Meeting]:
    """Return the same for a council that was found."""
    council = sight.council
    learners = [line.learner_id for line in roster.files if sight.reads(line.learner_id)]
    here = {line.learner_id for line in roster.files if not line.left}
    said, decided, agreed = _by_learner(statements(council.id)), _decisions(council), _agreed(council, learners)
    return {
        learner: {
            "council": {"id": str(council.id), "on": council.held_on.isoformat(), "state": str(council.state)},
            "members": [_member(seat) for seat in roster.seats if seat.is_for(learner) and _named(seat, said[learner])],
            "statements": [_statement(each) for each in _readable(actor, sight, learner, said[learner])],
            "discussion": _discussion(decided.get(learner)),
            "decision": _decision(decided.get(learner)),
            "actions": [_action(each) for each in agreed[learner] if each.council_id == council.id],
            "previous": [
                _previous(each) for each in agreed[learner] if each.council_id != council.id and learner in here
            ],
        }
        for learner in learners
    }


def _by_learner(said: Iterable[Said]) -> dict[UUID, list[Said]]:
    found: dict[UUID, list[Said]] = defaultdict(list)
    for each in said:
        found[each.learner_id].append(each)
    return found


def _decisions(council: Council) -> dict[UUID, CouncilDecision]:
    query = select(CouncilDecision).join(CouncilFile, CouncilFile.id == CouncilDecision.file_id)
    rows = db.session.scalars(query.where(CouncilFile.council_id == council.id))
    return {row.learner_id: row for row in rows}


def _agreed(council: Council, learners: list[UUID]) -> dict[UUID, list[Agreed]]:
    found: dict[UUID, list[Agreed]] = defaultdict(list)
    for each in agreed_until(council, learners):
        found[each.action.learner_id].append(each)
    return found


def _readable(actor: Actor, sight: Sight, learner_id: UUID, said: list[Said]) -> list[Said]:
    own = next((each.statement for each in said if each.statement.author_id == actor.person_id), None)
    shown = shows_statements(
        sight.council.state,
        sits=sight.sits(learner_id),
        opened=own is not None and own.read_at is not None,
        staff=sight.staff,
    )
    return [each for each in said if shown or each.statement is own]


def _named(seat: Seat, said: list[Said]) -> bool:
    """Whether a seat stands in the minutes: who sits, and who sat and gave a statement."""
    return seat.sits or any(each.statement.author_id == seat.person_id for each in said)


def _member(seat: Seat) -> dict[str, Any]:
    return {"name": seat.name, "role": seat.role, "present": seat.presence if seat.sits else "left"}


def _statement(each: Said) -> dict[str, Any]:
    row = each.statement
    evidence = [{name: thing[name] for name in ("label", "url_name", "args")} for thing in row.evidence]
    return {
        "by": each.by,
        "role": row.author_role,
        "text": row.text,
        "advice": row.advice,
        "evidence": evidence,
        "at": _moment(row.given_at),
    }


def _moment(at: datetime) -> str:
    return clock.local(at).isoformat(timespec="minutes")


def _discussion(row: CouncilDecision | None) -> dict[str, str | None]:
    return {"statement": row.statement if row else None, "counter": row.counter if row else None}


def _decision(row: CouncilDecision | None) -> dict[str, str | None] | None:
    if row is None or row.decided_at is None:
        return None
    return {"label": row.label, "text": row.text, "advice": row.advice}


def _action(each: Agreed) -> dict[str, str]:
    action = each.action
    return {
        "what": action.what,
        "owner": action.owner_role,
        "kind": action.kind,
        "review_on": action.review_on.isoformat(),
        "state": each.state,
    }


def _previous(each: Agreed) -> dict[str, str]:
    action = each.action
    return {
        "what": action.what,
        "agreed_on": each.agreed_on.isoformat(),
        "review_on": action.review_on.isoformat(),
        "state": each.state,
    }
