"""A learner takes the own logbook along: what is in the archive, for whom, and that it is whole."""

import csv
import io
import json
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from logbook.core.unit_of_work import transaction
from logbook.privacy.models.kept import TABLES
from logbook.privacy.models.kept_shape import document_schema, json_schema
from logbook.privacy.services.archive_files import file_of
from logbook.privacy.services.archive_key import is_signed
from logbook.privacy.services.make_archive import ask_archive, make_archive
from tests.factories import Cast
from tests.insight.history import History, history_of

PDF = b"%PDF-"


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        made = history_of(cast)
        made.weeks_of(cast.learner, cast.placement, cast.mentor, 3)
    return made


def archive_for(cast: Cast, name: str) -> ZipFile:
    with transaction():
        job = ask_archive(cast.actor(name), cast.learner.id)
    make_archive(str(job.id))
    return ZipFile(io.BytesIO(file_of(job.id).read_bytes()))


def document(archive: ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read("logbook.json"))
    return found


def test_the_document_is_what_the_published_schema_says(history: History) -> None:
    made = document(archive_for(history.cast, "learner"))
    Draft202012Validator.check_schema(json_schema())
    Draft202012Validator(json_schema()).validate(made)
    assert document_schema().load(made)["learner"]["given_name"] == "Lotte"


def test_every_file_is_in_the_signed_list(history: History) -> None:
    archive = archive_for(history.cast, "learner")
    manifest = json.loads(archive.read("manifest.json"))
    assert {each["path"] for each in manifest["files"]} | {"manifest.json", "manifest.sig"} == set(archive.namelist())
    for each in manifest["files"]:
        assert sha256(archive.read(each["path"])).hexdigest() == each["sha256"]
    signature = archive.read("manifest.sig").decode()
    assert is_signed(archive.read("manifest.json"), signature, manifest["public_key"])
    assert not is_signed(archive.read("manifest.json") + b" ", signature, manifest["public_key"])
    assert archive.read("portfolio.pdf").startswith(PDF)


def test_the_tables_open_in_a_spreadsheet_and_calculate_nothing(history: History) -> None:
    with transaction():
        history.remark(history.cast.learner, history.cast.mentor, "note", "=1+1")
    archive = archive_for(history.cast, "learner")
    data = archive.read("csv/remarks.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert "'=1+1" in [row["text"] for row in rows]
    assert {f"csv/{kept.name}.csv" for kept in TABLES} <= set(archive.namelist())
