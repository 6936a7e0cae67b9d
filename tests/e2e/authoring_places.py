"""Making and changing sheets. The pages, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from logbook.authoring.models import SheetDraft
from logbook.core.roles import SCHOOL_STAFF
from logbook.extensions import db
from tests.factories import WELDING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around


def _drafts(around: "Around", *more: dict[str, Any]) -> list[dict[str, Any]]:
    if around.actor.role not in SCHOOL_STAFF:
        return []
    own = select(SheetDraft.id).where(SheetDraft.school_id == around.actor.school_id).limit(1)
    return [{"draft_id": draft, **each} for draft in db.session.scalars(own) for each in more or ({},)]


VERSION = {"slug": WELDING, "number": 1}
ROWS = (
    {"shelf": "part", "row": "about"},
    {"shelf": "part", "row": "evaluation"},
    {"shelf": "criteria", "row": "crack_free"},
)
AUTHORING_PAGES: "dict[str, Addresses]" = {
    "authoring.drafts": lambda _around: [{}],
    "authoring.new": lambda _around: [{}],
    "authoring.take_up_form": lambda _around: [{"slug": WELDING}],
    "authoring.overview": _drafts,
    "authoring.shelf": lambda around: _drafts(around, {"shelf": "steps"}, {"shelf": "criteria"}),
    "authoring.new_row": lambda around: _drafts(around, {"shelf": "criteria"}),
    "authoring.row": lambda around: _drafts(around, *ROWS),
    "authoring.check": _drafts,
    "authoring.preview": _drafts,
    "authoring.preview_phone": _drafts,
    "authoring.preview_help": lambda around: _drafts(around, {"criterion_id": "crack_free"}),
    "authoring.publish_form": _drafts,
    "authoring.criteria_form": _drafts,
    "authoring.versions": lambda _around: [{"slug": WELDING}],
    "authoring.compare": lambda _around: [{"slug": WELDING, "from": 1, "to": 1}],
    "authoring.move_form": lambda _around: [{"slug": WELDING, "number": 1}],
    "authoring.move_class": lambda around: [{"class_id": each, **VERSION} for each in around.classes[:1]],
    "authoring.bring_in_form": lambda _around: [{}],
}
