"""The learner's own lessons; and what the learner's pages tell of those to come."""

from collections.abc import Callable
from uuid import UUID

from flask import Response

from logbook.remediation.queries import OwnLesson, lessons_of
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/extra-lessons")
def own() -> Response:
    """Show the learner the own lessons: what, when and where."""
    actor = current_actor()
    return render("remediation/own.html", lessons=lessons_of(actor, actor.person_id))


@pages.app_context_processor
def lessons_ahead() -> dict[str, Callable[[UUID], list[OwnLesson]]]:
    """Let the pages below this feature tell of lessons to come, which they know nothing of: asked where it is shown."""
    return {"lessons_ahead": lambda learner_id: lessons_of(current_actor(), learner_id, ahead=True)}
