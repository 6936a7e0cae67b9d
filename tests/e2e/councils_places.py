"""The class council and its documents. The pages, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from logbook.core.ids import new_id
from logbook.core.roles import SCHOOL_STAFF
from logbook.councils.models import CouncilFile, CouncilState, OpeningStatement
from logbook.councils.queries.lists import councils_of
from logbook.councils.queries.roster import roster_of
from logbook.councils.queries.sight import council_seen
from logbook.extensions import db
from logbook.web.prints import PrintJob, jobs, write

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]
ANY = tuple(CouncilState)


def _once(_around: "Around") -> list[Arguments]:
    return [{}]


def _class(around: "Around") -> list[Arguments]:
    return [{"class_id": group} for group in around.classes[:1]]


def _councils(around: "Around", *states: CouncilState) -> list[Arguments]:
    """One council of each state."""
    first: dict[str, Arguments] = {}
    for line in councils_of(around.actor):
        if line.state in (states or ANY):
            first.setdefault(line.state, {"council_id": line.id})
    return list(first.values())


def _files(around: "Around", *states: CouncilState) -> list[Arguments]:
    """One learner of each of them: one of whom something was said, where there is one."""
    found = []
    for each in _councils(around, *states):
        sight = council_seen(around.actor, each["council_id"])
        written = db.session.scalars(
            select(CouncilFile.learner_id)
            .join(OpeningStatement, OpeningStatement.file_id == CouncilFile.id)
            .where(CouncilFile.council_id == each["council_id"])
        )
        ids = [*written, *(line.learner_id for line in roster_of(sight.council).files)]
        found += [each | {"learner_id": learner} for learner in ids if sight.reads(learner)][:1]
    return found


def _led(around: "Around") -> list[Arguments]:
    if around.actor.role not in SCHOOL_STAFF:
        return []
    files = _files(around, CouncilState.IN_SESSION)
    return [each for each in files if council_seen(around.actor, each["council_id"]).member]


def _prints(around: "Around") -> list[Arguments]:
    """A PDF that was asked for and that nobody makes; it lies in a file, not in the school that is copied."""
    actor = around.actor
    if actor.role not in SCHOOL_STAFF:
        return []
    own = [job.id for job in jobs() if job.membership_id == actor.membership_id and job.kind == "class"]
    for group in around.classes[:1] if not own else ():
        own = [new_id()]
        asked = {"class_id": str(group)}
        write(PrintJob(own[0], actor.membership_id, actor.person_id, "class", asked, frozenset()))
    return [{"job_id": job_id} for job_id in own[:1]]


COUNCILS_PAGES: "dict[str, Addresses]" = {
    "councils.plan_form": _class,
    "councils.council": _councils,
    "councils.change_form": lambda around: _councils(around, CouncilState.PLANNED, CouncilState.OPEN),
    "councils.member": lambda around: _files(around, CouncilState.PLANNED, CouncilState.OPEN),
    "councils.member_file": lambda around: _files(around, CouncilState.OPEN, CouncilState.IN_SESSION),
    "councils.session": _led,
    "councils.beamer": _led,
    "councils.all_minutes": lambda around: _councils(around, CouncilState.CLOSED),
    "councils.learner_minutes": lambda around: _files(around, CouncilState.CLOSED),
    "councils.frozen_file": lambda around: _files(around, CouncilState.CLOSED),
    "councils.printing": _prints,
    "councils.actions": _class,
    "councils.own": lambda around: around.first_learner,
    "councils.choices": _once,
}
