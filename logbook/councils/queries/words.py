"""What was said and agreed: strong points, work points, commitments and visits of a class, in one query."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, cast, literal, null, or_, select

from logbook.accounts.models import Company, Person
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.reviews.models import Commitment, CommitmentState, Remark, RemarkKind
from logbook.training.models import Placement, Workplace
from logbook.visits.models import Visit, VisitReport, VisitState

MOST = 2000
VISIT = "visit"
_NOTHING = cast(null(), String(500))


class Word(NamedTuple):
    """A remark (`kind` strong_point, work_point, note), a commitment (its state, and whose it is), or a held visit.

    Of a visit (`kind` visit) the text is its report, if there is one; the example is the company and the criterion is
    the visit's kind.
    """

    learner_id: UUID
    kind: str
    text: str | None
    example: str | None
    criterion_id: str | None
    date: date
    owner_role: str | None
    given_name: str
    family_name: str

    @property
    def by(self) -> str:
        """Who said it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def commitment(self) -> bool:
        """Whether it is a commitment; `date` is then when it is due."""
        return self.owner_role is not None

    @property
    def overdue(self) -> bool:
        """Whether it is a commitment that should have been done by now."""
        return self.kind == CommitmentState.OPEN and self.date < clock.today()


def words(actor: Actor, learner_ids: list[UUID], first: date, last: date) -> list[Word]:
    """Return the remarks and held visits of the period and the commitments due in it or still open, newest first.

    At most 2000.
    """
    remarks = (
        select(
            Remark.learner_id,
            Remark.kind.label("kind"),
            Remark.text,
            Remark.example,
            Remark.criterion_id,
            Remark.date.label("date"),
            _NOTHING.label("owner_role"),
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.id == Remark.author_id)
        .where(Remark.school_id == actor.school_id, Remark.learner_id.in_(learner_ids))
        .where(Remark.date.between(first, last), Remark.kind != RemarkKind.NOTE.value)
    )
    commitments = (
        select(
            Commitment.learner_id,
            Commitment.state,
            Commitment.text,
            _NOTHING,
            _NOTHING,
            Commitment.due_on,
            Commitment.owner_role,
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.id == Commitment.made_by)
        .where(Commitment.school_id == actor.school_id, Commitment.learner_id.in_(learner_ids))
        .where(or_(Commitment.due_on.between(first, last), Commitment.state == CommitmentState.OPEN.value))
    )
    visits = (
        select(
            Visit.learner_id,
            literal(VISIT, String(16)),
            VisitReport.text,
            Company.name,
            Visit.kind,
            Visit.date,
            _NOTHING,
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.id == Visit.visitor_id)
        .join(Placement, Placement.id == Visit.placement_id)
        .join(Workplace, Workplace.id == Placement.workplace_id)
        .join(Company, Company.id == Workplace.company_id)
        .outerjoin(VisitReport, VisitReport.visit_id == Visit.id)
        .where(Visit.school_id == actor.school_id, Visit.learner_id.in_(learner_ids))
        .where(Visit.state == VisitState.HELD.value, Visit.date.between(first, last))
    )
    said = remarks.union_all(commitments, visits).order_by("date").limit(MOST)
    return [Word(*row) for row in db.session.execute(said)][::-1]
