"""An archive from elsewhere, read with suspicion: nothing is unpacked to disk, all is checked before it is believed."""

import json
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from marshmallow import Schema, ValidationError, fields, validate

from logbook.media.services import LARGEST_PHOTO, LARGEST_SPOKEN
from logbook.privacy.models.kept import FORMAT, VERSION
from logbook.privacy.models.kept_shape import document_schema

from .archive_document import Document
from .archive_key import is_signed
from .pack_archive import DOCUMENT, MANIFEST, SIGNATURE, media_path

LARGEST_UPLOAD = 300 * 1024 * 1024
LARGEST_DOCUMENT = 60 * 1024 * 1024
LARGEST_MANIFEST = 8 * 1024 * 1024
LARGEST_REST = 60 * 1024 * 1024
MOST_FILES = 20_000
LARGEST_IN_ALL = 600 * 1024 * 1024
_NAME = re.compile(
    r"logbook\.json|logbook\.schema\.json|portfolio\.pdf|manifest\.json|manifest\.sig|csv/[a-z_]{1,40}\.csv"
    r"|photos/[0-9a-f]{64}\.jpg|spoken/[0-9a-f]{64}\.(webm|ogg|m4a|wav)"
)
_HEX = re.compile(r"[0-9a-f]+")


class BadArchive(Exception):
    """An archive that is not taken in; `problem` names why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class _FileSchema(Schema):
    path = fields.String(required=True, validate=validate.Regexp(rf"({_NAME.pattern})\Z"))
    size = fields.Integer(strict=True, required=True, validate=validate.Range(0, LARGEST_IN_ALL))
    sha256 = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))


class _ManifestSchema(Schema):
    format = fields.String(required=True, validate=validate.Equal(FORMAT))
    version = fields.Integer(strict=True, required=True)
    archive_id = fields.UUID(required=True)
    made_at = fields.AwareDateTime(required=True)
    scope = fields.String(required=True)
    public_key = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    files = fields.List(fields.Nested(_FileSchema), required=True, validate=validate.Length(max=MOST_FILES))
    missing = fields.List(fields.String(validate=validate.Length(max=200)), required=True)


@dataclass(frozen=True)
class Archive:
    """An archive whose signature and hashes hold, and whose document has the published shape."""

    document: Document
    key: str
    _source: ZipFile

    def media(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield each photo and spoken note that came along, with its row. Raises BadArchive."""
        there = set(self._source.namelist())
        for row in self.document["media"]:
            if media_path(row) in there:
                yield row, _file(self._source, media_path(row), LARGEST_PHOTO)


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open and check an archive. Raises BadArchive with the first thing that is wrong."""
    try:
        with ZipFile(path) as source:
            _check_list(source)
            key, listed = _manifest(source)
            _check_files(source, listed)
            yield Archive(_document(source), key, source)
    except (BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise BadArchive("not_zip") from error


def _check_list(source: ZipFile) -> None:
    """Refuse doubled, strange and linked names, locked files, and more than any logbook needs."""
    infos = source.infolist()
    if len(infos) > MOST_FILES or sum(each.file_size for each in infos) > LARGEST_IN_ALL:
        raise BadArchive("too_large")
    if len({each.filename for each in infos}) < len(infos) or not all(map(_is_plain, infos)):
        raise BadArchive("strange_file")


def _is_plain(info: ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return bool(_NAME.fullmatch(info.orig_filename)) and kind in (0, stat.S_IFREG) and not info.flag_bits & 1


def _file(source: ZipFile, name: str, most: int) -> bytes:
    """Return a file's bytes, however large it says that it is no more than `most` of them."""
    try:
        with source.open(name) as file:
            data = file.read(most + 1)
    except KeyError as error:
        raise BadArchive("incomplete") from error
    if len(data) > most:
        raise BadArchive("too_large")
    return data


def _manifest(source: ZipFile) -> tuple[str, dict[str, dict[str, Any]]]:
    """Return the key that signed the list of files, and the list. Raises BadArchive."""
    data = _file(source, MANIFEST, LARGEST_MANIFEST)
    signature = _file(source, SIGNATURE, 1000).decode(errors="replace").strip()
    said = _loaded(_ManifestSchema(), _parsed(data))
    if not _HEX.fullmatch(signature) or not is_signed(data, signature, said["public_key"]):
        raise BadArchive("unsigned")
    listed = {each["path"]: each for each in said["files"]}
    if set(source.namelist()) != listed.keys() | {MANIFEST, SIGNATURE}:
        raise BadArchive("incomplete")
    return said["public_key"], listed


def _check_files(source: ZipFile, listed: dict[str, dict[str, Any]]) -> None:
    for name, said in listed.items():
        data = _file(source, name, min(said["size"], _most(name)))
        if sha256(data).hexdigest() != said["sha256"]:
            raise BadArchive("damaged")


def _most(name: str) -> int:
    if name.startswith(("photos/", "spoken/")):
        return max(LARGEST_PHOTO, LARGEST_SPOKEN)
    return LARGEST_DOCUMENT if name == DOCUMENT else LARGEST_REST


def _document(source: ZipFile) -> Document:
    document = _parsed(_file(source, DOCUMENT, LARGEST_DOCUMENT))
    if document.get("format") == FORMAT and document.get("version") not in (VERSION, None):
        raise BadArchive("other_version")
    loaded: Document = _loaded(document_schema(), document)
    return loaded


def _loaded(schema: Schema, data: Any) -> Any:
    try:
        return schema.load(data)
    except ValidationError as error:
        raise BadArchive("not_ours") from error


def _parsed(data: bytes) -> dict[str, Any]:
    """Return the object that JSON says; doubled keys, NaN and characters that no database takes are refused."""
    try:
        text = data.decode()
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadArchive("not_ours") from error
    if not isinstance(value, dict) or "\\u0000" in text or "\0" in text:
        raise BadArchive("not_ours")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a doubled key")
    return found


def _refuse(_constant: str) -> None:
    raise ValueError("no number")
