"""Sheet files for tests: a shipped one, changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from logbook.sheets.schemas import LIBRARY

WELDING = "lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa"
Change = Callable[[Any], object]


def shipped(sheet_id: str) -> dict[str, Any]:
    """Return what a shipped file says."""
    document: dict[str, Any] = yaml.safe_load((LIBRARY / f"{sheet_id}.yaml").read_text("utf-8"))
    return document


def write(folder: Path, sheet_id: str, change: Change | None = None) -> Path:
    """Write a shipped file, changed, into `folder` under its own name."""
    document = shipped(sheet_id)
    if change:
        change(document)
    file = folder / f"{sheet_id}.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def put(*path: str | int, value: Any) -> Change:
    """Return a change that puts `value` at `path`."""

    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        document[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    """Return a change that takes away what is at `path`."""

    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        del document[path[-1]]

    return change
