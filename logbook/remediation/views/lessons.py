"""A class's lessons, one of them, and the forms that make and change one."""

from uuid import UUID

from flask import Response, request

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import InvalidTransition, NotFound
from logbook.remediation.models import LessonState
from logbook.remediation.queries import lesson_list, lesson_page
from logbook.remediation.schemas import ProposalSchema
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render

from .blueprint import pages
from .form import Asked, LessonForm, changing, proposal


@pages.get("/classes/<uuid:class_id>/lessons")
def lessons(class_id: UUID) -> Response:
    """List the lessons of a class, the newest first."""
    found = lesson_list(current_actor(), class_id, page_number(request.args.get("page")))
    return render("remediation/lessons.html", group=found.group, page=found.page)


@pages.get("/classes/<uuid:class_id>/lessons/new")
def new(class_id: UUID) -> Response:
    """Propose a lesson on criteria of one sheet, for who needs them."""
    asked = load(ProposalSchema(), request.args)
    if not asked.ok:
        raise NotFound
    return show_form(proposal(current_actor(), class_id, Asked(**asked.value), Loaded({})))


@pages.get("/lessons/<uuid:lesson_id>")
def lesson(lesson_id: UUID) -> Response:
    """Show a lesson: its plan, what was done, and what was rated since."""
    return show_lesson(lesson_id, Loaded({}))


@pages.get("/lessons/<uuid:lesson_id>/edit")
def edit_form(lesson_id: UUID) -> Response:
    """Show the form of a planned lesson."""
    page = lesson_page(current_actor(), lesson_id)
    if page.state is not LessonState.PLANNED:
        raise InvalidTransition
    return show_form(changing(page, Loaded({})))


def show_form(page: LessonForm, status: int = 200) -> Response:
    """Render the form; who is in it with a need is told that it was looked at."""
    tell_looks(current_actor(), page.needs.keys(), Looked.CLASS)
    return render("remediation/lesson_form.html", status=status, page=page, stale=status == 409)


def show_lesson(lesson_id: UUID, form: Loaded, status: int = 200) -> Response:
    """Render a lesson."""
    actor = current_actor()
    page = lesson_page(actor, lesson_id)
    tell_looks(actor, [each.learner.id for each in page.participants], Looked.PROGRESS)
    return render("remediation/lesson.html", status=status, page=page, form=form, stale=status == 409)
