"""A learner's file as a document: JSON values that speak for themselves, so that a page, paper and a frozen file say
the same, whatever becomes of sheets, names and states later.

Texts of sheets are there in every language, dates as ISO. `schema` changes when a reader must know.
"""

from datetime import date
from typing import Any
from uuid import UUID

from logbook.core.actor import Actor
from logbook.entries.models import StageStep
from logbook.insight.queries.three_party import GridGroup, GridRow
from logbook.sheets.models import STAGES
from logbook.sheets.models.content import Text

from .files import Council, CouncilFile, Counts, SheetSummary, council_files
from .words import Word

Document = dict[str, Any]
SCHEMA = 1
STEPS = 4
"""How many steps of a sheet a file shows, the latest."""


def live_documents(
    actor: Actor,
    class_id: UUID,
    learner_id: UUID | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    for_mentors: bool = False,
) -> list[Document]:
    """Return the documents of a class, or of one learner of it, as they are now, by name.

    Without dates over the school year until today; a period outside it ends where the year does. `for_mentors` as
    `council_files` has it. Raises NotFound.
    """
    return documents_of(council_files(actor, class_id, learner_id, first=first, last=last, for_mentors=for_mentors))


def documents_of(council: Council) -> list[Document]:
    """Return the documents of files that were read."""
    return [_document(council, each) for each in council.files]


def _document(council: Council, file: CouncilFile) -> Document:
    person = file.figures
    return {
        "schema": SCHEMA,
        "learner": {"id": str(person.id), "name": person.name, "given_name": person.given_name},
        "class": {"id": str(council.group.id), "name": council.group.name},
        "period": {"first": council.first.isoformat(), "last": council.last.isoformat()},
        "stages": [{"id": stage.id, "title": _text(stage.title)} for stage in council.stages.values()],
        "figures": _figures(file),
        "placements": [_placement(council, each) for each in file.placements],
        "sheets": [_sheet(council, each) for each in file.sheets],
        "soft_skills": _soft_skills(file),
        "strong": [_point(word) for word in file.strong],
        "work": [_point(word) for word in file.work],
        "commitments": [_commitment(word) for word in file.commitments],
        "calibration": _calibration(file),
        "visits": [_visit(each) for each in reversed(file.visits)],
        "erased": {"entries": person.erased},
        "meeting": None,
    }


def _text(text: Text) -> dict[str, str]:
    return dict(text)


def _figures(file: CouncilFile) -> Document:
    names = ("days", "minutes", "late", "weeks", "weeks_approved", "sick", "absent")
    return {name: getattr(file.figures, name) for name in names}


def _placement(council: Council, each: Any) -> Document:
    return {
        "company": each.company,
        "mentor": each.mentor,
        "hours_per_week": each.hours_per_week,
        "first": max(each.from_date, council.first).isoformat(),
        "last": min(each.until_date or council.last, council.last).isoformat(),
    }


def _sheet(council: Council, sheet: SheetSummary) -> Document:
    content = sheet.content
    return {
        "id": content.id,
        "version": content.number,
        "title": _text(content.short_title),
        "groups": [_group(group, stages) for group, stages in sheet.groups],
        "steps": [_step(council, each) for each in sheet.steps[-STEPS:]],
        "differs": [_text(criterion.short) for criterion in sheet.differs],
    }


def _step(council: Council, step: StageStep) -> Document:
    title = _text(council.stages[step.stage].title)
    return {"stage": step.stage, "title": title, "on": step.from_date.isoformat()}


def _group(group: GridGroup, stages: tuple[Counts | None, ...]) -> Document:
    counts = {stage: list(cell) for stage, cell in zip(STAGES, stages, strict=True) if cell}
    return {"title": _text(group.title), "of": len(group.rows), "counts": counts}


def _soft_skills(file: CouncilFile) -> list[Document] | None:
    """Return the groups of soft skills; where two sheets of them were used, each says of which it is."""
    several = len(file.soft_skills) > 1
    found = [
        _soft_group(group, sheet.short_title if several else {})
        for sheet, grid in file.soft_skills
        for group in grid.groups
    ]
    return found or None


def _soft_group(group: GridGroup, sheet: Text) -> Document:
    title = {name: f"{sheet[name]}: {text}" if name in sheet else text for name, text in group.title.items()}
    return {"title": title, "rows": [_soft_row(row) for row in group.rows]}


def _soft_row(row: GridRow) -> Document:
    cell = row.cells[0]
    text = {"id": row.criterion.id, "short": _text(row.criterion.short)}
    if cell is None:
        return text | {"marks": None, "drift": ""}
    return text | {"marks": list(cell.states), "drift": cell.drift}


def _point(word: Word) -> Document:
    return {"text": word.text, "example": word.example, "by": word.by, "on": word.date.isoformat()}


def _commitment(word: Word) -> Document:
    state = "overdue" if word.overdue else word.kind
    return {"text": word.text, "owner": word.owner_role, "due_on": word.date.isoformat(), "state": state}


def _calibration(file: CouncilFile) -> Document:
    names = ("pairs", "over", "under", "same", "enough", "direction", "told")
    return {name: getattr(file.figures.calibration, name) for name in names}


def _visit(word: Word) -> Document:
    on = word.date.isoformat()
    return {"on": on, "kind": word.criterion_id, "by": word.by, "company": word.example, "report": word.text}
