"""The learner's own pages, and the learner's progress for whoever may look at it."""

from uuid import UUID

from flask import Response, abort

from logbook.accounts.models import Looked
from logbook.accounts.queries import names_of
from logbook.accounts.services import tell_looks
from logbook.core import clock, weeks
from logbook.core.roles import Role
from logbook.insight.queries.advice import look_at
from logbook.insight.queries.progress import progress_for
from logbook.insight.queries.today import today_of
from logbook.insight.queries.week import week_of_learner
from logbook.sheets.queries import stage_map
from logbook.training.queries import learners_in_reach, require_relation
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages

RATERS = {"learner": "learner", "mentor": "mentor", "supervisor": "supervisor"}
"""As whose mark a remark is shown; the school's roles share the teacher's."""


@pages.get("/today")
def today() -> Response:
    """Show the learner's day: what waits, what to do next, who looked."""
    page = today_of(current_actor())
    return render("insight/today.html", page=page, commitments=page.commitments, own=True, raters=RATERS)


@pages.get("/week")
def this_week() -> Response:
    """Show this week."""
    return _week(weeks.week_number(clock.today()))


@pages.get("/weeks/<iso_week>")
def week(iso_week: str) -> Response:
    """Show one of the learner's weeks."""
    try:
        number = weeks.parse_iso_week(iso_week)
    except ValueError:
        abort(404)
    return _week(number)


def _week(number: int) -> Response:
    page = week_of_learner(current_actor(), number)
    coming = number >= weeks.week_number(clock.today())
    return render(
        "insight/week.html",
        page=page,
        commitments=page.commitments,
        own=True,
        number=weeks.iso_number(number),
        iso_week=weeks.iso_week(number),
        before=weeks.iso_week(number - 1),
        after=None if coming else weeks.iso_week(number + 1),
    )


@pages.get("/progress")
def progress() -> Response:
    """Show the learner how far each sheet is, and in whose eyes."""
    return _progress(current_actor().person_id)


@pages.get("/learners/<uuid:learner_id>/progress")
def learner_progress(learner_id: UUID) -> Response:
    """Show a learner's progress to somebody who may see it; the learner is told who looked."""
    return _progress(learner_id)


@pages.get("/learners")
def learners() -> Response:
    """List the learners whom the actor follows."""
    return render("insight/learners.html", learners=learners_in_reach(current_actor()))


def _progress(learner_id: UUID) -> Response:
    actor = current_actor()
    relation = require_relation(actor, learner_id)
    own = actor.role is Role.LEARNER
    name = actor.name if own else names_of([learner_id])[learner_id]
    tell_looks(actor, [learner_id], Looked.PROGRESS)
    page = progress_for(actor, relation)
    return render(
        "insight/progress.html",
        page=page,
        commitments=page.commitments,
        own=own,
        name=name,
        learner_id=learner_id,
        stages=stage_map(actor),
        look_at=look_at,
    )
