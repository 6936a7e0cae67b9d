"""A learner's visits, for everybody who may know of them."""

from uuid import UUID

from flask import Response

from logbook.accounts.models import Looked
from logbook.accounts.queries import names_of
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.roles import TEACHING
from logbook.visits import queries
from logbook.web.actor import current_actor
from logbook.web.rendering import render

from .blueprint import pages


@pages.get("/learners/<uuid:learner_id>/visits")
def of_learner(learner_id: UUID) -> Response:
    """List planned and held visits, the latest first; who plans sees what is due."""
    actor = current_actor()
    lines = queries.learner_visits(actor, learner_id)
    tell_looks(actor, [learner_id], Looked.VISIT)
    dues = queries.due_visits(actor, [learner_id], clock.today()) if actor.role in TEACHING else []
    name = names_of([learner_id])[learner_id]
    return render("visits/learner.html", lines=lines, dues=dues, name=name, learner_id=learner_id)
