"""Why a learner stands where they stand in the class view, and letting one of those reasons wait."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core import clock
from logbook.core.errors import NotFound, Rejected
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.desk import services
from logbook.desk.policy import last_snooze
from logbook.desk.schemas import SnoozeSchema
from logbook.insight.queries.attention import Reason
from logbook.insight.queries.class_view import ClassPage, ClassRow, class_page
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .neighbours import neighbours_here

GONE = N_("Deze reden is er niet meer.")
TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class _Found:
    """The class, the learner's row in it, and all reasons of that row."""

    page: ClassPage
    row: ClassRow

    @property
    def reasons(self) -> dict[str, Reason]:
        """Every reason by kind, those that wait too."""
        waiting = [reason for reason, _snooze in self.row.order.asleep]
        return {reason.kind: reason for reason in (*self.row.order.awake, *waiting)}


@pages.get("/classes/<uuid:class_id>/attention/<uuid:learner_id>")
def attention(class_id: UUID, learner_id: UUID) -> Response:
    """Show every reason to look at a learner, and those that wait: until when, and who said so."""
    return _show(_find(class_id, learner_id), Loaded({}))


@pages.post("/classes/<uuid:class_id>/attention/<uuid:learner_id>")
def snooze(class_id: UUID, learner_id: UUID) -> Response:
    """Let one reason wait until a day."""
    actor, form = current_actor(), load(SnoozeSchema())
    found = _find(class_id, learner_id)

    def deed() -> None:
        reason = found.reasons.get(form.value["kind"])
        if reason is None:
            raise Rejected({"kind": [GONE]})
        command = services.SnoozeReason(learner_id=learner_id, n=reason.measure, **form.value)
        services.snooze_reason(actor, command)

    if did(form, deed):
        flash(gettext("Uitgesteld."))
        return see_other(".attention", class_id=class_id, learner_id=learner_id)
    return _show(found, form, 422)


@pages.post("/classes/<uuid:class_id>/attention/<uuid:learner_id>/snoozes/<uuid:snooze_id>/end")
def end_snooze(class_id: UUID, learner_id: UUID, snooze_id: UUID) -> Response:
    """Call a reason back before its day."""
    actor = current_actor()
    if did(Loaded({}), lambda: services.end_snooze(actor, learner_id, snooze_id)):
        flash(gettext("De reden telt weer mee."))
    return see_other(".attention", class_id=class_id, learner_id=learner_id)


def _find(class_id: UUID, learner_id: UUID) -> _Found:
    page = class_page(current_actor(), class_id)
    row = next((row for row in page.rows if row.id == learner_id), None)
    if row is None:
        raise NotFound
    return _Found(page, row)


def _show(found: _Found, form: Loaded, status: int = 200) -> Response:
    today: date = clock.today()
    tell_looks(current_actor(), [found.row.id], Looked.CLASS)
    return render(
        "insight/attention.html",
        status=status,
        page=found.page,
        row=found.row,
        form=form,
        new_id=new_id,
        usual=today + TWO_WEEKS,
        first=today + timedelta(days=1),
        last=last_snooze(today),
        neighbours=neighbours_here(found.row.id, found.page.group.id),
    )
