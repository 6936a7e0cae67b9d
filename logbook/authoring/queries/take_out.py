"""A version of a sheet as a file: YAML, JSON, or its criteria as a spreadsheet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from logbook.authoring.models.spreadsheet import COLUMNS, TEXTS
from logbook.authoring.policy import check_may_author
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.sheets.models import LANGUAGES
from logbook.sheets.queries import numbered_version
from logbook.web.spreadsheet import WORKBOOK, Table, spreadsheet

from .versions import stored_versions

Row = Mapping[str, Any]


_Writer: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the one in C writes ten times as fast


class _Plain(_Writer):  # type: ignore[misc]
    """Writes what a strict reader takes: no aliases, even where one text stands in two places."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias."""
        return True


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file to download: named after the sheet and its version."""

    name: str
    mimetype: str
    content: bytes


def taken_out(actor: Actor, sheet_id: str, number: int, form: str) -> SheetFile:
    """Return a version as a file (`yaml`, `json` or `xlsx`). Raises NotFound and NotPermitted."""
    check_may_author(actor)
    if numbered_version(actor, sheet_id, number).stages:
        raise NotFound
    stored = stored_versions(sheet_id, (number,))[number]
    name = f"{sheet_id}-{number}.{form}"
    if form == "yaml":
        return SheetFile(name, "application/yaml", as_yaml(stored).encode())
    if form == "json":
        return SheetFile(name, "application/json", (json.dumps(stored, ensure_ascii=False, indent=2) + "\n").encode())
    if form == "xlsx":
        return SheetFile(name, WORKBOOK, criteria_workbook(stored))
    raise NotFound


def as_yaml(content: Row) -> str:
    """Return a sheet as YAML that the strict reader takes."""
    return str(yaml.dump(dict(content), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110))


def rated_rows(content: Row) -> list[tuple[str, dict[str, Any]]]:
    """Return the criteria of a content, each with its group: criteria of a task or theme, items of attitude."""
    groups = content.get("groups")
    if groups and "rating" in content:
        return [(group["id"], item) for group in groups for item in group["items"]]
    return [(each.get("group", ""), each) for each in content.get("evaluation", {}).get("criteria", [])]


def criteria_workbook(content: Row) -> bytes:
    """Return the criteria of a content as an Excel workbook."""
    rows = [_cells(group, each) for group, each in rated_rows(content)]
    return spreadsheet([Table("criteria", COLUMNS, rows)])


def _cells(group: str, criterion: Row) -> tuple[str, ...]:
    texts = [criterion.get(name, {}).get(language, "") for name in TEXTS for language in LANGUAGES]
    codes = ", ".join(criterion.get("iso6520", ()))
    return (criterion["id"], group, *texts, codes, "x" if criterion.get("retired") else "")
