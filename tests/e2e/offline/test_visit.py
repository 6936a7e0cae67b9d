"""A visit on a hall's floor without a connection: taken along, reported on the phone, at the school once."""

from uuid import UUID

from playwright.sync_api import Page, expect

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.reviews.models import Commitment
from logbook.training.queries import placements_of
from logbook.visits.models import Visit, VisitReport
from logbook.visits.services import PlanVisit, ReportVisit, plan_visit, report_visit
from logbook.web.phone_words import WORDS
from tests.conftest import FRIDAY
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import received, saved, taken_over
from tests.e2e.offline.phone import Phone

TEACHER = "teacher1"
SAVE = "button[form=visit-form]"


def _planned(campus: Campus, learner: str) -> UUID:
    """Plan a visit of today at a learner's workplace."""
    with campus.reading(learner) as learner_id:
        placement = placements_of([learner_id], FRIDAY.date())[0].id
    with campus.atlas.reading(TEACHER) as around, transaction():
        visit = plan_visit(around.actor, PlanVisit(new_id(), placement, "workplace", FRIDAY.date(), "14:30"))
        return visit.id


def _at_school(campus: Campus, visit_id: UUID) -> tuple[str, int, str | None]:
    """Return what the school has: the visit's state, how many commitments it made, its report."""
    with campus.reading(TEACHER):
        visit, report = db.session.get_one(Visit, visit_id), db.session.get(VisitReport, visit_id)
        mine = db.session.query(Commitment).filter_by(learner_id=visit.learner_id, text="Overhoekse las tonen")
        return visit.state, mine.count(), report and report.text


def _fill_without_a_line(phone: Phone, visit_id: UUID) -> Page:
    """Take the visit along, open it from the list without a line, and fill in the report."""
    phone.take_along("/visits", f"/visits/{visit_id}")
    phone.cut()
    page = phone.reopen()
    page.locator(f"main a[href='/visits/{visit_id}']").or_(page.get_by_role("link", name="Bezoek bij")).first.tap()
    taken_over(page)
    page.locator("[name='present[]'][value=mentor]").tap()
    page.locator("[name='strong_points.chosen[]']").first.tap()
    page.locator("details.own summary").last.tap()
    page.locator("[name='commitments.new.text']").fill("Overhoekse las tonen")
    page.locator("[name=text]").fill("Op de vloer besproken")
    expect(page.locator("#visit-form")).to_have_attribute("data-draft-state", "phone")
    return page


def test_a_visit_is_reported_without_a_line_and_once(pick: Pick, campus: Campus) -> None:
    visit_id, phone = _planned(campus, "learner1"), pick(TEACHER)
    page = _fill_without_a_line(phone, visit_id)
    page = phone.reopen(f"/visits/{visit_id}")
    taken_over(page)
    expect(page.locator("[name=text]")).to_have_value("Op de vloer besproken")
    page.locator(SAVE).first.tap()
    saved(page)
    (op,) = kept.ops(page)
    assert _at_school(campus, visit_id) == ("planned", 0, None)
    with campus.holding_its_answers():
        phone.mend()
        page.wait_for_timeout(400)
    received(page)
    assert list(kept.receipts(page)) == [op]
    assert _at_school(campus, visit_id) == ("held", 1, "Op de vloer besproken")
    expect(page.get_by_role("link", name=WORDS["to_visits"])).to_be_visible()
    phone.chip(WORDS["chip_all"])


def test_a_report_that_a_colleague_wrote_first_waits_for_the_teacher(pick: Pick, campus: Campus) -> None:
    visit_id, phone = _planned(campus, "learner4"), pick(TEACHER)
    page = _fill_without_a_line(phone, visit_id)
    page.locator(SAVE).first.tap()
    saved(page)
    with campus.atlas.reading(TEACHER) as around, transaction():
        report_visit(around.actor, ReportVisit(visit_id, new_id(), FRIDAY.date(), text="Al geschreven"))
    phone.expected.add(409)
    phone.mend()
    kept.wait(page, "quarantine", any)
    assert _at_school(campus, visit_id)[2] == "Al geschreven"
    page = phone.reopen("/outbox")
    expect(page.locator("main")).to_contain_text(WORDS["problem_wrong_state"])
