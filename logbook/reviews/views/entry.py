"""One entry: send it back, take its approval back."""

from uuid import UUID

from flask import Response, flash, url_for
from flask_babel import gettext

from logbook.core.errors import NotPermitted, Stale
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.core.weeks import iso_week
from logbook.entries.models import Entry
from logbook.reviews import policy, queries, services
from logbook.reviews.queries import EntryPage
from logbook.reviews.schemas import ReasonSchema, ReturnSchema
from logbook.web.actor import current_actor
from logbook.web.dates import day
from logbook.web.forms import Loaded, load

from .blueprint import pages
from .reason import Question, reason_page


def page_of(entry: Entry) -> str:
    """Return the address where the actor goes on after a deed on an entry: the mentor's week, else the entry."""
    if current_actor().role is Role.MENTOR and entry.placement_id:
        return url_for("reviews.week", placement_id=entry.placement_id, iso_week=iso_week(entry.week))
    return url_for("entries.show", entry_id=entry.id)


def to_page_of(entry: Entry) -> Response:
    """Answer a deed on an entry with 303 to where the actor goes on."""
    return Response(status=303, headers={"Location": page_of(entry)})


@pages.get("/entries/<uuid:entry_id>/return")
def return_form(entry_id: UUID) -> Response:
    """Ask why the entry goes back."""
    return _return_page(entry_id, Loaded({}))


@pages.post("/entries/<uuid:entry_id>/return")
def return_entry(entry_id: UUID) -> Response:
    """Send an entry back to its learner."""
    form = load(ReturnSchema())
    if not form.ok:
        return _return_page(entry_id, form, 422)
    try:
        with transaction():
            entry = services.return_entry(current_actor(), entry_id, **form.value)
    except Stale:
        return _return_page(entry_id, form, 409)
    flash(gettext("%(day)s is teruggestuurd.", day=day(entry.date).capitalize()))
    return to_page_of(entry)


def _return_page(entry_id: UUID, form: Loaded, status: int = 200) -> Response:
    page = queries.entry_page(current_actor(), entry_id)
    if not policy.may_decide(page.relation, page.entry.placement_id, page.late):
        raise NotPermitted
    asked = Question(
        title=gettext("Dag terugsturen"),
        kicker=_kicker(page),
        text=gettext("%(name)s ziet je reden bovenaan en dient de dag opnieuw in.", name=page.learner.given_name),
        question=gettext("Wat moet er anders?"),
        label=gettext("Terugsturen"),
        action=url_for("reviews.return_entry", entry_id=entry_id),
        back=page_of(page.entry),
        rev=page.entry.current_rev,
    )
    return reason_page(asked, form, status)


@pages.get("/entries/<uuid:entry_id>/reopen")
def reopen_form(entry_id: UUID) -> Response:
    """Ask why the approval is taken back."""
    return _reopen_page(entry_id, Loaded({}))


@pages.post("/entries/<uuid:entry_id>/reopen")
def reopen(entry_id: UUID) -> Response:
    """Take the approval of an entry back."""
    form = load(ReasonSchema())
    if not form.ok:
        return _reopen_page(entry_id, form, 422)
    with transaction():
        entry = services.reopen_entry(current_actor(), entry_id, **form.value)
    flash(gettext("%(day)s is weer open.", day=day(entry.date).capitalize()))
    return to_page_of(entry)


def _reopen_page(entry_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    page = queries.entry_page(actor, entry_id)
    if not policy.may_reopen(page.relation, page.entry.placement_id, page.entry.approved_by == actor.person_id):
        raise NotPermitted
    asked = Question(
        title=gettext("Goedkeuring intrekken"),
        kicker=_kicker(page),
        text=gettext("Wat je goedkeurde, blijft bewaard. %(name)s kan de dag aanpassen.", name=page.learner.given_name),
        question=gettext("Waarom heropen je deze dag?"),
        label=gettext("Heropenen"),
        action=url_for("reviews.reopen", entry_id=entry_id),
        back=page_of(page.entry),
    )
    return reason_page(asked, form, status)


def _kicker(page: EntryPage) -> str:
    return f"{page.learner.name} · {day(page.entry.date)}"
