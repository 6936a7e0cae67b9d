"""Sheets and portfolios on paper. Who may, for whose work; things that only these addresses name."""

from typing import Any

from logbook.accounts.models import Membership, Person
from logbook.core.ids import new_id
from logbook.extensions import db
from logbook.web.prints import PrintJob, PrintState, pdf_of, write
from tests.access.reach import LEARNERS, MENTORS, SCHOOL, Rule
from tests.factories import WELDING, Cast

READERS = LEARNERS | MENTORS | SCHOOL
PAPER: dict[str, Rule] = {
    "paper.filled": Rule("paper", READERS),
    "paper.portfolio": Rule("paper_learner", READERS),
    "paper.ask": Rule("paper_learner", READERS, post=True),
    "paper.printing": Rule("portfolio", LEARNERS),  # who asked for it, and nobody else
    "paper.cancel": Rule("portfolio", LEARNERS, post=True),
    "paper.print_file": Rule("portfolio", LEARNERS),
}
PAPER_OWN: set[str] = {"paper.choose", "paper.empty"}
"""Pages and deeds that name nobody's thing."""


def paper_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    return {
        "own": _of(cast.learner),
        "other": _of(cast.other_learner),
        "foreign": _of(cast.foreign_learner),
    }


def _of(learner: Person) -> dict[str, dict[str, Any]]:
    member = db.session.query(Membership).filter_by(person_id=learner.id).first()
    assert member is not None
    asked = {"learner_id": str(learner.id), "first": "2026-09-01", "last": "2026-11-20"}
    found = frozenset({learner.id})
    job = PrintJob(new_id(), member.id, learner.id, "portfolio", asked, found, state=PrintState.READY)
    write(job)
    pdf_of(job.id).write_bytes(b"%PDF")
    return {
        "paper": {"slug": WELDING, "learner_id": learner.id},
        "paper_learner": {"learner_id": learner.id},
        "portfolio": {"job_id": job.id},
    }
