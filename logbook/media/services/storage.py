"""Where the files are: a folder of this machine, or a store that speaks S3. Files are named by their SHA-256."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from flask import current_app

from logbook.config import Config

_NAME = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{16}\.part)?")


class Storage(Protocol):
    """Files by name. A name stands for its bytes, so that writing twice is writing once."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a file; it is durable when this returns, and there whole or not at all."""

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises FileNotFoundError."""

    def exists(self, name: str) -> bool:
        """Return whether the file is there."""

    def delete(self, name: str) -> None:
        """Remove the file; one that is not there is no error."""

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file with the moment when it was last put."""


class DirectoryStorage:
    """Files in a folder, for the server's user alone: `ab/abcd…`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Write beside the place, make it durable, then move it there; what a crash leaves behind is swept later."""
        path = self._path(name)
        for folder in (self.root, path.parent):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                _sync(folder.parent)
        part = path.with_name(f"{name}.{token_hex(8)}.part")
        try:
            _write(part, data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises FileNotFoundError."""
        return self._path(name).read_bytes()

    def exists(self, name: str) -> bool:
        """Return whether the file is there."""
        return self._path(name).is_file()

    def delete(self, name: str) -> None:
        """Remove the file; one that is not there is no error."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file with the moment when it was last put."""
        for path in self.root.glob("??/*"):
            with suppress(FileNotFoundError):  # somebody else's sweep was here first
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError("not the name of a stored file")
        return self.root / name[:2] / name


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make durable what names the folder holds: a renamed file is safe only then."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def storage() -> Storage:
    """Return the running application's storage, made on first use."""
    return _storage_of(current_app.extensions["logbook_config"])


@lru_cache(maxsize=8)
def _storage_of(settings: Config) -> Storage:
    if settings.media_s3 is None:
        return DirectoryStorage(settings.data / "media")
    from .s3 import S3Storage  # noqa: PLC0415  # its library is loaded only where it is used

    return S3Storage(settings.media_s3)
