"""What the school cannot take as it is comes back to the person who wrote it, with nothing lost."""

from uuid import UUID

from playwright.sync_api import expect

from logbook.core import clock
from logbook.core.unit_of_work import transaction
from logbook.entries.models import ErasedEntry
from logbook.extensions import db
from logbook.web.phone_words import WORDS
from tests.e2e.asking import ask
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, on_a_day_to_come, received, saved, take_photo, taken_over

DURATION = """async (address) => {
    const answer = await fetch(address);
    const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(await answer.arrayBuffer());
    return sound.duration;
}"""


def test_refused_content_opens_with_the_message_beside_its_field(pick: Pick, campus: Campus) -> None:
    phone = pick("learner18")
    phone.expected.add(422)
    page = begin(phone)
    take_photo(page)
    on_a_day_to_come(page)
    with campus.away():
        hand_in(page)
        saved(page)
    page = phone.reopen("/outbox")
    expect(page.locator("[data-chip]")).to_have_count(0)
    page.get_by_role("button", name=WORDS["correct"]).tap()
    taken_over(page)
    expect(page.locator("#f-date-error")).to_be_visible()
    expect(page.locator(".face img")).to_have_count(1)
    expect(page.locator("[name=stage][value=coaching]")).to_be_checked()
    page.locator("[name=date]").fill("2026-11-20")
    hand_in(page)
    received(page)
    (revision,) = campus.revisions("learner18")
    assert len(revision.photos) == 1 and not kept.rows(page, "quarantine") and not kept.ops(page)


def test_what_the_school_erased_goes_here_too_and_is_told(pick: Pick, campus: Campus) -> None:
    phone = pick("learner19")
    phone.expected.add(410)
    page = begin(phone)
    take_photo(page)
    with campus.away():
        hand_in(page)
        saved(page)
        (op,) = kept.rows(page, "outbox")
        with campus.reading("learner19") as learner, transaction():
            entry_id = UUID(op["thing"].removeprefix("entry:"))
            db.session.add(
                ErasedEntry(entry_id=entry_id, learner_id=learner, sha=op["sha"], ground="asked", erased_at=clock.now())
            )
    phone.send()
    expect(page.locator("#saved")).to_contain_text(WORDS["ended_erased"])
    assert not kept.ops(page) and not kept.rows(page, "blobs") and not kept.rows(page, "drafts")
    assert campus.taken("learner19") == []


def test_a_spoken_note_is_recorded_without_a_line_and_heard_at_the_school(pick: Pick, campus: Campus) -> None:
    phone = pick("learner20")
    page = begin(phone)
    phone.cut()
    page.locator("[data-record]").tap()
    expect(page.locator("[data-record]")).to_have_text("Stop 0:01")
    page.locator("[data-record]").tap()
    expect(page.get_by_role("button", name="Beluister: Opname 1")).to_be_visible()
    hand_in(page)
    saved(page)
    phone.mend()
    received(page)
    page.locator("#saved a", has_text=WORDS["look"]).tap()
    address = page.locator("audio.spoken").get_attribute("src")
    assert ask(page, DURATION, address) > 0
