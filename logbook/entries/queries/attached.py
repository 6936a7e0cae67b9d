"""Photos and spoken notes of entries, and which of them somebody may open."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.entries.models import NOTHING, Attached, EntryFields, EntryView, ShownNote, ShownPhoto
from logbook.media.models import Media, MediaKind
from logbook.media.queries import media_of
from logbook.sheets.models import SheetContent

from .entries import entry_for, own_entry
from .sealed import sealed_entries

Named = tuple[UUID, EntryFields, SheetContent]
"""An entry's id, what it says and its sheet."""


def attached(learner_id: UUID, entries: Iterable[Named]) -> dict[UUID, Attached]:
    """Return what belongs to each of these entries of one learner, in one query; in none when nothing does."""
    naming = [each for each in entries if each[1].media]
    stored = media_of(learner_id, {sha for _, fields, _ in naming for sha in fields.media})
    return {entry_id: _attached(entry_id, fields, sheet, stored) for entry_id, fields, sheet in naming}


def attached_to(view: EntryView, sheet: SheetContent) -> Attached:
    """Return what belongs to one entry."""
    entry = view.entry
    return attached(entry.learner_id, [(entry.id, view.fields, sheet)]).get(entry.id, NOTHING)


def _attached(entry_id: UUID, fields: EntryFields, sheet: SheetContent, stored: Mapping[str, Media]) -> Attached:
    photos = (_photo(entry_id, stored[sha], said, sheet) for sha, said in fields.photos.items() if sha in stored)
    notes = (ShownNote(entry_id, sha) for sha in fields.spoken if sha in stored)
    return Attached(tuple(photos), tuple(notes))


def _photo(entry_id: UUID, media: Media, said: Mapping[str, str], sheet: SheetContent) -> ShownPhoto:
    criterion = sheet.all_criteria.get(said.get("criterion", ""))
    return ShownPhoto(
        entry_id,
        media.sha,
        media.width or 0,
        media.height or 0,
        criterion.id if criterion else "",
        criterion.short if criterion else None,
        said.get("marks", ""),
    )


def photo_for(actor: Actor, entry_id: UUID, sha: str) -> Media:
    """Return a photo of an entry that the actor may read. Raises NotFound.

    It must be one that the words shown to the actor name. Its owner also gets what is not handed in yet, by the address
    of an own entry or of one that is still to come.
    """
    owner_id, view = _owner_and_view(actor, entry_id)
    return _media(owner_id, sha, MediaKind.PHOTO, view.fields.photos if view else None)


def spoken_for(actor: Actor, entry_id: UUID, sha: str) -> Media:
    """Return a spoken note in the same way; a mentor who rates first does not hear it before. Raises NotFound."""
    owner_id, view = _owner_and_view(actor, entry_id)
    if view and entry_id in sealed_entries(actor, [owner_id], view.entry.date, view.entry.date):
        raise NotFound
    return _media(owner_id, sha, MediaKind.SPOKEN, view.fields.spoken if view else None)


def _owner_and_view(actor: Actor, entry_id: UUID) -> tuple[UUID, EntryView | None]:
    """Return whose media they are, and what names them; nothing has to for the owner."""
    if actor.role is Role.LEARNER:
        own_entry(actor, entry_id)
        return actor.person_id, None
    view = entry_for(actor, entry_id)
    return view.entry.learner_id, view


def _media(owner_id: UUID, sha: str, kind: MediaKind, named: Iterable[str] | None) -> Media:
    if named is not None and sha not in named:
        raise NotFound
    media = media_of(owner_id, [sha]).get(sha)
    if media is None or media.kind != kind:
        raise NotFound
    return media
