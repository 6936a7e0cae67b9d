"""Things of the logbook as a phone keeps them."""

from typing import Any

from logbook.core.weeks import iso_week
from logbook.entries.models import EntryView, Receipt, Week
from logbook.insight.queries.offered import Offered
from logbook.reviews.queries import CommitmentView, InboxCard, RemarkView
from logbook.training.queries import PlacementView
from logbook.visits.queries import VisitLine

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


def placement(view: PlacementView) -> Json:
    """Return a placement; `weekdays` are the planned ones, Monday is 1."""
    return {
        "id": str(view.id),
        "name": view.company,
        "workplace": view.workplace,
        "mentor": view.mentor,
        "from": view.from_date.isoformat(),
        "until": view.until_date and view.until_date.isoformat(),
        "weekdays": sorted(view.weekdays),
    }


def sheet(offered: Offered, document: Json | None, local: str | None) -> Json:
    """Return a sheet that entries can be made of, with all that it says when the phone does not have that.

    `local` says which words of the workplace its blank form shows, when there are any.
    """
    content = offered.content
    named = {"sheet": content.id, "version": content.number, "title": content.title, "assigned": offered.assigned}
    return named | ({"content": document} if document else {}) | ({"local": local} if local else {})


def week(row: Week) -> Json:
    """Return the state of a week at a placement."""
    return {
        "week_id": str(row.id),
        "placement_id": str(row.placement_id),
        "week": iso_week(row.week),
        "state": row.state,
        "version": row.version,
    }


def waiting_week(card: InboxCard) -> Json:
    """Return a week that waits for its mentor; nothing of what its learner rated."""
    return {
        "placement_id": str(card.placement_id),
        "week": iso_week(card.week),
        "learner": card.learner.name,
        "since": card.since.isoformat(),
        "late": card.late,
        "entries": [{"id": str(each.entry.id), "rev": each.entry.current_rev} for each in card.entries],
    }


def visit(line: VisitLine) -> Json:
    """Return a visit to come; nothing of what was said at earlier ones."""
    return {
        "id": str(line.visit.id),
        "date": line.visit.date.isoformat(),
        "time": line.visit.time,
        "kind": line.visit.kind,
        "learner": line.learner,
        "company": line.company,
        "version": line.visit.version,
    }


def remark(view: RemarkView) -> Json:
    """Return what somebody said of the learner's work."""
    return {
        "id": str(view.id),
        "kind": view.kind,
        "text": view.text,
        "example": view.example,
        "date": view.date.isoformat(),
        "author": view.author,
        "role": view.author_role,
    }


def commitment(view: CommitmentView) -> Json:
    """Return what was agreed."""
    return {
        "id": str(view.id),
        "text": view.text,
        "owner": view.owner_role,
        "due": view.due_on.isoformat(),
        "state": view.state,
        "made_by": view.made_by,
    }
