"""Who gets the bytes of a photo or a spoken note, with which headers, and what a stranger learns: nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from logbook.entries.models import EntryState
from logbook.extensions import db
from logbook.media.models import Media
from logbook.media.services import storage
from tests.entries.work import entry_in, rate, round_id_of, submit
from tests.factories import Cast
from tests.media.files import jpeg, opened, sent, sha, wav
from tests.pages import PageClient

ClientFor = Callable[..., PageClient]


@dataclass(frozen=True)
class Handed:
    """An entry of the cast's learner with a photo and a spoken note."""

    entry_id: UUID
    photo: str
    spoken: str

    @property
    def url(self) -> str:
        """The address of the photo."""
        return f"/entries/{self.entry_id}/photos/{self.photo}"

    @property
    def sound(self) -> str:
        """The address of the note."""
        return f"/entries/{self.entry_id}/spoken/{self.spoken}"

    @property
    def all(self) -> tuple[str, ...]:
        """All its addresses."""
        return self.url, f"{self.url}/small", self.sound


@pytest.fixture
def handed(cast: Cast, folder: Path) -> Handed:
    """Return an entry that the mentor waits for."""
    photo, spoken = sent(cast.actor("learner"), jpeg(800, 400)), sent(cast.actor("learner"), wav())
    receipt = submit(cast, photos={photo: {"criterion": "undercut", "marks": "circle 1 2 3 4"}}, spoken=(spoken,))
    assert receipt.entry_id
    return Handed(receipt.entry_id, photo, spoken)


READERS = ("learner", "mentor", "supervisor", "teacher", "counsellor", "coordinator", "company_coordinator")
STRANGERS = ("other_learner", "foreign_learner", "other_mentor", "other_teacher", "guardian", "outsider")


@pytest.mark.parametrize("who", READERS)
def test_who_may_read_the_entry_gets_them(cast: Cast, handed: Handed, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(cast, who))
    assert opened(client.get(handed.url).response.data).size == (800, 400)
    assert opened(client.get(f"{handed.url}/small").response.data).size == (320, 160)
    assert client.get(handed.sound).response.data == wav()


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_does(cast: Cast, handed: Handed, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(cast, who))
    unknown = client.get(f"/entries/{new_id()}/photos/{sha(b'x')}", 404)
    for url in handed.all:
        assert client.get(url, 404).text == unknown.text


def test_without_signing_in_there_is_only_the_door(handed: Handed, client_for: ClientFor) -> None:
    for url in handed.all:
        assert client_for().get(url, 303).location.startswith("/sign-in")


