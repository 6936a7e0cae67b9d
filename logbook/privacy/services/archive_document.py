"""The document of an archive: everything that is kept about a learner, as JSON and as tables."""

import csv
import io
import json
from typing import Any

from sqlalchemy import select

from logbook.accounts.models import Person, School, SchoolYear
from logbook.core import clock
from logbook.core.ids import new_id
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.privacy.models.kept import FORMAT, TABLES, VERSION
from logbook.privacy.models.kept_shape import as_json
from logbook.privacy.queries.kept_rows import Scope, kept_rows, people_named
from logbook.training.models import ClassGroup, ClassMember
from logbook.web.spreadsheet import harmless

Document = dict[str, Any]
LISTS = ("people", "classes", *(kept.name for kept in TABLES))


def document_of(scope: Scope) -> Document:
    """Return the document of an archive, as Python has its values. The caller has checked who may."""
    person = db.session.get_one(Person, scope.learner_id)
    school = db.session.get_one(School, scope.school_id)
    rows = kept_rows(scope)
    return {
        "format": FORMAT,
        "version": VERSION,
        "archive_id": new_id(),
        "made_at": clock.now(),
        "scope": "approved" if scope.approved else "all",
        "school": {"id": school.id, "name": school.name},
        "learner": {
            name: getattr(person, name) for name in ("id", "given_name", "family_name", "email", "born_on", "language")
        },
        "people": people_named(rows, person.id),
        "classes": _classes(scope),
        **rows,
    }


def _classes(scope: Scope) -> list[dict[str, Any]]:
    query = (
        select(ClassGroup.name, SchoolYear.starts_on, SchoolYear.ends_on, ClassMember.from_date, ClassMember.until_date)
        .join(ClassGroup, ClassGroup.id == ClassMember.class_id)
        .join(SchoolYear, SchoolYear.id == ClassGroup.school_year_id)
        .where(
            ClassMember.person_id == scope.learner_id,
            ClassMember.role == Role.LEARNER.value,
            ClassGroup.school_id == scope.school_id,
        )
        .order_by(ClassMember.from_date, ClassGroup.name)
    )
    return [dict(row) for row in db.session.execute(query).mappings()]


def written(document: Document) -> bytes:
    """Return the document as JSON."""
    return json.dumps(document, default=as_json, ensure_ascii=False, indent=1).encode()


def tables(document: Document) -> dict[str, bytes]:
    """Return each list of the document as a file that Excel in Flanders opens: semicolons, UTF-8 with its mark."""
    return {f"csv/{name}.csv": _table(document[name]) for name in LISTS}


def _table(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it; a text that a spreadsheet would calculate gets a quote before it."""
    if isinstance(value, dict | list):
        value = json.dumps(value, default=as_json, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else as_json(value)
    return harmless(text)
