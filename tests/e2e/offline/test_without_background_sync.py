"""Saved without a line, loaded anew, sent later: in every engine at hand, without the help of Background Sync."""

import base64
import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import FRIDAY
from tests.e2e import webkit
from tests.e2e.engines import ENGINES, Engine
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.deeds import weld
from tests.e2e.offline.waiting import until
from tests.factories import WELDING

LEARNER = {"Chromium": "learner5", "WebKitGTK": "learner6"}
STATES = "document.querySelector('#entry-form')?.dataset.draftState"
# The engines have no camera of their own to drive: the picker's file comes from the page.
TAKE_PHOTO = """
    const bytes = Uint8Array.from(atob(%s), (each) => each.charCodeAt(0));
    const { add } = await import(document.querySelector('script[type=module]').src.replace('app.js', 'phone/photos.js'));
    const form = document.querySelector('#entry-form');
    await add(form, [new File([bytes], 'weld.jpg', {type: 'image/jpeg'})], form.querySelector('#form-photos [data-take]'));
    return document.querySelectorAll('.face').length;
"""
OUTBOX = """
    const {key} = JSON.parse(localStorage.getItem('logbook'));
    const request = indexedDB.open(`logbook-${key}`);
    const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const all = database.transaction('%s').objectStore('%s').getAll();
    const rows = await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
    database.close();
    return rows.map(({op_id = '', bytes}) => ({op_id, plain: bytes instanceof ArrayBuffer}));
"""


@pytest.fixture(params=["Chromium", "WebKitGTK"])
def engine(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[str, Engine]]:
    """Return a browser without Background Sync; Chromium again where the other one is not on this machine."""
    with ENGINES.get(request.param, ENGINES["Chromium"])(browser) as window:
        yield request.param, window