def test_knowing_a_name_gives_nothing(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    with transaction():
        placement = cast.other_placement
    theirs = submit(cast, actor=cast.actor("other_learner"), placement_id=placement.id)
    hidden = sent(cast.actor("learner"), jpeg(20, 20))
    other = client_for(cast.other_learner)
    for entry_id in (theirs.entry_id, new_id()):  # through the own entry, and through one that is still to come
        for sha_ in (handed.photo, hidden):
            other.get(f"/entries/{entry_id}/photos/{sha_}", 404)
    mentor = client_for(cast.mentor)
    mentor.get(f"/entries/{handed.entry_id}/photos/{hidden}", 404)  # sent, and named by nothing that was handed in


def test_naming_anothers_photo_gives_nothing(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    """Even if a row of words came to name it: the file is looked for among the owner's own."""
    mine = sent(cast.actor("other_learner"), jpeg(30, 30))
    client_for(cast.mentor).get(f"/entries/{handed.entry_id}/photos/{mine}", 404)


def test_its_owner_sees_a_photo_before_it_is_handed_in(cast: Cast, folder: Path, client_for: ClientFor) -> None:
    name, begun = sent(cast.actor("learner")), new_id()
    assert client_for(cast.learner).get(f"/entries/{begun}/photos/{name}/small").status == 200
    for who in ("mentor", "teacher", "other_learner"):
        client_for(getattr(cast, who)).get(f"/entries/{begun}/photos/{name}/small", 404)


def test_what_the_learner_took_out_again_is_gone_for_the_mentor(
    cast: Cast, handed: Handed, client_for: ClientFor
) -> None:
    submit(cast, handed.entry_id, base_rev=1)
    for url in handed.all:
        client_for(cast.mentor).get(url, 404)
        client_for(cast.learner).get(url)


@pytest.mark.parametrize(
    ("state", "statuses"),
    [(EntryState.DRAFT, (404, 404, 404)), (EntryState.HELD, (404, 200, 404)), (EntryState.APPROVED, (200, 200, 404))],
)
def test_it_follows_the_state_of_the_entry(
    cast: Cast, folder: Path, client_for: ClientFor, state: EntryState, statuses: tuple[int, ...]
) -> None:
    name = sent(cast.actor("learner"))
    entry = entry_in(cast, state, photos={name: {}})
    db.session.commit()
    url = f"/entries/{entry.id}/photos/{name}"
    for who, status in zip(("mentor", "teacher", "guardian"), statuses, strict=True):
        client_for(getattr(cast, who)).get(url, status)


def test_a_mentor_who_rates_first_sees_the_work_and_hears_no_words(
    cast: Cast, handed: Handed, client_for: ClientFor
) -> None:
    with transaction():
        cast.school.blind_first = True
    mentor = client_for(cast.mentor)
    mentor.get(handed.url)
    mentor.get(handed.sound, 404)
    client_for(cast.teacher).get(handed.sound)
    rate(cast, "mentor", round_id_of(handed.entry_id), {"undercut": "reached"}, blind=True)
    mentor.get(handed.sound)


def test_a_sound_is_no_photo_and_a_photo_no_sound(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    learner = client_for(cast.learner)
    learner.get(f"/entries/{handed.entry_id}/photos/{handed.spoken}", 404)
    learner.get(f"/entries/{handed.entry_id}/spoken/{handed.photo}", 404)


@pytest.mark.parametrize(
    "name", ["x", "..%2f..%2fsecret-key", "%2e%2e", "0" * 64, "0" * 4000, "%F0%9F%93%B7", "a%0d%0ab"]
)
def test_made_up_names_are_not_found(cast: Cast, handed: Handed, client_for: ClientFor, name: str) -> None:
    for who in (cast.learner, cast.mentor):
        for tail in (f"photos/{name}", f"photos/{name}/small", f"spoken/{name}"):
            client_for(who).get(f"/entries/{handed.entry_id}/{tail}", 404)


def test_no_cache_keeps_them_and_no_browser_runs_them(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    mentor = client_for(cast.mentor)
    for url in handed.all:
        headers = mentor.get(url).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Content-Encoding" not in headers
    photo, sound = mentor.get(handed.url).headers, mentor.get(handed.sound).headers
    assert photo["Content-Type"] == "image/jpeg" and sound["Content-Type"] == "audio/wav"
    assert photo["Content-Disposition"] == f"inline; filename=foto-{handed.photo[:8]}.jpg"
    assert sound["Content-Disposition"] == f"attachment; filename=notitie-{handed.spoken[:8]}.wav"


def test_a_sound_is_played_in_parts(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    part = client_for(cast.mentor).get(handed.sound, 206, headers={"Range": "bytes=0-1"})
    assert part.response.data == wav()[:2]
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(wav())}" and part.headers["Accept-Ranges"] == "bytes"
    client_for(cast.mentor).get(handed.sound, 416, headers={"Range": "bytes=9999999-"})


def test_a_lost_file_is_not_found(cast: Cast, handed: Handed, client_for: ClientFor) -> None:
    for row in db.session.query(Media):
        storage().delete(row.stored_sha)
    db.session.commit()
    for url in (handed.url, handed.sound):
        client_for(cast.mentor).get(url, 404)
