"""Who may reach what of: making and changing sheets. A draft is of the school: every teacher of it works in it."""

from typing import Any

from logbook.authoring.models import SheetDraft
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from tests.access.reach import SCHOOL, Rule
from tests.factories import WELDING, Cast, add

ALSO = frozenset({("other_teacher", "own"), ("other_teacher", "other"), ("outsider", "foreign")})
"""A teacher of another class works on the school's sheets too; the one of the other school on those of that school."""
STEPS = {"shelf": "steps"}
VERSION = {"slug": WELDING, "number": 1}
CRITERIA = {"shelf": "criteria", "row": "crack_free"}


def _of_school(**more: Any) -> Rule:
    return Rule("draft", SCHOOL, also=ALSO, **more)


AUTHORING: dict[str, Rule] = {
    "authoring.overview": _of_school(),
    "authoring.shelf": _of_school(more=STEPS),
    "authoring.new_row": _of_school(more=STEPS),
    "authoring.row": _of_school(more=CRITERIA),
    "authoring.check": _of_school(),
    "authoring.preview": _of_school(),
    "authoring.preview_phone": _of_school(),
    "authoring.preview_help": _of_school(more={"criterion_id": "crack_free"}),
    "authoring.publish_form": _of_school(),
    "authoring.arrange": _of_school(post=True, more=STEPS, data={"do": "up:prepare"}),
    "authoring.save_row": _of_school(post=True, more=CRITERIA, data={"text.nl": "Geen barsten"}),
    "authoring.own_scale": _of_school(post=True, data={"name": "own_1"}),
    "authoring.publish": _of_school(post=True),
    "authoring.drop": _of_school(post=True),
    "authoring.criteria_form": _of_school(),
    "authoring.criteria_preview": _of_school(post=True),
    "authoring.criteria": _of_school(post=True, data={"version": "1", "rows": "[]"}),
    "authoring.move_class": Rule("class", SCHOOL, more=VERSION),
    "authoring.move": Rule("class", SCHOOL, post=True, more=VERSION),
}
AUTHORING_OWN: set[str] = {
    "authoring.drafts",
    "authoring.new",
    "authoring.make",
    "authoring.take_up_form",
    "authoring.take_up",
    "authoring.versions",
    "authoring.compare",
    "authoring.move_form",
    "authoring.take_out",
    "authoring.bring_in_form",
    "authoring.bring_in",
}
"""Pages and deeds that name nobody's thing."""


def authoring_things(cast: Cast) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for `own`, `other` and `foreign` the things that addresses name."""
    schools = {"own": cast.school, "other": cast.school, "foreign": cast.other_school}
    return {name: {"draft": {"draft_id": _draft(school.id, cast)}} for name, school in schools.items()}


def _draft(school_id: Any, cast: Cast) -> Any:
    content = db.session.query(SheetVersion.content).filter_by(sheet_id=WELDING).scalar()
    by = {"made_by": cast.teacher.id, "changed_by": cast.teacher.id, "made_at": clock.now(), "changed_at": clock.now()}
    content = content | {"id": f"s-{new_id().hex[-8:]}-hoeklas"}
    with transaction():
        return add(SheetDraft(school_id=school_id, content=content, **by)).id
