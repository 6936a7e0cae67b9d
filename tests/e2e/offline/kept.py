"""What is in the phone's own database, read beside the app."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Page

from tests.e2e.offline.waiting import until

RENEWALS = 3
OPEN = """
    const {key} = JSON.parse(localStorage.getItem('logbook') ?? '{"key": "nobody"}');
    const all = (name) => new Promise((resolve, reject) => {
        const request = indexedDB.open(`logbook-${key}`);
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = () => resolve([]);
        request.onsuccess = () => {
            const database = request.result;
            const asked = database.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => { database.close(); resolve(asked.result); };
            asked.onerror = () => reject(asked.error);
        };
    });
"""


def rows(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the rows of a store, without their bytes. A page that comes anew meanwhile is asked once more."""
    found = f"async (name) => {{ {OPEN} return (await all(name)).map(({{bytes, ...row}}) => row); }}"
    for _page_of_before in range(RENEWALS):
        try:
            return list(page.evaluate(found, name))
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
            page.wait_for_load_state()
    return list(page.evaluate(found, name))


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
    page.evaluate(MAKE, [key, recorded])
