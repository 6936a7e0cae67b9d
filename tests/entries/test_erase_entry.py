"""An entry is erased: its words and ratings are gone, a stone stays, and the sums forget it."""

from collections.abc import Callable

import pytest

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import Gone, NotFound, NotPermitted
from logbook.core.ids import new_id
from logbook.core.roles import Rater
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Assessment, Draft, Entry, EntryRevision, ErasedEntry, Op, Round
from logbook.entries.services import SaveDraft, check, erase_entry, save_draft
from logbook.extensions import db
from logbook.media.models import Media
from tests.entries.work import deeds, rate, round_id_of, submit, weekly
from tests.factories import Cast

SHARED, OWN = "a" * 64, "b" * 64
Erase = Callable[..., list[str]]


@pytest.fixture
def erase(cast: Cast) -> Erase:
    """Return a function that lets the school's coordinator (or another) erase an entry."""

    def erase(entry_id: object, who: str = "coordinator") -> list[str]:
        with transaction():
            return erase_entry(cast.actor(who), entry_id, "request")  # type: ignore[arg-type]

    return erase


def _store(owner: Actor, *shas: str) -> None:
    with transaction():
        for sha in shas:
            row = Media(owner_id=owner.person_id, sha=sha, kind="photo", type="image/jpeg", stored_sha=sha, size=1)
            row.received_at = clock.now()
            db.session.add(row)


def test_no_word_and_no_rating_is_left(cast: Cast, erase: Erase) -> None:
    entry_id = submit(cast).entry_id
    submit(cast, entry_id, base_rev=1, stage="modelling")
    submit(cast, entry_id, base_rev=1)
    rate(cast, "mentor", round_id_of(entry_id), {"crack_free": "reached"})
    with transaction():
        save_draft(cast.actor("learner"), SaveDraft("entry", entry_id, {"note": "x"}))  # type: ignore[arg-type]
    erase(entry_id)
    assert [db.session.query(each).count() for each in (Entry, EntryRevision, Round, Assessment, Draft)] == [0] * 5
    assert weekly(Rater.LEARNER) is None and weekly(Rater.MENTOR) is None and check() == []
    stone = db.session.query(ErasedEntry).one()
    assert (stone.entry_id, stone.learner_id, stone.ground) == (entry_id, cast.learner.id, "request")
    assert deeds(entry_id)[-1] == ("erase_entry", "submitted", "erased")


def test_its_deeds_keep_their_receipts_and_it_stays_gone(cast: Cast, erase: Erase) -> None:
    receipt = submit(cast)
    erase(receipt.entry_id)
    assert db.session.query(Op).one().id == receipt.op_id
    with pytest.raises(Gone):
        submit(cast, receipt.entry_id)
    with pytest.raises(NotFound):
        submit(cast, receipt.entry_id, actor=cast.actor("other_learner"), placement_id=None)


def test_twice_is_once_and_what_stands_beside_it_stays(cast: Cast, erase: Erase) -> None:
    first, second = submit(cast).entry_id, submit(cast).entry_id
    erase(first)
    assert erase(first) == []
    assert deeds(first)[-1][0] == "erase_entry" and len(deeds(first)) == 2
    assert db.session.query(Entry).one().id == second
    row = weekly(Rater.LEARNER)
    assert row and row.n2 == 2


def test_photos_that_no_other_entry_names_are_free(cast: Cast, erase: Erase) -> None:
    _store(cast.actor("learner"), SHARED, OWN)
    entry_id = submit(cast, photos={SHARED: {}, OWN: {}}).entry_id
    submit(cast, entry_id, base_rev=1)
    submit(cast, photos={SHARED: {}})
    assert erase(entry_id) == [OWN]


@pytest.mark.parametrize("who", ["learner", "mentor", "teacher", "counsellor", "guardian"])
def test_only_the_schools_coordinator_erases(cast: Cast, erase: Erase, who: str) -> None:
    entry_id = submit(cast).entry_id
    with pytest.raises(NotPermitted):
        erase(entry_id, who)
    assert db.session.query(Entry).count() == 1


def test_what_is_not_there_or_another_schools_is_not_found(cast: Cast, erase: Erase) -> None:
    foreign = submit(cast, actor=cast.actor("foreign_learner"), placement_id=None).entry_id
    for entry_id in (foreign, new_id()):
        with pytest.raises(NotFound):
            erase(entry_id)
