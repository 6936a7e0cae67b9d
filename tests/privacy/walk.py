"""Looks for words in every column of every table and in every file of the data folder, whatever their kind."""

import json
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from logbook.extensions import db


def rows_with(*words: str) -> list[str]:
    """Return the tables and columns that hold one of these words."""
    found = []
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            found += [f"{table.name}.{name}" for name, value in row.items() if _holds(value, words)]
    db.session.rollback()
    return sorted(set(found))


def files_with(app: Flask, *contents: bytes) -> list[Path]:
    """Return the media files that hold one of these, as they are."""
    folder = app.extensions["logbook_config"].data / "media"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(content in path.read_bytes() for content in contents)]


def media_files(app: Flask) -> set[Path]:
    """Return all files of the media folder."""
    return {path for path in (app.extensions["logbook_config"].data / "media").rglob("*") if path.is_file()}


def _holds(value: object, words: tuple[str, ...]) -> bool:
    if isinstance(value, bytes):
        return any(word.encode() in value for word in words)
    if value is None or isinstance(value, bool | int | float):
        return False
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return any(word.casefold() in text.casefold() for word in words)
