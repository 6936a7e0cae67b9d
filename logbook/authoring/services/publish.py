"""Publishing a draft as the next version of its sheet."""

from uuid import UUID

from logbook.authoring.models import SheetDraft
from logbook.authoring.policy import check_may_author
from logbook.authoring.queries import locked_draft, what_is_wrong
from logbook.authoring.queries.rebased import rebased
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.services import publish_content

from .begin_draft import latest_number

NOT_YET = N_("Er klopt nog iets niet. Kijk in de lijst.")


def publish_draft(actor: Actor, draft_id: UUID, note: str, upon: int | None = None) -> SheetVersion:
    """Publish a draft with a note as the next version of its sheet, and return that; the draft is gone then.

    With `upon` it is taken onto that version first (see `rebase_draft`).
    A draft that was published already gives that version again. Raises NotFound, Rejected when something is wrong or
    nothing changed, and Stale when the sheet got another version since the draft began.
    """
    published = published_as(actor, draft_id)
    if published is not None:
        return published
    try:
        draft = locked_draft(actor, draft_id)
    except NotFound:
        if published := published_as(actor, draft_id):  # in this very moment, by the first of two taps
            return published
        raise
    if upon is not None:
        draft = rebase_draft(actor, draft_id, upon)
    content, wrong = what_is_wrong(draft.content)
    if content is None or wrong:
        raise Rejected({"draft": [NOT_YET]})
    version = publish_content(actor, content, note, draft.base_number, draft.id)
    append_event(actor, "publish", "sheet_draft", draft.id, new=str(version.number), rev=draft.version)
    db.session.delete(draft)
    return version


def published_as(actor: Actor, draft_id: UUID) -> SheetVersion | None:
    """Return the version that a draft of the actor's school became: it has the draft's id. Raises NotPermitted."""
    check_may_author(actor)
    version = db.session.get(SheetVersion, draft_id)
    if version is None:
        return None
    sheet = db.session.get_one(Sheet, version.sheet_id)
    if sheet.school_id != actor.school_id:
        raise NotFound
    return version


def drop_draft(actor: Actor, draft_id: UUID) -> None:
    """Throw a draft away. One that is gone already is no mistake. Raises NotFound for another school's."""
    check_may_author(actor)
    if db.session.get(SheetDraft, draft_id) is None:
        return
    draft = locked_draft(actor, draft_id)
    append_event(actor, "drop", "sheet_draft", draft.id, rev=draft.version)
    db.session.delete(draft)


def rebase_draft(actor: Actor, draft_id: UUID, number: int) -> SheetDraft:
    """Take a draft onto version `number`, the latest, with what that changed: the person saw what both changed.

    Raises NotFound, also for a number that is not there yet, and Stale when there is a later one by now.
    """
    draft = locked_draft(actor, draft_id)
    latest = latest_number(draft.sheet_id) if draft.sheet_id else None
    if latest is None or number > latest:
        raise NotFound
    if number < latest:
        raise Stale(draft)
    upon = rebased(draft)
    if upon is not None:
        draft.content, draft.base_number = upon.content, number
        draft.version += 1
        draft.changed_by, draft.changed_at = actor.person_id, clock.now()
        append_event(actor, "rebase", "sheet_draft", draft.id, new=str(number), rev=draft.version)
    return draft
