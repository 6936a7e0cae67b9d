"""What was saved survives what ends suddenly: a tab, a server, a browser; and two tabs send each thing once."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, received, saved, take_photo
from tests.e2e.offline.disk import kill, phone_on_disk
from tests.e2e.offline.waiting import until


def test_a_tab_that_is_closed_while_the_school_answers(pick: Pick, campus: Campus) -> None:
    phone = pick("learner2")
    page = begin(phone)
    with campus.holding_its_answers():
        hand_in(page)
        until(lambda: campus.revisions("learner2"))
        (op,) = kept.ops(page)
        page = phone.reopen("/outbox")
        assert kept.ops(page) == [op]
    kept.wait(page, "receipts", any)
    assert campus.taken("learner2") == [op] and kept.ops(page) == []


def test_a_server_that_dies_between_its_commit_and_its_answer(pick: Pick, campus: Campus) -> None:
    page = begin(pick("learner3"))
    campus.die_after_the_next_commit()
    hand_in(page)
    received(page)
    assert campus.taken("learner3") == list(kept.receipts(page))


def test_a_browser_that_is_killed_right_after_it_said_saved(browser: Browser, campus: Campus, tmp_path: Path) -> None:
    phone = phone_on_disk(browser, campus, tmp_path, "learner4")
    page = begin(phone)
    take_photo(page)
    with campus.away():
        hand_in(page)
        saved(page)
        kill(tmp_path)
    phone = phone_on_disk(browser, campus, tmp_path, "learner4")
    page = phone.go("/today")
    kept.wait(page, "receipts", any)
    assert campus.taken("learner4") == list(kept.receipts(page))
    assert len(campus.revisions("learner4")[0].photos) == 1
    phone.close()


def test_two_tabs_that_wake_at_once_send_each_thing_once(pick: Pick, campus: Campus) -> None:
    phone = pick("learner5")
    sent: list[str] = []
    phone.context.on("request", lambda request: sent.append(request.url) if "/ops/" in request.url else None)
    first = begin(phone)
    phone.page = phone.new_page()
    second = begin(phone)
    phone.cut()
    hand_in(first)
    hand_in(second)
    both = kept.ops(first)
    phone.mend()
    received(first)
    received(second)
    assert campus.taken("learner5") == both
    assert [url.rsplit("/", 1)[1] for url in sent] == both
