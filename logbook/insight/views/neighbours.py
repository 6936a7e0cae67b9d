"""The learners before and after the one on a page, for `insight/_neighbours.html`; any learner's page can show them.

A view passes `neighbours=neighbours_here(learner_id)` and its template includes the part. Nothing is shown unless the
address names the class (`?class=…&order=…`, as the class view writes it), or the view does.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for

from logbook.insight.queries.neighbours import Neighbours, neighbours_of
from logbook.insight.schemas import NeighboursSchema
from logbook.training.queries import LearnerCard
from logbook.web.actor import current_actor
from logbook.web.forms import load


@dataclass(frozen=True, slots=True)
class Beside:
    """Neighbours with the addresses of the same page about them, and of the class."""

    found: Neighbours
    before_url: str | None
    after_url: str | None
    class_url: str

    @property
    def class_id(self) -> UUID:
        """Whose class it is."""
        return self.found.class_id

    @property
    def order(self) -> str:
        """The order as addresses carry it."""
        return self.found.order

    @property
    def asked(self) -> dict[str, Any]:
        """What addresses to other pages of this learner take along, so that the walk goes on there."""
        return {"class": str(self.class_id)} | ({"order": self.order} if self.order else {})


def neighbours_here(learner_id: UUID, class_id: UUID | None = None) -> Beside | None:
    """Return who comes before and after a learner on this page; None when the address names no class of both."""
    form = load(NeighboursSchema(), request.args)
    group = class_id or (form.value.get("class_id") if form.ok else None)
    if group is None:
        return None
    found = neighbours_of(current_actor(), learner_id, group, form.value.get("order", "") if form.ok else "")
    if found is None:
        return None
    return Beside(
        found, _here(found.before), _here(found.after), url_for("insight.class_view", class_id=found.class_id)
    )


def _here(card: LearnerCard | None) -> str | None:
    """Return the address of this page about another learner."""
    if card is None:
        return None
    # Names that say how an address is made (`_external`, `endpoint`) are the caller's, never the reader's.
    asked: dict[str, Any] = {
        name: values
        for name, values in request.args.to_dict(flat=False).items()
        if not name.startswith("_") and name != "endpoint"
    }
    return url_for(str(request.endpoint), **{**asked, **(request.view_args or {}), "learner_id": card.id})
