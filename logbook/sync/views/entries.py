"""A learner's entries, sent by a phone."""

from uuid import UUID

from flask import Response, jsonify

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.entries.models import Receipt
from logbook.entries.queries import filed_revisions, own_entry
from logbook.entries.schemas import EntryFieldsSchema
from logbook.entries.services import SubmitEntry, once, refuse_erased, submit_entry, withdraw_entry
from logbook.sync.queries import shapes
from logbook.sync.schemas import NothingSchema
from logbook.web.actor import current_actor
from logbook.web.calls import checked

from .api import api
from .receive import Op, receive


@api.put("/entries/<uuid:entry_id>/ops/<uuid:op_id>")
def entry_op(entry_id: UUID, op_id: UUID) -> Response:
    """Take a day that was handed in, for the first time or again, or that is taken back."""

    def submit(actor: Actor, op: Op) -> Receipt:
        refuse_erased(actor, entry_id)  # first: what is refused for its content is kept, and this must not be
        fields = checked(EntryFieldsSchema(), op.words)
        return submit_entry(actor, SubmitEntry(entry_id, op.id, op.base_rev, fields, op.sha, op.client_time))

    def withdraw(actor: Actor, op: Op) -> Receipt:
        checked(NothingSchema(), op.words)

        def deed() -> tuple[int, dict[str, UUID]]:
            return withdraw_entry(actor, entry_id).current_rev, {"entry_id": entry_id}

        return once(actor, op.id, op.sha, deed)

    return receive(op_id, {"create": submit, "edit": submit, "submit": submit, "withdraw": withdraw})


@api.get("/entries/<uuid:entry_id>")
def entry(entry_id: UUID) -> Response:
    """Return the learner's own entry as it is now, with how each of its revisions was filed."""
    actor = current_actor()
    view = own_entry(actor, entry_id)
    if view is None:
        raise NotFound
    filed = [shapes.revision(receipt) for receipt in filed_revisions(actor, entry_id)]
    return jsonify(shapes.entry(view) | {"revisions": filed})
