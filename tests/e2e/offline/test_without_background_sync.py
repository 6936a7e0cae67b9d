"""Saved without a line, loaded anew, sent later: in every engine at hand, without the help of Background Sync."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from logbook.core.ids import new_id
from logbook.web.phone_words import WORDS
from tests.e2e import webkit
from tests.e2e.engines import ENGINES, Engine
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.deeds import weld
from tests.e2e.offline.waiting import until
from tests.factories import WELDING

LEARNERS = {"Chromium": "learner1", "WebKitGTK": "learner2"}
CONTROLLED = "navigator.serviceWorker.controller"
# A picker is the one thing that no driver opens in both engines: the form gets the file as from its picker.
TAKE_PHOTO = """
    const bytes = Uint8Array.from(atob('%s'), (each) => each.charCodeAt(0));
    const app = document.querySelector('script[type=module]').src;
    const { add } = await import(app.replace('app.js', 'phone/photos.js'));
    const form = document.querySelector('#entry-form');
    const file = new File([bytes], 'weld.jpg', {type: 'image/jpeg'});
    await add(form, [file], form.querySelector('#form-photos [data-take]'));
"""
ROWS = """
    const {key} = JSON.parse(localStorage.getItem('logbook'));
    const request = indexedDB.open(`logbook-${key}`);
    const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const all = database.transaction('%s').objectStore('%s').getAll();
    const rows = await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
    database.close();
    return rows.map(({op_id = '', bytes}) => ({op_id, plain: bytes instanceof ArrayBuffer}));
"""


def _rows(engine: Engine, store: str) -> list[dict[str, Any]]:
    return list(engine.run(ROWS % (store, store)))


def _begin(engine: Engine, campus: Campus, handle: str) -> None:
    """Sign in, and begin an entry with a photo on a phone that has the app."""
    engine.go(f"{campus.address}/sign-in/demo")
    engine.tap(f"button[value={handle}]")
    engine.wait("location.pathname === '/today'")
    engine.wait(CONTROLLED)
    engine.go(f"{campus.address}/entries/{new_id()}?sheet={WELDING}")
    engine.wait("document.querySelector('form[data-taken]')")
    engine.tap("#entry-form [name=stage][value=coaching]")
    engine.run(TAKE_PHOTO % base64.b64encode(weld(1)).decode())
    engine.wait("document.querySelectorAll('.face').length === 1")


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # of Selenium in itself
@pytest.mark.parametrize("name", LEARNERS)
def test_saved_without_a_line_loaded_anew_and_sent_once(
    browser: Browser, campus: Campus, name: str, record_property: Callable[[str, object], None]
) -> None:
    handle = LEARNERS[name]
    if name not in ENGINES:
        record_property(name, webkit.MISSING)
    campus.from_now_on(handle)
    with ENGINES.get(name, ENGINES["Chromium"])(browser) as engine:
        _begin(engine, campus, handle)
        with campus.away():
            engine.tap("button[form=entry-form]")
            engine.wait(f"document.querySelector('#saved')?.textContent.includes('{WORDS['on_phone']}')")
            (op,), pictures = _rows(engine, "outbox"), _rows(engine, "blobs")
            assert [each["plain"] for each in pictures] == [True]
            engine.go(f"{campus.address}/outbox")
            engine.wait("document.querySelectorAll('#outbox-screen .row').length === 1")
            assert _rows(engine, "outbox") == [op] and _rows(engine, "blobs") == pictures
        engine.run("document.dispatchEvent(new CustomEvent('logbook:send'))")
        until(lambda: _rows(engine, "receipts"))
        assert _rows(engine, "outbox") == []
    assert campus.taken(handle) == [op["op_id"]] and len(campus.revisions(handle)[0].photos) == 1
