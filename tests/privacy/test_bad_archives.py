"""Archives made to do harm, or only broken: each is refused with its reason, and nothing of it stays."""

import io
import json
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.privacy.models.archive import History as Imported
from logbook.privacy.services.archive_files import file_of
from tests.entries.work import submit
from tests.factories import Cast
from tests.insight.history import history_of
from tests.media.files import jpeg, sent
from tests.privacy.two_schools import Elsewhere, exported, make_elsewhere, send_in, take_in

Files = dict[str, bytes]
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    with ExitStack() as stack:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        yield make_elsewhere(folder, stack)


@pytest.fixture
def good(cast: Cast, tmp_path: Path) -> Files:
    with transaction():
        made = history_of(cast)
        made.weeks_of(cast.learner, cast.placement, cast.mentor, 1)
    submit(cast, photos={sent(cast.actor("learner"), jpeg(40, 30)): {}})
    with ZipFile(exported(cast, "learner", tmp_path / "archive.zip")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def signed(files: Files) -> Files:
    """Sign what was changed with a key of the attacker's own: the signature then holds, and must not help."""
    key = Ed25519PrivateKey.generate()
    manifest = json.loads(files["manifest.json"])
    rest = {name: data for name, data in files.items() if not name.startswith("manifest.")}
    manifest["files"] = [
        {"path": name, "size": len(data), "sha256": sha256(data).hexdigest()} for name, data in rest.items()
    ]
    manifest["public_key"] = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    data = json.dumps(manifest).encode()
    return rest | {"manifest.json": data, "manifest.sig": key.sign(data).hex().encode()}


def changed(files: Files, change: Change) -> bytes:
    document = json.loads(files["logbook.json"])
    change(document)
    return packed(signed(files | {"logbook.json": json.dumps(document).encode()}))


def refused(elsewhere: Elsewhere, data: bytes) -> str:
    with elsewhere.open() as coordinator:
        job = send_in(coordinator, data)
        assert job.state == "failed", job.found
        assert db.session.query(Imported).count() == 0 and not file_of(job.id).exists()
        return str(job.problem)


def test_what_was_not_changed_passes(good: Files, elsewhere: Elsewhere) -> None:
    with elsewhere.open() as coordinator:
        assert take_in(coordinator, packed(signed(good))).state == "applied"


def test_broken_files(good: Files, elsewhere: Elsewhere) -> None:
    without = {name: data for name, data in good.items() if name != "logbook.json"}
    assert refused(elsewhere, b"") == "not_zip"
    assert refused(elsewhere, b"PK\x03\x04 and then nothing") == "not_zip"
    assert refused(elsewhere, packed(good)[:-400]) == "not_zip"
    assert refused(elsewhere, packed(without)) == "incomplete"
    other = good["logbook.json"].replace(b"Lotte", b"Lotje")
    assert refused(elsewhere, packed(good | {"logbook.json": other})) == "damaged"
    assert refused(elsewhere, packed(good | {"manifest.sig": b"00" * 64})) == "unsigned"
    assert refused(elsewhere, packed(good | {"manifest.json": good["manifest.json"] + b" "})) == "unsigned"
    assert refused(elsewhere, packed(signed(good | {"logbook.json": b"[" * 100_000}))) == "not_ours"
    assert refused(elsewhere, packed(signed(good | {"logbook.json": b'{"format": 1, "format": 2}'}))) == "not_ours"


@pytest.mark.parametrize(
    "name", ["../../evil.json", "/etc/passwd", "photos/../x.jpg", "run.sh", "photos/a.jpg", "csv/"]
)
def test_names_that_lead_elsewhere(name: str, good: Files, elsewhere: Elsewhere) -> None:
    assert refused(elsewhere, packed(good | {name: b"x"})) == "strange_file"


def test_links_and_doubled_names(good: Files, elsewhere: Elsewhere) -> None:
    buffer = io.BytesIO(packed(good))
    with ZipFile(buffer, "a") as archive:
        link = ZipInfo("csv/link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(elsewhere, buffer.getvalue()) == "strange_file"
    buffer = io.BytesIO(packed(good))
    with ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("logbook.json", b"{}")
    assert refused(elsewhere, buffer.getvalue()) == "strange_file"


def test_a_bomb_is_not_unpacked(good: Files, elsewhere: Elsewhere) -> None:
    bomb = b"\0" * (70 * 1024 * 1024)
    assert refused(elsewhere, packed(signed(good | {"csv/bomb.csv": bomb}))) == "too_large"


def _of(name: str, **values: Any) -> Change:
    return lambda document: document[name][0].update(values)


CHANGES: dict[str, tuple[Change, str]] = {
    "a field more": (_of("entries", school_id="0" * 32), "not_ours"),
    "another kind": (_of("entries", rev="two"), "not_ours"),
    "a state that is none": (_of("entries", state="perfect"), "not_ours"),
    "a role that is none": (_of("assessments", rater_role="principal"), "not_ours"),
    "a newer version": (lambda document: document.update(version=2), "other_version"),
    "a guardian's": (lambda document: document.update(scope="approved"), "partial"),
    "somebody unnamed": (_of("assessments", rater_id="01a1ff6c-0000-7000-8000-000000000000"), "references"),
    "a placement of elsewhere": (_of("rounds", placement_id="01a1ff6c-0000-7000-8000-000000000000"), "references"),
    "a level that is none": (_of("assessments", values={"undercut": "splendid"}), "contents"),
    "a criterion that is none": (_of("assessments", values={"beauty": "reached"}), "contents"),
    "a week far away": (_of("weeks", week=2_000_000_000), "contents"),
    "weekdays that are none": (_of("placements", weekdays="189"), "contents"),
    "a sheet that says more": (lambda document: document["sheet_versions"][0]["content"].update(x=1), "sheets"),
    "a sheet that was changed": (lambda d: d["sheet_versions"][0].update(sha="0" * 64), "sheets"),
    "a revision that is not there": (_of("entries", current_rev=9, rev=9), "contents"),
    "words that are none": (_of("revisions", payload={"ratings": "all"}), "contents"),
    "the same thing twice": (lambda document: document["rounds"].append(document["rounds"][0]), "contents"),
    "a character that no database takes": (_of("remarks", text="a\0b"), "not_ours"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_document_that_does_not_hold_together(name: str, good: Files, elsewhere: Elsewhere) -> None:
    change, problem = CHANGES[name]
    assert refused(elsewhere, changed(good, change)) == problem


def test_a_photo_that_is_none_brings_nothing_in(good: Files, elsewhere: Elsewhere) -> None:
    photo = next(name for name in good if name.startswith("photos/"))
    with elsewhere.open() as coordinator:
        job = take_in(coordinator, packed(signed(good | {photo: b"GIF89a and a script"})))
        assert (job.state, job.problem) == ("failed", "media")
        assert db.session.query(Imported).count() == 0
