"""What tests of plans begin with: more sheets of the track, a second company, and cards."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from logbook.accounts.models import Company
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import week_number
from logbook.extensions import db
from logbook.plans import services
from logbook.plans.models import Place, PlanItem, TrainingPlan
from logbook.plans.policy import Weeks, Where
from logbook.plans.services import Placing
from logbook.sheets.models import Sheet, SheetVersion
from logbook.training.models import Placement
from tests.factories import WELDING, Cast, add, join_placement, make_placement, make_workplace
from tests.pages import Page

MONDAY = date(2026, 11, 16)
THIS_WEEK = week_number(MONDAY)


def more_sheets(count: int = 3, school_id: UUID | None = None) -> list[str]:
    """Add sheets of the welding track and return their ids."""
    source = db.session.scalars(select(SheetVersion).where(SheetVersion.sheet_id == WELDING)).one()
    names = [f"proef-{number:02d}" for number in range(1, count + 1)]
    with transaction():
        for name in names:
            title = dict.fromkeys(("nl", "en", "fr"), f"Proeffiche {name[-2:]}")
            content = source.content | {"id": name, "title": title, "short_title": title}
            add(Sheet(id=name, kind="task", school_id=school_id, latest=1))
            add(SheetVersion(sheet_id=name, number=1, sha=name, content=content, published_at=source.published_at))
    return names


def second_company(cast: Cast, **dates: Any) -> Placement:
    """Give the learner a second placement, with the other mentor."""
    with transaction():
        company = add(Company(school_id=cast.school.id, name="Wisselbedrijf Fictief"))
        placement = make_placement(cast.school, cast.learner, make_workplace(cast.school, company, "Hal 3"), **dates)
        join_placement(placement, cast.other_mentor, Role.MENTOR, main=True)
    return placement


def plan_of(cast: Cast) -> TrainingPlan:
    """Let the teacher begin the learner's plan, or return it."""
    with transaction():
        return services.make_plan(cast.actor("teacher"), cast.learner.id)


def put(
    cast: Cast,
    *sheets: str,
    where: Where | None = None,
    first: int = 0,
    last: int = 0,
    items: tuple[UUID, ...] = (),
    **more: Any,
) -> TrainingPlan:
    """Let the teacher put sheets at the learner's workplace, from so many weeks from now on."""
    plan = plan_of(cast)
    weeks = Weeks(THIS_WEEK + first, THIS_WEEK + last)
    where = where or Where(Place.WORKPLACE, cast.placement_id)
    with transaction():
        return services.place_sheets(
            cast.actor("teacher"), plan.id, Placing(plan.version, where, weeks, items, sheets, **more)
        )


def cards(plan: TrainingPlan) -> list[PlanItem]:
    """Return what the plan says now."""
    db.session.expire_all()
    query = select(PlanItem).where(PlanItem.plan_id == plan.id, PlanItem.until.is_(None))
    return list(db.session.scalars(query.order_by(PlanItem.sheet_id, PlanItem.from_date)))


def said(plan: TrainingPlan) -> list[tuple[str, str, int]]:
    """Return sheet, place and first week from now of each card that has one."""
    return [(row.sheet_id, row.place, (row.from_date - MONDAY).days // 7) for row in cards(plan) if row.from_date]


def week(ahead: int = 0) -> str:
    """Return the week so many weeks from now, as forms send it."""
    day = MONDAY + timedelta(weeks=ahead)
    return f"{day.isocalendar().year}-W{day.isocalendar().week:02d}"


def filled(page: Page, selector: str) -> dict[str, Any]:
    """Return a form's fields as a browser sends them, but the token, which the client brings."""
    form = page.form(selector)
    form.pop("csrf_token", None)
    for name in [each for each in form if each.endswith("[]")]:
        boxes = page.all(f"{selector} [name='{name}']")
        form[name] = [str(box["value"]) for box in boxes if box.get("type") == "hidden" or box.has_attr("checked")]
    return form
