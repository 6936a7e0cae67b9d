// @ts-check
/** Everything that is on this phone and not at the school, as one file that a person can keep or hand over. */

import { el } from "./dom.js";
import { localTime } from "./ids.js";
import { storeHere } from "./person.js";
import { done } from "./store.js";

const CHUNK = 0x8000;

/**
 * @param {ArrayBuffer} buffer
 * @returns {string}
 */
export function base64(buffer) {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** @returns {Promise<object>} */
async function everything() {
  const store = await storeHere();
  const names = /** @type {const} */ (["outbox", "quarantine", "drafts", "blobs"]);
  const rows = await store.run([...names], "readonly", (tx) => Promise.all(names.map((name) => done(tx.objectStore(name).getAll()))));
  const [outbox, quarantine, drafts, blobs] = rows;
  const photos = blobs.map(({ bytes, ...picture }) => ({ ...picture, base64: base64(bytes) }));
  return { app: "logbook", user_key: store.userKey, exported_at: localTime(), outbox, quarantine, drafts, photos };
}

/** @param {object} content */
export function download(content) {
  const file = new Blob([JSON.stringify(content, null, 1)], { type: "application/json" });
  const href = URL.createObjectURL(file);
  el("a", { href, download: `logbook-${localTime().slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

export const downloadAll = async () => download(await everything());
