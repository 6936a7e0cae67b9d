"""From when on the school looks at a learner: its teachers read it, its coordinator changes it after a preview."""

from flask import Response, flash
from flask_babel import gettext

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import Stale
from logbook.core.unit_of_work import transaction
from logbook.desk import services
from logbook.desk.policy import LIMITS, USUAL, may_set_limits
from logbook.desk.queries import SchoolLimits, limits_of
from logbook.desk.schemas import LimitsSchema
from logbook.insight.queries.limits_preview import Preview, preview_of
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/attention/limits")
def limits() -> Response:
    """Show the school's limits, to its coordinator as a form."""
    now = limits_of(current_actor())
    return _show(now, Loaded(_typed(now)))


@pages.post("/attention/limits")
def set_limits() -> Response:
    """Keep the limits. Somebody else's that came in between are shown, with what was typed kept."""
    actor, form = current_actor(), load(LimitsSchema())
    if not form.ok:
        return _show(limits_of(actor), form, status=422)
    try:
        with transaction():
            services.set_limits(actor, *form.value)
    except Stale as stale:
        return _show(stale.fresh, form, changed=True, status=409)
    flash(gettext("Bewaard."))
    return see_other(".limits")


@pages.post("/attention/limits/preview")
def preview_limits() -> Response:
    """Show whom the limits would show, without keeping them."""
    actor, form = current_actor(), load(LimitsSchema())
    if not form.ok:
        return _show(limits_of(actor), form, status=422)
    preview = preview_of(actor, form.value[0])
    tell_looks(actor, preview.learner_ids, Looked.CLASS)
    return _show(limits_of(actor), form, preview)


def _typed(now: SchoolLimits) -> dict[str, object]:
    return {"limits": {name: str(number) for name, number in now.limits.as_json().items()}}


def _show(
    now: SchoolLimits, form: Loaded, preview: Preview | None = None, *, changed: bool = False, status: int = 200
) -> Response:
    """Show the page; after a clash its form names the version that is there now, so that a second try decides."""
    return render(
        "insight/limits.html",
        status=status,
        now=now,
        form=form,
        bounds=LIMITS,
        usual=USUAL.as_json(),
        preview=preview,
        changed=changed,
        may_change=may_set_limits(current_actor().role),
    )
