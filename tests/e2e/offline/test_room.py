"""The phone's own store: full, closed under the app's hands, or made by an earlier release."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from logbook.web.phone_words import WORDS
from tests.e2e.offline import kept
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, received, saved, show_photo, take_photo
from tests.e2e.offline.phone import Phone
from tests.e2e.offline.waiting import until

WATCH = """
    const {open} = IDBFactory.prototype;
    globalThis.databases = [];
    IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        request.addEventListener('success', () => databases.push(request.result));
        return request;
    };
"""
# No protocol call sets the room of a window that keeps nothing, so the page says it as a full phone does.
FULL = """(full) => {
    globalThis.put ??= IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        if (full) throw new DOMException('no room', 'QuotaExceededError');
        return put.apply(this, given);
    };
}"""
CLOSINGS = {
    "by the browser": "() => databases.forEach((each) => { each.close(); each.dispatchEvent(new Event('close')); })",
    "without a word": "() => databases.forEach((each) => each.close())",
    "for another tab": "() => databases.forEach((each) => each.dispatchEvent(new Event('versionchange')))",
}
STORES = sorted((Path(__file__).parent / "stores").glob("*.json"))


def test_a_photo_that_finds_no_room_is_not_called_kept(pick: Pick) -> None:
    phone = pick("learner17")
    page = begin(phone)
    page.evaluate(FULL, True)
    show_photo(page)
    expect(page.get_by_role("alert")).to_contain_text(WORDS["photo_unkept"])
    expect(page.locator(".face")).to_have_count(0)
    assert kept.rows(page, "blobs") == []


def test_what_finds_no_room_is_not_called_saved_and_stays_on_the_screen(pick: Pick, campus: Campus) -> None:
    phone = pick("learner17")
    page = begin(phone)
    take_photo(page)
    page.evaluate(FULL, True)
    page.locator("button[form=entry-form]").tap()
    told = page.locator("#not-saved")
    expect(told).to_contain_text(WORDS["no_room"])
    expect(told).to_contain_text(WORDS["not_saved"])
    expect(page.locator("#saved")).to_have_count(0)
    expect(page.locator("#entry-form [name=stage][value=coaching]")).to_be_checked()
    with page.expect_download() as download:
        told.get_by_role("button", name=WORDS["download"]).tap()
    copy = json.loads(download.value.path().read_text("utf-8"))
    assert len(copy["not_saved"]["photos"]) == 1 and kept.ops(page) == []
    page.evaluate(FULL, False)
    told.get_by_role("button", name=WORDS["save_without_photos"]).tap()
    received(page)
    (revision,) = campus.revisions("learner17")
    assert revision.photos == []


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_store_that_was_closed_is_opened_again(pick: Pick, campus: Campus, closing: str) -> None:
    phone = pick("learner21")
    phone.page.add_init_script(WATCH)
    page = begin(phone)
    page.evaluate(CLOSINGS[closing])
    with campus.away():
        hand_in(page)
        saved(page)
        (op,) = kept.ops(page)
        page.evaluate(CLOSINGS[closing])
    phone.send()
    received(page)
    assert campus.taken("learner21").count(op) == 1


def _before_the_app(phone: Phone) -> Page:
    """Return a page of the school's address on which the app does not run: it would make a store of its own."""
    address = f"{phone.base}/empty"
    phone.page.route(address, lambda route: route.fulfill(body="<title>-</title>", content_type="text/html"))
    phone.page.goto(address)
    return phone.page


@pytest.mark.parametrize("store", STORES, ids=lambda path: path.stem)
def test_a_store_of_an_earlier_release_keeps_every_record(pick: Pick, campus: Campus, store: Path) -> None:
    phone = pick("learner22")
    phone.expected.add(422)
    recorded: dict[str, Any] = json.loads(store.read_text("utf-8"))
    kept.make(_before_the_app(phone), campus.key_of("learner22"), recorded)
    page = phone.go("/today")
    stores = recorded["stores"]
    (op,) = stores["outbox"]
    until(lambda: op["op_id"] in campus.taken("learner22"))
    assert len(campus.revisions("learner22")[0].photos) == 1
    for name, by in {"quarantine": "op_id", "drafts": "thing", "blobs": "sha"}.items():
        assert {row[by] for row in kept.rows(page, name)} == {row[by] for row in stores[name]}
    assert {row["op_id"] for row in stores["receipts"]} < set(kept.receipts(page))
    assert _of_meta(kept.rows(page, "meta")) == _of_meta(stores["meta"])


def _of_meta(rows: list[dict[str, Any]]) -> Any:
    """Return what tells this store from another."""
    return next(row["value"] for row in rows if row["key"] == "store")
