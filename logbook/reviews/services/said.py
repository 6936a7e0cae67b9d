"""A review as a signature keeps it: explicit verdicts, the versions it speaks of, nothing that only a form needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from logbook.core.errors import Rejected, Stale
from logbook.core.texts import N_
from logbook.reviews.models import WeekSignature

from .commands import LEAVE, EntryReview, NewRemark, ReviewWeek
from .decisions import Decision

CHOOSE = N_("Deze dag is veranderd sinds je tekende. Kies wat je ermee doet.")


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as the mentor's mail showed it, with the choice for one that changed since it was signed."""

    rev: int
    verdict: str | None = None


def to_json(review: ReviewWeek, decisions: Iterable[Decision]) -> dict[str, Any]:
    """Return what was said of a week, with the verdict that each entry came to. The same words give the same value."""
    entries = {str(each.card.id): _entry_to_json(each) for each in decisions}
    remarks = [{"kind": each.kind, "text": each.text, "example": each.example} for each in review.remarks]
    return {"version": review.version, "entries": entries, "remarks": remarks}


def _entry_to_json(decision: Decision) -> dict[str, Any]:
    review = decision.review
    return {
        "rev": review.rev,
        "verdict": decision.verdict,
        "reason": review.reason,
        "corrections": dict(review.corrections),
        "stage": review.stage,
    }


def from_json(signature: WeekSignature) -> ReviewWeek:
    """Return the review that was signed."""
    said = signature.said
    return ReviewWeek(
        signature.placement_id,
        signature.week,
        said["version"],
        entries={UUID(entry_id): EntryReview(**each) for entry_id, each in said["entries"].items()},
        remarks=tuple(NewRemark(**each) for each in said["remarks"]),
    )


def as_seen(said: ReviewWeek, version: int, seen: Mapping[UUID, Seen]) -> ReviewWeek:
    """Return what was signed, of the week as it was shown when it was confirmed.

    A day that came later is left to wait. One that changed since needs a choice (raises Rejected). Raises Stale when
    nothing is left of what was signed.
    """
    if not said.entries.keys() & seen.keys():
        raise Stale
    errors: dict[str, list[str]] = {}
    entries = {}
    for entry_id, shown in seen.items():
        entries[entry_id] = review = _of_entry(said.entries.get(entry_id), shown)
        if review.verdict is None:
            errors[f"entries.{entry_id}.verdict"] = [CHOOSE]
    if errors:
        raise Rejected(errors)
    return replace(said, version=version, entries=entries)


def _of_entry(said: EntryReview | None, shown: Seen) -> EntryReview:
    if said is None:
        return EntryReview(shown.rev, LEAVE)
    return said if said.rev == shown.rev else replace(said, rev=shown.rev, verdict=shown.verdict)
