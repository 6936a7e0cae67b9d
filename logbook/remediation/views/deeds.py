"""Making a lesson, changing, dropping and closing it, and saying what was done."""

from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.core.errors import NotFound, Stale
from logbook.core.unit_of_work import transaction
from logbook.remediation import services
from logbook.remediation.models import LessonKind
from logbook.remediation.queries import lesson_page
from logbook.remediation.schemas import ChangeLessonSchema, DoneSchema, NewLessonSchema, VersionSchema
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import load
from logbook.web.rendering import see_other

from .blueprint import pages
from .form import Asked, changing, proposal
from .lessons import show_form, show_lesson


@pages.post("/classes/<uuid:class_id>/lessons")
def make(class_id: UUID) -> Response:
    """Plan a lesson."""
    actor, form = current_actor(), load(NewLessonSchema())
    if did(form, lambda: services.make_lesson(actor, services.NewLesson(class_id=class_id, **form.value))):
        flash(gettext("De les is gepland."))
        return see_other(".lesson", lesson_id=form.value["lesson_id"])
    sheet, kind = form.typed.get("sheet"), form.typed.get("kind")
    if not isinstance(sheet, str) or kind not in list(LessonKind):
        raise NotFound
    return show_form(proposal(actor, class_id, Asked(sheet, LessonKind(kind)), form), 422)


@pages.post("/lessons/<uuid:lesson_id>")
def edit(lesson_id: UUID) -> Response:
    """Change a planned lesson. 409 when somebody else changed it since."""
    actor, form = current_actor(), load(ChangeLessonSchema())
    try:
        if did(form, lambda: services.change_lesson(actor, lesson_id, form.value["version"], form.value["plan"])):
            flash(gettext("Bewaard."))
            return see_other(".lesson", lesson_id=lesson_id)
    except Stale:
        return show_form(changing(lesson_page(actor, lesson_id), form), 409)
    return show_form(changing(lesson_page(actor, lesson_id), form), 422)


@pages.post("/lessons/<uuid:lesson_id>/done")
def tick(lesson_id: UUID) -> Response:
    """Keep what was done, for each learner. 409 when somebody else did so since; what was typed is shown again."""
    actor, form = current_actor(), load(DoneSchema())
    try:
        if did(form, lambda: services.tick_lesson(actor, lesson_id, form.value)):
            flash(gettext("Bewaard."))
            return see_other(".lesson", lesson_id=lesson_id)
    except Stale:
        return show_lesson(lesson_id, form, 409)
    return show_lesson(lesson_id, form, 422)


@pages.post("/lessons/<uuid:lesson_id>/close")
def close(lesson_id: UUID) -> Response:
    """Close a held lesson: it stays as it is."""
    actor, form = current_actor(), load(VersionSchema())
    if did(form, lambda: services.close_lesson(actor, lesson_id, form.value["version"])):
        flash(gettext("De les is afgesloten."))
        return see_other(".lesson", lesson_id=lesson_id)
    return show_lesson(lesson_id, form, 422)


@pages.post("/lessons/<uuid:lesson_id>/drop")
def drop(lesson_id: UUID) -> Response:
    """Let a planned lesson not go on."""
    actor, form = current_actor(), load(VersionSchema())
    if not form.ok:
        return show_lesson(lesson_id, form, 422)
    with transaction():
        dropped = services.drop_lesson(actor, lesson_id, form.value["version"])
        class_id = dropped.class_id
    flash(gettext("De les gaat niet door."))
    return see_other(".needs", class_id=class_id)
