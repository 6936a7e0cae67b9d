"""Files by name, in a folder or a store: whole or not there, durable, and no way out of the folder."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from logbook.config import S3Settings
from logbook.media.services import Storage, storage
from logbook.media.services.storage import DirectoryStorage
from tests.media.files import sha

DATA = b"what somebody sent"
NAME = sha(DATA)


def test_what_is_put_is_there(files: Storage) -> None:
    assert not files.exists(NAME)
    files.put(NAME, DATA)
    files.put(NAME, DATA)
    assert files.exists(NAME) and files.read(NAME) == DATA
    ((name, put_at),) = files.names()
    assert name == NAME and abs(datetime.now(UTC) - put_at) < timedelta(minutes=1)


def test_what_is_not_there_is_told_so(files: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        files.read(NAME)
    files.delete(NAME)
    assert list(files.names()) == []


def test_what_is_deleted_is_gone(files: Storage) -> None:
    files.put(NAME, DATA)
    files.delete(NAME)
    assert not files.exists(NAME)


def test_many_at_once_leave_one_file(files: Storage) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: files.put(NAME, DATA), range(16)))
    assert [name for name, _ in files.names()] == [NAME]
    assert files.read(NAME) == DATA


def test_files_are_for_the_servers_user_alone(folder: Path) -> None:
    storage().put(NAME, DATA)
    path = folder / NAME[:2] / NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, path.parent)} == {0o700}


@pytest.mark.parametrize("name", ["../secret-key", "/etc/passwd", "ab", "", "A" * 64, NAME + "\n", f"{NAME}/../x", "."])
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    for deed in (storage().read, storage().exists, storage().delete, lambda each: storage().put(each, DATA)):
        with pytest.raises(ValueError, match="not the name"):
            deed(name)
    assert not folder.exists()


def test_a_file_is_durable_before_it_has_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (seen.append("sync"), fsync(descriptor)))
    monkeypatch.setattr(Path, "replace", lambda path, to: (seen.append("name"), replace(path, to))[1])
    storage().put(NAME, DATA)
    assert seen == ["sync", "sync", "sync", "name", "sync"]  # two new folders, the file; then the folder that names it


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    files, longer = DirectoryStorage(folder), DATA + b" again"
    files.put(NAME, DATA)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.put(NAME, longer)
    assert [name for name, _ in files.names()] == [NAME] and files.read(NAME) == DATA


def test_a_store_that_refuses_is_not_taken_for_an_empty_one(clean: Flask, s3_port: int) -> None:
    from botocore.exceptions import ClientError

    from logbook.media.services.s3 import S3Storage

    files = S3Storage(S3Settings("no-such-bucket", f"http://127.0.0.1:{s3_port}", "eu-west-1", "invented", "invented"))
    for deed in (lambda: files.put(NAME, DATA), lambda: list(files.names())):
        with pytest.raises(ClientError, match="NoSuchBucket"):
            deed()
    with pytest.raises(ClientError, match="NoSuchBucket"):
        files.read(NAME)


def test_what_a_crash_left_half_written_is_listed_to_be_swept(folder: Path) -> None:
    files = DirectoryStorage(folder)
    files.put(NAME, DATA)
    part = folder / NAME[:2] / f"{NAME}.0123456789abcdef.part"
    part.write_bytes(DATA[:4])
    assert {name for name, _ in files.names()} == {NAME, part.name}
    files.delete(part.name)
    assert not part.exists() and files.read(NAME) == DATA
