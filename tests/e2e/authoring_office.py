"""What lies ready for the browser beside the demo: a school's own sheet in the making."""

import copy

from sqlalchemy import select

from logbook.accounts.models import Membership
from logbook.authoring.models import SheetDraft
from logbook.core import clock
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.sheets.models import SheetVersion
from tests.factories import WELDING, add


def fill() -> None:
    """Put it there, in the open transaction."""
    teacher = db.session.scalars(select(Membership).where(Membership.role == Role.TEACHER).limit(1)).one()
    version = db.session.scalars(select(SheetVersion).where(SheetVersion.sheet_id == WELDING).limit(1)).one()
    content = copy.deepcopy(version.content) | {"id": "s-0a1b2c3d-hoeklas-van-hier"}
    content["title"] = {"nl": "Hoeklas van hier"}
    content["evaluation"]["criteria"][1]["look_for"] = {}
    by = {"made_by": teacher.person_id, "changed_by": teacher.person_id}
    at = {"made_at": clock.now(), "changed_at": clock.now()}
    add(SheetDraft(school_id=teacher.school_id, content=content, **by, **at))
