"""What nothing names goes after thirty days, and not before; what an entry or a draft names stays."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from logbook import cli
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.queries import ENTRY
from logbook.entries.services import SaveDraft, Swept, save_draft, sweep_media
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.services import check_media, storage
from tests.entries.work import submit
from tests.factories import Cast
from tests.media.files import jpeg, sent, wav

LONG_AGO = timedelta(days=31)
Progress = Callable[[int, int], None]


def quiet(_done: int, _of: int) -> None:
    """Take no notice."""


def _long_ago(folder: Path, actor: Actor, data: bytes) -> str:
    """Let somebody send something a month ago."""
    name = sent(actor, data)
    with transaction():
        row = db.session.get_one(Media, (actor.person_id, name))
        row.received_at = clock.now() - LONG_AGO
    age(folder)
    return name


def age(folder: Path, by: timedelta = LONG_AGO) -> None:
    """Make every file a month old, as the frozen clock of the tests counts."""
    then = (clock.now() - by).timestamp()
    for path in folder.glob("??/*"):
        os.utime(path, (then, then))


def _names() -> set[str]:
    return {row.sha for row in db.session.query(Media).populate_existing()}


def test_what_nothing_names_goes_with_its_files(cast: Cast, folder: Path) -> None:
    learner = cast.actor("learner")
    _long_ago(folder, learner, jpeg())
    kept = _long_ago(folder, learner, jpeg(30, 30))
    submit(cast, photos={kept: {}})
    assert sweep_media(quiet, delete=False) == Swept(1, 0) and len(_names()) == 2
    assert sweep_media(quiet, delete=True) == Swept(1, 0)
    assert _names() == {kept} and len(list(storage().names())) == 2
    assert check_media(quiet) == []
    assert sweep_media(quiet, delete=True) == Swept(0, 0)


def test_what_an_earlier_version_or_a_draft_names_stays(cast: Cast, folder: Path) -> None:
    learner = cast.actor("learner")
    before, typed, spoken = (_long_ago(folder, learner, each) for each in (jpeg(), jpeg(30, 30), wav()))
    entry_id = submit(cast, photos={before: {}}).entry_id
    submit(cast, entry_id, base_rev=1)
    with transaction():
        save_draft(learner, SaveDraft(ENTRY, new_id(), {"photos": {typed: {"criterion": "-"}}, "spoken": [spoken]}))
    assert sweep_media(quiet, delete=True) == Swept(0, 0)
    assert _names() == {before, typed, spoken}


def test_what_is_young_stays(cast: Cast, folder: Path) -> None:
    name = sent(cast.actor("learner"))
    assert sweep_media(quiet, delete=True) == Swept(0, 0) and _names() == {name}


def test_anothers_entry_keeps_nobodys_photo(cast: Cast, folder: Path) -> None:
    for who in ("learner", "other_learner"):
        name = _long_ago(folder, cast.actor(who), jpeg())
    submit(cast, photos={name: {}})
    assert sweep_media(quiet, delete=True) == Swept(1, 0)
    (row,) = db.session.query(Media)
    assert row.owner_id == cast.learner.id and check_media(quiet) == []


def test_files_of_cut_off_uploads_go(cast: Cast, folder: Path) -> None:
    kept = sent(cast.actor("learner"))
    storage().put("ab" * 32, b"an upload whose row never came")
    (folder / "ab" / f"{'ab' * 32}.0123456789abcdef.part").write_bytes(b"cut")
    age(folder, timedelta(days=29))
    assert sweep_media(quiet, delete=True) == Swept(0, 0)
    age(folder)
    assert sweep_media(quiet, delete=False) == Swept(0, 2)
    assert sweep_media(quiet, delete=True) == Swept(0, 2)
    assert check_media(quiet) == [] and _names() == {kept} and len(list(storage().names())) == 2


def test_an_upload_of_the_same_bytes_makes_the_file_young_again(cast: Cast, folder: Path) -> None:
    name = _long_ago(folder, cast.actor("learner"), jpeg())
    sweep = sweep_media(quiet, delete=True)
    assert sweep.media == 1
    assert sent(cast.actor("learner")) == name
    (_, put_at), *_rest = storage().names()
    assert put_at.timestamp() > time.time() - 60 and check_media(quiet) == []


@pytest.fixture
def run(clean: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Return a function that runs a command on the test's database."""
    monkeypatch.setattr(cli, "create_app", lambda: clean)

    def run(*arguments: str) -> tuple[int, str]:
        db.session.commit()
        done = CliRunner().invoke(cli.main, ["media", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def test_the_commands_tell_what_they_do(cast: Cast, folder: Path, run: Callable[..., tuple[int, str]]) -> None:
    _long_ago(folder, cast.actor("learner"), jpeg())
    assert "1 photos and notes, 0 files to delete" in run("sweep")[1]
    assert run("check") == (0, run("check")[1]) and "0 missing or damaged" in run("check")[1]
    for name, _ in storage().names():
        storage().delete(name)
    code, said = run("check")
    assert code == 1 and f"{cast.learner.id} " in said and "missing" in said
    assert "1 photos and notes, 0 files deleted" in run("sweep", "--delete")[1]
    assert _names() == set()
