"""A draft taken onto a newer version of its sheet: what comes along, and what both changed."""

import copy
from dataclasses import dataclass

from logbook.authoring.models import Content, SheetDraft, unfill
from logbook.authoring.models.merge import Clash, merge
from logbook.extensions import db
from logbook.sheets.models import Sheet

from .differences import PartChanges, differences
from .versions import stored_versions


@dataclass(frozen=True, slots=True)
class Rebased:
    """The draft upon version `number`: what it then says, what that version brings along, and what both changed."""

    number: int
    content: Content
    brought: tuple[PartChanges, ...]
    clashes: tuple[Clash, ...]


def rebased(draft: SheetDraft) -> Rebased | None:
    """Return a draft, that the caller may read, upon its sheet's latest version; None when it stands there already."""
    sheet = db.session.get(Sheet, draft.sheet_id) if draft.sheet_id else None
    if sheet is None or draft.base_number is None or sheet.latest == draft.base_number:
        return None
    stored = copy.deepcopy(stored_versions(sheet.id, (draft.base_number, sheet.latest)))
    for each in stored.values():
        unfill(each)
    merged = merge(stored[draft.base_number], draft.content, stored[sheet.latest])
    return Rebased(sheet.latest, merged.content, _brought(draft.content, merged.content), merged.clashes)


def _brought(before: Content, after: Content) -> tuple[PartChanges, ...]:
    """Return what is new to the draft; nothing of one that is not whole: it is put right first."""
    try:
        return tuple(differences(before, after))
    except (AttributeError, KeyError, TypeError):
        return ()
