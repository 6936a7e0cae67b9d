"""Things of the logbook as a phone keeps them."""

from typing import Any

from logbook.entries.models import EntryView, Receipt

Json = dict[str, Any]


def entry(view: EntryView) -> Json:
    """Return an entry with the words of its current revision."""
    fields = view.fields.as_json()
    return {
        "entry_id": str(view.entry.id),
        "rev": view.entry.current_rev,
        "state": view.entry.state,
        "date": fields["date"],
        "sheet": fields["sheet"],
        "sheet_version": fields["sheet_version"],
        "reason": view.entry.return_reason,
        "fields": fields,
    }


def revision(receipt: Receipt) -> Json:
    """Return how a revision was filed."""
    return {name: receipt.as_json()[name] for name in ("rev", "op_id", "sha", "verdict", "received_at")}
