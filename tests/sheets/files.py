"""Sheet files for tests: a shipped one, changed."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import whole_library

WELDING = "lassen-constructie-geintegreerde-lasopdracht-hoeklas-pa"
Change = Callable[[Any], object]


def shipped(sheet_id: str) -> dict[str, Any]:
    """Return what a shipped sheet says, with its shared parts put in."""
    return deepcopy(next(sheet for sheet in whole_library().sheets if sheet["id"] == sheet_id))


def write(folder: Path, sheet_id: str, change: Change | None = None) -> Path:
    """Write a shipped sheet, changed, into `folder` under its own name."""
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
