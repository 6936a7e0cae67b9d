"""A plan goes along with the learner's archive, and goes when the logbook is erased or its year is over."""

from datetime import date

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import PlanAgreement, PlanItem, TrainingPlan
from logbook.privacy.policy.bounds import Bounds
from logbook.privacy.policy.traces import about_learner
from logbook.privacy.queries.kept_rows import Scope, kept_rows
from logbook.privacy.queries.overdue import records_before
from tests.factories import WELDING, Cast
from tests.plans.work import more_sheets, put

TABLES = {"training_plan", "plan_item", "plan_agreement"}


def test_the_archive_holds_the_plan_its_sheets_and_who_agreed(cast: Cast) -> None:
    more_sheets(1)
    plan = put(cast, WELDING, "proef-01")
    with transaction():
        services.agree_plan(cast.actor("mentor"), plan.id, plan.version)
    rows = kept_rows(Scope(cast.learner.id, cast.school.id, approved=False, own=True))
    assert [each["version"] for each in rows["training_plans"]] == [plan.version]
    assert {each["sheet_id"] for each in rows["plan_items"]} == {WELDING, "proef-01"}
    assert {"proef-01"} <= {each["id"] for each in rows["sheets"]}
    assert [each["by_id"] for each in rows["plan_agreements"]] == [cast.mentor.id]
    guardian = kept_rows(Scope(cast.learner.id, cast.school.id, approved=True, own=False))
    assert not guardian["training_plans"] and not guardian["plan_items"]


def test_erasing_the_logbook_takes_the_plan_along(cast: Cast) -> None:
    plan = put(cast, WELDING)
    with transaction():
        services.agree_plan(cast.actor("learner"), plan.id, plan.version)
    found = about_learner(db.metadata, cast.learner.id, Bounds(cast.school.id, alone=True))
    assert {table.name for table in found} >= TABLES
    with transaction():
        for table in reversed(list(found)):
            if table.name in TABLES:
                db.session.execute(table.delete().where(found[table]))
    assert not any(db.session.query(model).count() for model in (TrainingPlan, PlanItem, PlanAgreement))


def test_a_plan_of_a_year_that_is_over_goes_with_that_year(cast: Cast) -> None:
    put(cast, WELDING)
    for before, left in ((date(2027, 8, 31), 1), (date(2027, 9, 1), 0)):
        found = records_before(cast.school.id, cast.learner.id, before)
        table = TrainingPlan.__table__
        gone = db.session.query(TrainingPlan).filter(found[table]).count()  # type: ignore[index]
        assert 1 - gone == left
    assert {table.name for table in found} >= TABLES
