"""An entry: begin, fill in, keep, hand in, look at, take back."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request

from logbook.accounts.views import lock_here
from logbook.company_sheets.queries import overlays_of_placements
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import MediaMissing, NotFound, OpReused, Rejected
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.core.texts import N_
from logbook.core.unit_of_work import transaction
from logbook.entries import queries, services
from logbook.entries.models import EntryState, EntryView
from logbook.entries.schemas import EntryFormSchema
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_version, numbered_version, version
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load, nested
from logbook.web.rendering import render, see_other, taken_along

from .blueprint import pages
from .form_page import FormPage, new_page, page_of_draft, page_of_values, worked_on
from .read_page import read_page

TO_FILL_IN = (EntryState.DRAFT, EntryState.RETURNED, EntryState.REOPENED)
SENT_BEFORE = N_("Dit blad had je al ingediend. Kijk na of alles klopt en dien het dan opnieuw in.")
NOT_HERE_YET = N_("De school heeft nog niet alle foto's of opnames. Kies ze opnieuw.")


@pages.get("/entries/new")
def new() -> Response:
    """Go on with what was begun on this sheet and day, or begin. Without a date it is today."""
    actor, day, sheet = current_actor(), _day(), request.args.get("sheet", "")
    begun = None if taken_along() else queries.resume_id(actor, sheet, day)
    if begun:
        return see_other("entries.show", entry_id=begun)
    return see_other("entries.show", entry_id=new_id(), sheet=sheet, date=day.isoformat())


@pages.get("/entries/<uuid:entry_id>")
def show(entry_id: UUID) -> Response:
    """Show the form to the learner while there is something to fill in (or `?edit`), else the entry to read."""
    actor = current_actor()
    if actor.role is not Role.LEARNER:
        return read_page(actor, queries.entry_for(actor, entry_id))
    view = queries.own_entry(actor, entry_id)
    if view and view.entry.state not in TO_FILL_IN and "edit" not in request.args:
        return read_page(actor, view)
    return _form(_page(actor, entry_id, view))


@pages.post("/entries/<uuid:entry_id>")
def submit(entry_id: UUID) -> Response:
    """Hand the entry in; a doubled tap is one entry. What is wrong comes back beside its field."""
    actor = current_actor()
    if "keep" in request.form:
        return _keep_and_go_on(actor, entry_id)
    form = load(EntryFormSchema())
    if form.ok:
        try:
            with transaction():
                services.submit_entry(
                    actor, services.SubmitEntry(entry_id, form.value.op_id, form.value.base_rev, form.value.fields)
                )
            return see_other("entries.show", entry_id=entry_id)
        except Rejected as error:
            form.refuse(error.errors)
        except MediaMissing:
            form.refuse({"photos": [NOT_HERE_YET]})
        except OpReused:
            form.refuse({"_schema": [SENT_BEFORE]})
            return _form(_typed_page(actor, entry_id, form), 409)
    return _form(_typed_page(actor, entry_id, form), 422)


@pages.post("/entries/<uuid:entry_id>/draft")
def keep(entry_id: UUID) -> Response:
    """Keep what is typed so far, as it is; called at each change."""
    _keep(current_actor(), entry_id)
    return Response(status=204)


@pages.post("/entries/<uuid:entry_id>/withdraw")
def withdraw(entry_id: UUID) -> Response:
    """Take an entry back that nobody has approved yet."""
    with transaction():
        services.withdraw_entry(current_actor(), entry_id)
    return see_other("entries.show", entry_id=entry_id)


@pages.post("/entries/<uuid:entry_id>/revisions/<int:rev>/take-up")
def take_up(entry_id: UUID, rev: int) -> Response:
    """Make a revision that was kept beside the current one."""
    with transaction():
        services.take_up_revision(current_actor(), entry_id, rev)
    return see_other("entries.show", entry_id=entry_id)


def _form(page: FormPage, status: int = 200) -> Response:
    lock = lock_here()
    closed = lock is not None and lock.closed(clock.now())  # then it takes what was typed, and tells nothing
    found = {} if closed else overlays_of_placements([each.id for each in page.placements], page.sheet.id)
    overlays = list({each.id: each for each in found.values()}.values())  # two placements may be at one workplace
    return render("entries/form.html", status=status, page=page, op_id=new_id(), closed=closed, overlays=overlays)


def _page(actor: Actor, entry_id: UUID, view: EntryView | None) -> FormPage:
    """Return the form with what the learner typed last, else what was handed in, else as a new one."""
    draft = queries.draft_of(actor, queries.ENTRY, entry_id)
    if draft and draft.sheet_version_id:
        return page_of_draft(actor, entry_id, draft, version(actor, draft.sheet_version_id), view)
    if view:
        sheet = version(actor, view.entry.sheet_version_id)
        return page_of_values(actor, entry_id, sheet, view.entry.date, view.fields.as_json(), handed_in=view)
    return new_page(actor, entry_id, request.args.get("sheet", ""), _day())


def _typed_page(actor: Actor, entry_id: UUID, form: Loaded) -> FormPage:
    """Return the form as it was typed, with what is wrong; on the latest version when the typed one is gone."""
    sheet = _typed_sheet(actor, form.typed)
    view = queries.own_entry(actor, entry_id)
    day = _date_or_none(form.typed.get("date")) or clock.today()
    return page_of_values(actor, entry_id, sheet, day, form.typed, handed_in=view, errors=form.errors)


def _keep_and_go_on(actor: Actor, entry_id: UUID) -> Response:
    """Without a script: keep the form and show it again with the questions of the chosen stage, or go to Vandaag."""
    _keep(actor, entry_id)
    if request.form["keep"] == "later":
        return see_other("insight.today")
    return see_other("entries.show", entry_id=entry_id, edit="1", _anchor="note")


def _keep(actor: Actor, entry_id: UUID) -> None:
    typed = nested(request.form)
    sheet = _typed_sheet(actor, typed)
    base_rev = str(typed.get("base_rev", ""))
    draft = services.SaveDraft(queries.ENTRY, entry_id, typed, _date_or_none(typed.get("date")), sheet.version_id)
    with transaction():
        services.save_entry_draft(actor, entry_id, int(base_rev) if base_rev.isdecimal() else 0, draft)


def _typed_sheet(actor: Actor, typed: dict[str, Any]) -> SheetContent:
    """Return the sheet version that a form was made of, or the latest one when that is gone. Raises NotFound."""
    sheet_id, number = str(typed.get("sheet", "")), str(typed.get("sheet_version", ""))
    latest = worked_on(latest_version(actor, sheet_id))
    if not number.isdecimal() or int(number) == latest.number:
        return latest
    try:
        return numbered_version(actor, sheet_id, int(number))
    except NotFound:
        return latest


def _day() -> date:
    """Return the day that the address asks for, or today. Raises NotFound for what is no date."""
    text = request.args.get("date")
    day = _date_or_none(text) if text else clock.today()
    if day is None:
        raise NotFound
    return day


def _date_or_none(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
