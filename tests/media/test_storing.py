"""What a phone sends is stored once, as its owner's, with the files before the row, whatever fails in between."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from logbook.core.errors import CorruptMedia, MediaMissing, TooLarge, WrongType
from logbook.core.unit_of_work import transaction
from logbook.entries.queries import attached
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.queries import media_of, require_stored
from logbook.media.services import (
    LARGEST_PHOTO,
    LARGEST_SPOKEN,
    Storage,
    check_media,
    delete_files,
    forget_media,
    picture,
    store_photo,
    store_spoken,
)
from tests.factories import Cast
from tests.media.files import bomb, encoded, image, jpeg, opened, sent, sha, wav


def _rows() -> list[Media]:
    return db.session.query(Media).populate_existing().all()


def test_a_photo_is_stored_once(files: Storage, cast: Cast) -> None:
    actor, data = cast.actor("learner"), jpeg(2000, 1000)
    assert store_photo(actor, sha(data), data) is True
    assert store_photo(actor, sha(data), data) is False
    (row,) = _rows()
    assert (row.owner_id, row.sha, row.kind, row.type) == (cast.learner.id, sha(data), "photo", "image/jpeg")
    assert (row.width, row.height, row.size) == (1600, 800, len(files.read(row.stored_sha)))
    assert row.small_sha and opened(files.read(row.small_sha)).size == (320, 160)
    assert {name for name, _ in files.names()} == {row.stored_sha, row.small_sha}


def test_only_the_clean_file_is_kept(files: Storage, cast: Cast) -> None:
    data = jpeg(comment=b"SECRETWORD") + b"<script>alert(1)</script>"
    sent(cast.actor("learner"), data)
    kept = b"".join(files.read(name) for name, _ in files.names())
    assert b"SECRETWORD" not in kept and b"script" not in kept and not files.exists(sha(data))


def test_the_same_bytes_of_two_people_are_two_rows_and_one_file(files: Storage, cast: Cast) -> None:
    for who in ("learner", "other_learner"):
        assert store_photo(cast.actor(who), sha(jpeg()), jpeg()) is True
    assert {row.owner_id for row in _rows()} == {cast.learner.id, cast.other_learner.id}
    assert len(list(files.names())) == 2  # the photo and its thumbnail


def test_a_file_that_was_lost_comes_back(files: Storage, cast: Cast) -> None:
    actor, name = cast.actor("learner"), sent(cast.actor("learner"))
    (row,) = _rows()
    files.delete(row.stored_sha)
    assert [each.problem for each in check_media(lambda *_: None)] == ["missing"]
    assert store_photo(actor, name, jpeg()) is False
    assert check_media(lambda *_: None) == [] and len(_rows()) == 1


def test_a_damaged_file_is_named(files: Storage, cast: Cast) -> None:
    name = sent(cast.actor("learner"))
    files.put(str(_rows()[0].small_sha), b"something else")
    (broken,) = check_media(lambda *_: None)
    assert (broken.owner_id, broken.sha, broken.problem) == (cast.learner.id, name, "damaged")


def test_two_at_the_same_moment_are_one(files: Storage, cast: Cast, clean: Flask) -> None:
    actor, data, ready = cast.actor("learner"), jpeg(), threading.Barrier(2)
    db.session.commit()

    def send(_: int) -> bool:
        with clean.app_context():
            ready.wait()
            return store_photo(actor, sha(data), data)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))
    assert True in answers and len(_rows()) == 1 and check_media(lambda *_: None) == []


def test_one_photo_is_decoded_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most = [0], [0]
    upright = picture._upright

    def counted(data: bytes) -> Any:
        busy[0] += 1
        most[0] = max(most[0], busy[0])
        try:
            return upright(data)
        finally:
            busy[0] -= 1

    monkeypatch.setattr(picture, "_upright", counted)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(picture.clean_picture, [jpeg(800, 600)] * 12))
    assert most == [1]


def test_nothing_is_locked_while_a_photo_is_decoded(
    files: Storage, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, open_ones, upright = cast.actor("learner"), [], picture._upright

    def watched(data: bytes) -> Any:
        open_ones.append(db.session().in_transaction())
        return upright(data)

    monkeypatch.setattr(picture, "_upright", watched)
    db.session.query(Media).all()
    store_photo(actor, sha(jpeg()), jpeg())
    assert open_ones == [False]


def test_the_file_is_there_before_the_row(files: Storage, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    put = type(files).put

    def watched(self: Storage, name: str, data: bytes) -> None:
        rows.append(len(_rows()))
        db.session.commit()
        put(self, name, data)

    monkeypatch.setattr(type(files), "put", watched)
    sent(cast.actor("learner"))
    assert rows == [0, 0] and len(_rows()) == 1


def test_a_failing_store_leaves_no_row(files: Storage, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing, pytest.raises(OSError, match="No space"):
        failing.setattr(type(files), "put", full)
        sent(cast.actor("learner"))
    assert _rows() == []
    sent(cast.actor("learner"))
    assert check_media(lambda *_: None) == [] and len(_rows()) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", WrongType),
        (b"<svg/>", WrongType),
        (encoded(image(), "GIF"), WrongType),
        (bomb(20_000, 20_000), WrongType),
        (wav(), WrongType),
        (jpeg(640, 480)[:-300], WrongType),
        (jpeg() + b"\0" * LARGEST_PHOTO, TooLarge),
    ],
    ids=["empty", "svg", "gif", "bomb", "sound", "truncated", "large"],
)
def test_what_is_no_photo_leaves_nothing(files: Storage, cast: Cast, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        store_photo(cast.actor("learner"), sha(data), data)
    assert _rows() == [] and list(files.names()) == []


@pytest.mark.parametrize("name", [sha(b"other"), "", "../../etc/passwd", sha(jpeg()).upper()])
def test_bytes_under_another_name_are_refused(files: Storage, cast: Cast, name: str) -> None:
    for store in (store_photo, store_spoken):
        with pytest.raises(CorruptMedia):
            store(cast.actor("learner"), name, jpeg())
    assert _rows() == [] and list(files.names()) == []


WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + b"\0" * 40


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (wav(), "audio/wav"),
        (WEBM, "audio/webm"),
        (b"OggS\0\2" + b"\0" * 40, "audio/ogg"),
        (b"\0\0\0\x1cftypM4A \0\0\0\0" + b"\0" * 40, "audio/mp4"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0" + b"\0" * 40, "audio/mp4"),
    ],
    ids=["wav", "webm", "ogg", "m4a", "mp4"],
)
def test_a_spoken_note_is_stored_as_it_is(files: Storage, cast: Cast, data: bytes, kind: str) -> None:
    actor = cast.actor("learner")
    assert store_spoken(actor, sha(data), data) is True and store_spoken(actor, sha(data), data) is False
    (row,) = _rows()
    assert (row.kind, row.type, row.small_sha, row.width) == ("spoken", kind, None, None)
    assert files.read(row.stored_sha) == data


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", WrongType),
        (jpeg(), WrongType),
        (b"<html>", WrongType),
        (b"ID3\4", WrongType),
        (b"RIFF\0\0\0\0AVI LIST", WrongType),
        (b"\x1a\x45\xdf\xa3" + b"\0" * 80, WrongType),
        (b"\0\0\0\x1cftypheic\0\0\0\0", WrongType),
        (wav() + b"\0" * LARGEST_SPOKEN, TooLarge),
    ],
    ids=["empty", "photo", "page", "mp3", "avi", "matroska", "heic", "large"],
)
def test_what_is_no_sound_leaves_nothing(files: Storage, cast: Cast, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        store_spoken(cast.actor("learner"), sha(data), data)
    assert _rows() == [] and list(files.names()) == []


def test_a_sound_never_becomes_a_photo(files: Storage, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    actor, name = cast.actor("learner"), sent(cast.actor("learner"), wav())
    with pytest.raises(WrongType):
        store_photo(actor, name, wav())
    assert _rows()[0].kind == "spoken"


def test_an_op_may_name_only_what_its_owner_sent(files: Storage, cast: Cast) -> None:
    mine, unknown = sent(cast.actor("learner")), sha(b"nothing")
    require_stored(cast.actor("learner"), [mine])
    require_stored(cast.actor("learner"), [])
    for who, shas, missing in (("learner", [mine, unknown], [unknown]), ("other_learner", [mine], [mine])):
        with pytest.raises(MediaMissing) as raised:
            require_stored(cast.actor(who), shas)
        assert raised.value.shas == missing


def test_nothing_is_asked_of_the_database_for_nothing(cast: Cast, count_queries: Any) -> None:
    learner_id = cast.learner.id
    assert count_queries(lambda: (media_of(learner_id, []), attached(learner_id, []))) == []


def test_a_file_that_two_share_stays_for_the_other(files: Storage, cast: Cast) -> None:
    name = sent(cast.actor("learner"))
    sent(cast.actor("other_learner"))
    for who, left in (("learner", 2), ("other_learner", 0)):
        with transaction():
            freed = forget_media(getattr(cast, who).id, [name])
        delete_files(freed)
        assert len(list(files.names())) == left
