"""Saved views of a class: everybody's own."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.desk import services
from logbook.desk.policy import MOST_FILTERS
from logbook.desk.queries import filters_of
from logbook.desk.schemas import FilterNameSchema, FilterSchema
from logbook.training.queries import class_of
from logbook.web.actor import current_actor
from logbook.web.deeds import did
from logbook.web.forms import Loaded, load, nested
from logbook.web.rendering import render, see_other

from .blueprint import pages


@pages.get("/classes/<uuid:class_id>/views")
def filters(class_id: UUID) -> Response:
    """Show the own views, and a form for a new one, filled in as the class was looked at."""
    return _show(class_id, Loaded(nested(request.args)))


@pages.post("/classes/<uuid:class_id>/views")
def keep_filter(class_id: UUID) -> Response:
    """Save a view."""
    actor, form = current_actor(), load(FilterSchema())
    class_of(actor, class_id)
    if did(form, lambda: services.keep_filter(actor, form.value)):
        flash(gettext("Bewaard."))
        return see_other(".filters", class_id=class_id)
    return _show(class_id, form, status=422)


@pages.post("/classes/<uuid:class_id>/views/<uuid:filter_id>/rename")
def rename_filter(class_id: UUID, filter_id: UUID) -> Response:
    """Give a view another name."""
    actor, form = current_actor(), load(FilterNameSchema())
    class_of(actor, class_id)
    if did(form, lambda: services.rename_filter(actor, filter_id, form.value["name"])):
        return see_other(".filters", class_id=class_id)
    return _show(class_id, form, filter_id, 422)


@pages.post("/classes/<uuid:class_id>/views/<uuid:filter_id>/drop")
def drop_filter(class_id: UUID, filter_id: UUID) -> Response:
    """Drop a view."""
    actor = current_actor()
    class_of(actor, class_id)
    with transaction():
        services.drop_filter(actor, filter_id)
    return see_other(".filters", class_id=class_id)


def _show(class_id: UUID, form: Loaded, renaming: UUID | None = None, status: int = 200) -> Response:
    actor = current_actor()
    return render(
        "desk/filters.html",
        status=status,
        group=class_of(actor, class_id),
        views=filters_of(actor),
        form=form,
        renaming=renaming,
        most=MOST_FILTERS,
        new_id=new_id,
    )
