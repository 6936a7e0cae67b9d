"""Asking that something is put right, and answering it."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core.errors import Rejected
from logbook.core.unit_of_work import transaction
from logbook.privacy.models import CorrectionState
from logbook.privacy.queries import corrections as queries
from logbook.privacy.schemas.forms import AnswerSchema, CorrectionSchema
from logbook.privacy.services.corrections import answer_correction, ask_correction, take_back_correction
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.paging import page_number
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/learners/<uuid:learner_id>/corrections")
def corrections(learner_id: UUID) -> Response:
    """Show what was asked for a learner, and ask more."""
    return _own(learner_id, Loaded({}))


@pages.post("/learners/<uuid:learner_id>/corrections")
def ask(learner_id: UUID) -> Response:
    """Ask the school to put something right."""
    form = load(CorrectionSchema())
    if form.ok:
        try:
            with transaction():
                ask_correction(current_actor(), learner_id, **form.value)
            flash(gettext("Je vraag is bij de school."))
            return see_other(".corrections", learner_id=learner_id)
        except Rejected as error:
            form.refuse(error.errors)
    return _own(learner_id, form, 422)


def _own(learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    learner = queries.require_asker(actor, learner_id)
    found = queries.corrections_about(actor, learner_id, page_number(request.args.get("page")))
    return render("privacy/corrections.html", status=status, form=form, page=found, learner=learner)


@pages.post("/corrections/<uuid:correction_id>/take-back")
def take_back(correction_id: UUID) -> Response:
    """Take an own question back."""
    with transaction():
        correction = take_back_correction(current_actor(), correction_id)
        learner_id = correction.learner_id
    return see_other(".corrections", learner_id=learner_id)


@pages.get("/school/corrections")
def asked() -> Response:
    """List what was asked at the school, what waits first."""
    found = queries.corrections_of_school(current_actor(), page_number(request.args.get("page")))
    return render("privacy/asked.html", page=found)


@pages.get("/school/corrections/<uuid:correction_id>")
def correction(correction_id: UUID) -> Response:
    """Show one question with its answer, or the form to answer it."""
    return _question(correction_id, Loaded({}))


@pages.post("/school/corrections/<uuid:correction_id>")
def answer(correction_id: UUID) -> Response:
    """Answer a question."""
    form = load(AnswerSchema())
    if not form.ok:
        return _question(correction_id, form, 422)
    with transaction():
        state = CorrectionState(form.value["state"])
        answer_correction(current_actor(), correction_id, state, form.value["answer"])
    flash(gettext("Je antwoord is bewaard. De leerling kan het lezen."))
    return see_other(".asked")


def _question(correction_id: UUID, form: Loaded, status: int = 200) -> Response:
    line = queries.correction_for(current_actor(), correction_id)
    return render("privacy/question.html", status=status, line=line, form=form)
