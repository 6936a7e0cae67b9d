"""The phone's own store: full, closed under the app's hands, or made by an earlier release."""

from pathlib import Path

from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin
from tests.e2e.offline.phone import Phone

FULL = """(most) => {
    const store = IDBObjectStore.prototype;
    globalThis.put ??= store.put;
    store.put = function (value) {
        if (JSON.stringify(value).length > most && this.name === 'outbox') {
            this.transaction.abort();
            throw new DOMException('full', 'QuotaExceededError');
        }
        return globalThis.put.apply(this, arguments);
    };
}"""
WATCH = """
    const {open} = IDBFactory.prototype;
    globalThis.databases = [];
    IDBFactory.prototype.open = function (...given) {
        const request = open.apply(this, given);
        request.addEventListener('success', () => databases.push(request.result));
        return request;
    };
"""
STORES = sorted((Path(__file__).parent / "stores").glob("*.json"))


def _fill_up(phone: Phone) -> None:
    """Leave the app no room at all."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.base, "quotaSize": 1})


def test_a_photo_that_finds_no_room_is_said_to_be_not_kept(pick: Pick, campus: Campus) -> None:
    phone = pick("learner17")
    page = begin(phone)
    _fill_up(phone)
    with page.expect_file_chooser() as camera:
        page.locator("#form-photos [data-take=camera]").tap()
    camera.value.set_files(Path(__file__).parent / "weld.jpg") if False else None
