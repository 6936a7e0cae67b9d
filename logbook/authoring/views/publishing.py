"""Whether a draft is ready, how a learner will see it, and publishing it."""

from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext

from logbook.authoring import services
from logbook.authoring.models import SheetDraft, missing
from logbook.authoring.queries import draft_of, sheet_as_read, what_is_wrong
from logbook.authoring.queries.differences import PARTS
from logbook.authoring.queries.rebased import rebased
from logbook.authoring.schemas import PublishSchema
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected, Stale
from logbook.core.unit_of_work import transaction
from logbook.entries.views.form_page import FormPage, mark_options
from logbook.sheets.queries import stages
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.rendering import render, see_other

from . import editor_words as words
from .blueprint import pages
from .clash_words import told_clash


@pages.get("/sheet-drafts/<uuid:draft_id>/check")
def check(draft_id: UUID) -> Response:
    """List what is wrong, each with a link to its place."""
    draft = draft_of(current_actor(), draft_id)
    return render("authoring/check.html", draft=draft, found=_found(draft), missing=missing(draft.content))


@pages.get("/sheet-drafts/<uuid:draft_id>/preview")
def preview(draft_id: UUID) -> Response:
    """Show the draft in the frame of a phone."""
    return render("authoring/preview.html", draft=draft_of(current_actor(), draft_id))


@pages.get("/sheet-drafts/<uuid:draft_id>/preview/phone")
def preview_phone(draft_id: UUID) -> Response:
    """Show what a learner will see; nothing can be sent from it."""
    actor = current_actor()
    draft = draft_of(actor, draft_id)
    sheet = sheet_as_read(actor, draft.content)
    page = sheet and FormPage(draft.id, 0, clock.today(), sheet, {}, [], stages(actor))
    scales = sheet.scales.items() if sheet else ()
    return render(
        "authoring/preview_phone.html",
        draft=draft,
        sheet=sheet,
        page=page,
        levels={name: mark_options(scale) for name, scale in scales},
        errors={},
        framed=_framed(),
        user_key=None,
    )


@pages.get("/sheet-drafts/<uuid:draft_id>/preview/phone/<criterion_id>")
def preview_help(draft_id: UUID, criterion_id: str) -> Response:
    """Show what a learner will see of one criterion."""
    actor = current_actor()
    draft = draft_of(actor, draft_id)
    sheet = sheet_as_read(actor, draft.content)
    criterion = sheet.all_criteria.get(criterion_id) if sheet else None
    if criterion is None:
        raise NotFound
    return render(
        "authoring/preview_help.html", draft=draft, sheet=sheet, criterion=criterion, framed=_framed(), user_key=None
    )


@pages.get("/sheet-drafts/<uuid:draft_id>/publish")
def publish_form(draft_id: UUID) -> Response:
    """Ask for a note, or list what is still wrong."""
    return _form(current_actor(), draft_of(current_actor(), draft_id), Loaded({}))


@pages.post("/sheet-drafts/<uuid:draft_id>/publish")
def publish(draft_id: UUID) -> Response:
    """Publish a draft as the next version. 409 when the sheet got another version since the draft began."""
    actor, form = current_actor(), load(PublishSchema())
    if form.ok:
        try:
            with transaction():
                version = services.publish_draft(actor, draft_id, form.value["note"], form.value["upon"])
                sheet_id, number = version.sheet_id, version.number
        except Stale:
            return _form(actor, draft_of(actor, draft_id), form, 409)
        except Rejected as error:
            form.refuse(error.errors)
            _take_along(actor, draft_id, form.value["upon"])
        else:
            flash(gettext("Gepubliceerd als versie %(number)s.", number=number))
            return see_other("sheets.show", slug=sheet_id)
    return _form(actor, draft_of(actor, draft_id), form, 422)


def _framed() -> dict[str, str]:
    """Return what addresses inside the frame carry: there is no way out of it."""
    return {"framed": "1"} if request.args.get("framed") == "1" else {}


def _take_along(actor: Actor, draft_id: UUID, upon: int | None) -> None:
    """Keep what a newer version brings along though it cannot be published yet: only there can it be put right."""
    if upon is not None:
        with transaction():
            services.rebase_draft(actor, draft_id, upon)


def _found(draft: SheetDraft) -> list[words.Told]:
    return [words.told(draft, each) for each in what_is_wrong(draft.content)[1]]


def _form(actor: Actor, draft: SheetDraft, form: Loaded, status: int = 200) -> Response:
    newest = services.latest_number(draft.sheet_id) if draft.sheet_id else None
    upon = rebased(draft)
    return render(
        "authoring/publish.html",
        status=status,
        draft=draft,
        form=form,
        found=_found(draft),
        missing=missing(draft.content),
        newest=newest,
        upon=upon,
        clashes=[told_clash(each) for each in upon.clashes] if upon else [],
        titles=PARTS,
    )
