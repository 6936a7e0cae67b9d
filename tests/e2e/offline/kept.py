"""What is in the phone's own database, read beside the app."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.e2e.asking import ask
from tests.e2e.offline.waiting import until

ALL = """async (name) => {
    const {key} = JSON.parse(localStorage.getItem('logbook') ?? '{"key": "nobody"}');
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open(`logbook-${key}`);
    opening.onupgradeneeded = () => opening.transaction.abort();  // making it is for the app
    const database = await done(opening).catch(() => null);
    try {
        const found = database ? await done(database.transaction(name).objectStore(name).getAll()) : [];
        return found.map(({bytes, ...row}) => row);
    } finally {
        database?.close();
    }
}"""


def rows(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the rows of a store, without their bytes."""
    return list(ask(page, ALL, name))


def wait(page: Page, name: str, condition: Callable[[list[dict[str, Any]]], object]) -> None:
    """Wait until what a store holds is as it should be."""
    until(lambda: condition(rows(page, name)))


def ops(page: Page) -> list[str]:
    """Return the ids of what waits, in the order of saving."""
    return [row["op_id"] for row in sorted(rows(page, "outbox"), key=lambda row: int(row["seq"]))]


def receipts(page: Page) -> dict[str, dict[str, Any]]:
    """Return the school's word for each op that it received."""
    return {row["op_id"]: row["receipt"] for row in rows(page, "receipts") if row["receipt"]}


# A store as a release made it: its version, the key and the index of each part, and the rows of each part.
MAKE = """async ([key, {version, keys, indexes, stores}]) => {
    const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer;
    const request = indexedDB.open(`logbook-${key}`, version);
    request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(keys)) {
            const store = request.result.createObjectStore(name, {keyPath});
            if (indexes[name]) store.createIndex(indexes[name], indexes[name]);
            for (const row of stores[name]) store.put(row.base64 ? {...row, bytes: bytes(row.base64)} : row);
        }
    };
    await new Promise((resolve, reject) => { request.onsuccess = resolve; request.onerror = reject; });
    request.result.close();
}"""


def make(page: Page, key: str, recorded: dict[str, Any]) -> None:
    """Put a store on the phone as an earlier release left it."""
    ask(page, MAKE, [key, recorded])
