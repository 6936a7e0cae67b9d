"""What a teacher begins from: an own sheet's latest version, a copy of any sheet, or nothing."""

import copy
from uuid import UUID

from sqlalchemy import select

from logbook.authoring.models import OF_KIND, Content, SheetDraft, lists_of, put_rows, rows_of, shelf_of, unfill
from logbook.authoring.policy import check_may_author
from logbook.core.actor import Actor
from logbook.core.errors import NotFound, Rejected
from logbook.core.texts import N_
from logbook.extensions import db
from logbook.sheets.models import Sheet, SheetVersion
from logbook.sheets.policy import may_use

from .begin_draft import begin_draft

NO_EXAMPLE = N_("Er is nog geen fiche van deze soort om van te vertrekken. Laad eerst de bibliotheek.")
ONLY_OF_LIBRARY = ("weld", "other_imperfections")
"""What stands for nothing in an empty sheet."""


def edit_sheet(actor: Actor, sheet_id: str, draft_id: UUID) -> SheetDraft:
    """Begin to change a sheet: the school's own as the next version, a shipped one as the school's own copy.

    Raises NotFound, also for a sheet whose kind is not made here.
    """
    sheet, content = _latest(actor, sheet_id)
    unfill(content)
    if sheet.school_id is not None:
        return begin_draft(actor, content, sheet_id, draft_id)
    return begin_draft(actor, _as_copy(content), None, draft_id)


def copy_sheet(actor: Actor, sheet_id: str, draft_id: UUID) -> SheetDraft:
    """Begin a new sheet of the school with what another one says. Raises NotFound."""
    _sheet, content = _latest(actor, sheet_id)
    unfill(content)
    return begin_draft(actor, _as_copy(content), None, draft_id)


def new_sheet(actor: Actor, kind: str, title: str, draft_id: UUID) -> SheetDraft:
    """Begin a sheet of this kind without rows: scales and the head of the day come from a shipped one of that kind.

    Raises NotFound, and Rejected where there is none.
    """
    check_may_author(actor)
    if kind not in OF_KIND:
        raise NotFound
    example = db.session.scalar(
        select(SheetVersion.content)
        .join(Sheet, (Sheet.id == SheetVersion.sheet_id) & (Sheet.latest == SheetVersion.number))
        .where(Sheet.kind == kind, Sheet.school_id.is_(None), Sheet.history.is_(False))
        .order_by(Sheet.id)
        .limit(1)
    )
    if example is None:
        raise Rejected({"kind": [NO_EXAMPLE]})
    return begin_draft(actor, _emptied(copy.deepcopy(example), title), None, draft_id)


def _latest(actor: Actor, sheet_id: str) -> tuple[Sheet, Content]:
    check_may_author(actor)
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None or sheet.history or not may_use(actor, sheet.school_id) or sheet.kind not in OF_KIND:
        raise NotFound
    named = select(SheetVersion.content).where(SheetVersion.sheet_id == sheet_id, SheetVersion.number == sheet.latest)
    return sheet, copy.deepcopy(db.session.scalars(named).one())


def _as_copy(content: Content) -> Content:
    """Leave out of a copy what its model no longer uses: no record of the new sheet names it."""
    for shelf in [each for each in lists_of(content) if shelf_of(content, each).retires]:
        if rows := rows_of(content, shelf):
            put_rows(content, shelf, [row for row in rows if not row.get("retired")])
    if content["kind"] == "attitude":
        put_rows(content, "attitudes", [row for row in rows_of(content, "attitudes") if row["items"]])
    return content


def _emptied(content: Content, title: str) -> Content:
    for key in (*ONLY_OF_LIBRARY, "introduction", "untranslated"):
        content.pop(key, None)
    content |= {"title": {"nl": title}, "short_title": {"nl": title}, "summary": {}}
    if "rating" in content:
        return content | {"groups": []}
    evaluation = content["evaluation"]
    evaluation.pop("groups", None)
    evaluation["criteria"] = []
    if "steps" in content:
        content |= {"steps": [], "header": []}
        content["daily_log"]["checks"]["items"] = []
    if "sections" in content:
        content["sections"] = []
    return content
