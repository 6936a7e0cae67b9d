"""Where the browser looks: sheets and portfolios on paper."""

from typing import TYPE_CHECKING, Any

from logbook.core.ids import new_id
from logbook.paper.policy import READERS
from logbook.web.prints import PrintJob, jobs, write
from tests.factories import SOFT_SKILLS, WELDING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]
THEME = "emt-smeren"


def _sheets(_around: "Around") -> list[Arguments]:
    return [{"slug": slug} for slug in (WELDING, SOFT_SKILLS, THEME)]


def _learner(around: "Around") -> list[Arguments]:
    return [{"learner_id": each} for each in around.learners[:1]] if around.actor.role in READERS else []


def _prints(around: "Around") -> list[Arguments]:
    """A portfolio that was asked for and that nobody makes; it lies in a file, not in the school that is copied."""
    actor = around.actor
    own = [job.id for job in jobs() if job.membership_id == actor.membership_id and job.kind == "portfolio"]
    for found in _learner(around) if not own else ():
        own = [new_id()]
        asked = {"learner_id": str(found["learner_id"]), "first": "2026-09-01", "last": "2026-11-20"}
        about = frozenset({found["learner_id"]})
        write(PrintJob(own[0], actor.membership_id, actor.person_id, "portfolio", asked, about))
    return [{"job_id": job_id} for job_id in own[:1]]


PAPER_PAGES: "dict[str, Addresses]" = {
    "paper.choose": _sheets,
    "paper.portfolio": _learner,
    "paper.printing": _prints,
}
