"""The report of a visit: one deed with its own ratings, what three people said, and what they agreed."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, OpReused, Rejected
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.entries.services import discard_draft
from logbook.extensions import db
from logbook.reviews.services import OpenRound, make_commitments, open_round, write_remarks
from logbook.training.models import Placement
from logbook.training.queries import require_relation
from logbook.visits import policy
from logbook.visits.models import Visit, VisitAddition, VisitReading, VisitReport, VisitState
from logbook.visits.queries import visit_page

from .commands import ReportVisit
from .plan import locked_visit

DRAFT = "visit_report"
"""The kind of thing that an unfinished report is kept as; its id is the visit's."""
IN_FUTURE = N_("Deze dag moet nog komen. Een verslag schrijf je na het bezoek.")
NOT_THEN = N_("Op die dag liep deze plaatsing niet.")
_HERE = {"date": "date", "stage": "stages.{sheet}", "values": "ratings.{sheet}"}


def report_visit(actor: Actor, command: ReportVisit) -> Visit:
    """Write down what became of a visit, all of it or nothing; the same deed twice is one report.

    A visit that was cancelled and took place all the same is held by this. Raises NotFound, NotPermitted, Rejected
    (with the names of the form), and InvalidTransition when another report is there.
    """
    visit = locked_visit(actor, command.visit_id)
    if not policy.may_visit(require_relation(actor, visit.learner_id)):
        raise NotPermitted
    known = db.session.get(VisitReport, visit.id)
    if known is not None:
        if known.op_id != command.op_id:
            raise InvalidTransition
        return visit
    _require_day(visit, command)
    old, visit.state, visit.date = visit.state, VisitState.HELD.value, command.day
    visit.visitor_id = actor.person_id
    visit.version += 1
    sheets = _rate(actor, visit, command)
    write_remarks(actor, visit.learner_id, command.remarks, command.day, placement_id=visit.placement_id)
    made = make_commitments(actor, visit.learner_id, command.commitments, placement_id=visit.placement_id)
    db.session.add(
        VisitReport(
            visit_id=visit.id,
            op_id=command.op_id,
            present=list(command.present),
            text=command.text,
            sheet_ids=sheets,
            remark_ids=[str(each.id) for each in command.remarks],
            commitment_ids=[str(each.id) for each in made],
            written_by=actor.person_id,
            written_role=actor.role.value,
            written_at=clock.now(),
        )
    )
    discard_draft(actor, DRAFT, visit.id)
    append_event(actor, "report_visit", "visit", visit.id, learner_id=visit.learner_id, old=old, new=visit.state)
    return visit


def _require_day(visit: Visit, command: ReportVisit) -> None:
    placement = db.session.get_one(Placement, visit.placement_id)
    if command.day > clock.today():
        raise Rejected({"date": [IN_FUTURE]})
    if not policy.runs_on(placement.from_date, placement.until_date, command.day):
        raise Rejected({"date": [NOT_THEN]})


def _rate(actor: Actor, visit: Visit, command: ReportVisit) -> list[str]:
    """Open a round for each sheet of which something was rated; return those sheets."""
    rated = [sheet for sheet, values in command.ratings.items() if values]
    for sheet in rated:
        asked = OpenRound(
            round_id=uuid5(visit.id, sheet),
            learner_id=visit.learner_id,
            sheet_id=sheet,
            day=command.day,
            stage=command.stages.get(sheet),
            values=command.ratings[sheet],
        )
        try:
            open_round(actor, asked)
        except Rejected as error:
            raise Rejected(_named(error.errors, sheet)) from error
    return rated


def _named(errors: Mapping[str, list[str]], sheet: str) -> dict[str, list[str]]:
    """Return what is wrong with a round under the names that the report's form has for it."""
    named = {}
    for name, texts in errors.items():
        first, dot, rest = name.partition(".")
        named[_HERE.get(first, first).format(sheet=sheet) + dot + rest] = texts
    return named


def add_to_report(actor: Actor, visit_id: UUID, addition_id: UUID, text: str) -> None:
    """Add words beside a report, which itself never changes. The same addition twice is one.

    Raises NotFound, NotPermitted, OpReused, and InvalidTransition where there is no report yet.
    """
    visit = locked_visit(actor, visit_id)
    if not policy.may_visit(require_relation(actor, visit.learner_id)):
        raise NotPermitted
    if visit.state != VisitState.HELD:
        raise InvalidTransition
    known = db.session.get(VisitAddition, addition_id)
    if known is not None:
        if known.visit_id != visit_id:
            raise OpReused
        return
    moment = clock.now()
    db.session.add(
        VisitAddition(id=addition_id, visit_id=visit_id, text=text, written_by=actor.person_id, written_at=moment)
    )
    append_event(actor, "add_to_report", "visit", visit_id, learner_id=visit.learner_id, new=visit.state)


def mark_read(actor: Actor, visit_id: UUID) -> None:
    """Note that the learner or the mentor read the report; once. Raises NotFound, NotPermitted, InvalidTransition."""
    page = visit_page(actor, visit_id)
    if not policy.marks_read(page.relation):
        raise NotPermitted
    if page.report is None:
        raise InvalidTransition
    locked_visit(actor, visit_id)
    if db.session.get(VisitReading, (visit_id, actor.person_id)):
        return
    db.session.add(
        VisitReading(visit_id=visit_id, reader_id=actor.person_id, role=actor.role.value, read_at=clock.now())
    )
    append_event(actor, "read_report", "visit", visit_id, learner_id=page.visit.learner_id, new="read")
