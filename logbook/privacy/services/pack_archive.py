"""The file of an archive: the document, its tables, a portfolio to read, photos and notes, and a signed list of all."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from logbook.core import clock
from logbook.media.services import storage
from logbook.privacy.models.kept import FORMAT, VERSION
from logbook.privacy.models.kept_shape import as_json, json_schema

from .archive_document import Document, tables, written
from .archive_key import public_key, sign
from .portfolio import NoPdf, portfolio

Progress = Callable[[int, int], None]
MANIFEST, SIGNATURE, DOCUMENT = "manifest.json", "manifest.sig", "logbook.json"
FOLDERS = {"photo": "photos", "spoken": "spoken"}
ENDINGS = {"image/jpeg": "jpg", "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/wav": "wav"}


class _Pack:
    """A ZIP file being written, with the list of what is in it."""

    def __init__(self, target: ZipFile) -> None:
        self._target = target
        self.files: list[dict[str, Any]] = []

    def add(self, name: str, data: bytes, *, packed: bool = True) -> None:
        """Put a file in, and in the list."""
        self.files.append({"path": name, "size": len(data), "sha256": sha256(data).hexdigest()})
        self.put(name, data, packed=packed)

    def put(self, name: str, data: bytes, *, packed: bool = True) -> None:
        """Put a file in that is not in the list: the list itself, and its signature."""
        now = clock.local(clock.now())
        info = ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
        info.external_attr = 0o600 << 16
        self._target.writestr(info, data, ZIP_DEFLATED if packed else ZIP_STORED)


def media_path(media: dict[str, Any]) -> str:
    """Return the name in the archive of a photo or spoken note: by the content of its file."""
    return f"{FOLDERS[media['kind']]}/{media['stored_sha']}.{ENDINGS[media['type']]}"


def pack_archive(document: Document, path: Path, progress: Progress) -> bool:
    """Write the archive to `path`, for its owner alone; return whether the portfolio could be made.

    `progress` is told files done and files in all, and may raise to stop. A photo whose file was lost is left out.
    """
    steps = len(document["media"]) + 3
    path.touch(mode=0o600)
    with ZipFile(path, "w") as target:
        pack = _Pack(target)
        progress(0, steps)
        pack.add(DOCUMENT, written(document))
        pack.add("logbook.schema.json", json.dumps(json_schema(), indent=1).encode())
        for name, data in tables(document).items():
            pack.add(name, data)
        missing = _add_media(pack, document, lambda done: progress(1 + done, steps))
        readable = _add_portfolio(pack, document)
        progress(steps - 1, steps)
        manifest = _manifest(document, pack.files, missing)
        pack.put(MANIFEST, manifest)
        pack.put(SIGNATURE, sign(manifest).encode())
    return readable


def _add_media(pack: _Pack, document: Document, progress: Callable[[int], None]) -> list[str]:
    """Add every file once; return the names of those that are gone."""
    missing, added = [], set[str]()
    for done, media in enumerate(document["media"], start=1):
        name = media_path(media)
        if name not in added:
            added.add(name)
            try:
                pack.add(name, storage().read(media["stored_sha"]), packed=False)
            except FileNotFoundError:
                missing.append(name)
        progress(done)
    return missing


def _add_portfolio(pack: _Pack, document: Document) -> bool:
    try:
        pack.add("portfolio.pdf", portfolio(document), packed=False)
    except NoPdf:
        return False
    return True


def _manifest(document: Document, files: list[dict[str, Any]], missing: list[str]) -> bytes:
    head = {name: document[name] for name in ("archive_id", "made_at", "scope")}
    said = {"format": FORMAT, "version": VERSION, **head, "public_key": public_key(), "files": files}
    return json.dumps(said | {"missing": missing}, default=as_json, indent=1).encode()
