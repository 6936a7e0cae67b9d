"""How a draft changes: one person at a time, and only where they are. Saving a draft is no event; publishing it is."""

import copy
from collections.abc import Callable
from uuid import UUID

from logbook.authoring.models import Content, SheetDraft
from logbook.authoring.queries import locked_draft
from logbook.core import clock
from logbook.core.actor import Actor


def change(actor: Actor, draft_id: UUID, how: Callable[[Content], None]) -> SheetDraft:
    """Change a draft's content by `how` and return it. What changes nothing counts as no change. Raises NotFound."""
    draft = locked_draft(actor, draft_id)
    content = copy.deepcopy(draft.content)
    how(content)
    if content != draft.content:
        draft.content = content
        draft.version += 1
        draft.changed_by, draft.changed_at = actor.person_id, clock.now()
    return draft
