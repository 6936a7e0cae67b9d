"""Calibration and the year: how a learner's view compares, and how it all runs over the weeks."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.actor import Actor
from logbook.core.roles import Rater, Role
from logbook.core.weeks import iso_number, iso_week, week_days
from logbook.insight.queries.advice import advice_of
from logbook.insight.queries.calibration_view import calibration_page
from logbook.insight.queries.chart import lean, ticks
from logbook.insight.queries.class_year import class_year_page
from logbook.insight.queries.strips import small_strip, year_strips
from logbook.insight.queries.three_party_view import Filters
from logbook.insight.queries.year import WeekLine, YearPage, year_page
from logbook.insight.schemas import FiltersSchema, YearSchema
from logbook.web.actor import current_actor
from logbook.web.forms import load
from logbook.web.rendering import render

from .blueprint import pages
from .neighbours import neighbours_here
from .teacher import asked_of


@pages.get("/calibration")
def own_calibration() -> Response:
    """Show the learner where the own view differs, and what to look at."""
    return _calibration(current_actor().person_id)


@pages.get("/learners/<uuid:learner_id>/calibration")
def calibration(learner_id: UUID) -> Response:
    """Show how a learner's view compares with the mentor's and the teacher's, criterion by criterion."""
    return _calibration(learner_id)


def _calibration(learner_id: UUID) -> Response:
    actor, form = current_actor(), load(FiltersSchema(), request.args)
    page = calibration_page(actor, learner_id, form.value if form.ok else Filters())
    tell_looks(actor, [learner_id], Looked.THREE_PARTY)
    own = actor.role is Role.LEARNER
    return render(
        "insight/own_calibration.html" if own else "insight/calibration.html",
        status=200 if form.ok else 422,
        page=page,
        neighbours=neighbours_here(learner_id),
        own=own,
        advice=advice_of(page.sheets),
        soft_advice=advice_of([page.soft_skills] if page.soft_skills else []),
        judges=[judge for judge in (Rater.MENTOR, Rater.TEACHER) if judge in page.scope.parties],
        lean=lean,
        ticks=ticks,
        errors=form.errors,
        typed=form.typed,
        asked=asked_of(page.scope),
    )


@pages.get("/learners/<uuid:learner_id>/year")
def year(learner_id: UUID) -> Response:
    """Show a learner's year at a glance."""
    actor, form = current_actor(), load(YearSchema(), request.args)
    page = year_page(actor, learner_id, form.value if form.ok else Filters())
    tell_looks(actor, [learner_id], Looked.PROGRESS)
    return render(
        "insight/year.html",
        status=200 if form.ok else 422,
        page=page,
        neighbours=neighbours_here(learner_id),
        own=actor.role is Role.LEARNER,
        strips=year_strips(page),
        errors=form.errors,
        typed=form.typed,
        iso_number=iso_number,
        week_days=week_days,
        links={each.week: _evidence_of(actor, page, each) for each in page.weeks},
    )


def _evidence_of(actor: Actor, page: YearPage, line: WeekLine) -> str | None:
    """Return where the evidence of a week stands: the week's page, or what was rated outside any workplace."""
    if line.empty:
        return None
    if actor.role is Role.LEARNER:
        return url_for(".week", iso_week=iso_week(line.week))
    if line.placement_id:
        return url_for("reviews.week", placement_id=line.placement_id, iso_week=iso_week(line.week))
    days = week_days(line.week)
    sheet = line.stages[0][0].id if line.stages else None
    period: dict[str, Any] = {"from": days[0].isoformat(), "until": days[-1].isoformat()}
    return url_for(".three_party", learner_id=page.subject.id, sheet=sheet, **period)


@pages.get("/classes/<uuid:class_id>/year")
def class_year(class_id: UUID) -> Response:
    """Show a class's year: a small drawing for each learner, all on one scale."""
    actor, form = current_actor(), load(YearSchema(), request.args)
    page = class_year_page(actor, class_id, form.value if form.ok else Filters())
    tell_looks(actor, [line.learner.id for line in page.lines], Looked.CLASS)
    return render(
        "insight/class_year.html",
        status=200 if form.ok else 422,
        page=page,
        drawn=[(line, small_strip(page, line)) for line in page.lines],
        errors=form.errors,
        typed=form.typed,
        asked={"from": page.first.isoformat(), "until": page.until.isoformat()},
    )
