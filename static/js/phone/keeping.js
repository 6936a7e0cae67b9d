// @ts-check
/** Photos and spoken notes on this phone: kept in one transaction with the draft that names them, and let go with it. */

import { picturesIn, read } from "./form-data.js";
import { localTime } from "./ids.js";
import { storeHere } from "./person.js";
import { done } from "./store.js";

/** @typedef {import("./types.js").Picture} Picture */

const NAMED_IN = /** @type {const} */ (["outbox", "quarantine", "receipts"]);

/**
 * @param {HTMLFormElement} form
 * @returns {import("./types.js").Draft}
 */
function draftOf(form) {
  const { thing = form.id, title = "" } = form.dataset;
  const path = location.pathname + location.search;
  return { thing, path, title, pairs: read(form), saved_at: localTime(), synced: false };
}

/**
 * Keep what the form names since now.
 * @param {HTMLFormElement} form
 * @param {Pick<Picture, "sha" | "type" | "bytes" | "kind">} picture
 * @returns {Promise<void>} once it is on the disk
 * @throws {import("./store.js").StoreFull | import("./store.js").StoreClosed}
 */
export async function keep(form, picture) {
  const store = await storeHere();
  const draft = draftOf(form); // read last, as the draft's own module does: the later write is the newer one
  await store.run(["drafts", "blobs"], "readwrite", async (tx) => {
    const blobs = tx.objectStore("blobs");
    if (!await done(blobs.getKey(picture.sha))) blobs.put({ ...picture, saved_at: localTime(), stored: "" });
    tx.objectStore("drafts").put(draft);
  });
}

/**
 * @param {IDBTransaction} tx
 * @param {string} sha
 * @returns {Promise<boolean>} whether a draft, or something that was handed in, names it
 */
export async function isNamed(tx, sha) {
  /** @type {import("./types.js").Draft[]} */
  const drafts = await done(tx.objectStore("drafts").getAll());
  const all = await Promise.all(NAMED_IN.map((name) => done(tx.objectStore(name).getAll())));
  return drafts.some(({ pairs }) => picturesIn(pairs).includes(sha))
    || all.flat().some((each) => (each.sent ?? each).photos?.includes(sha));
}

/**
 * The form no longer names it: gone from this phone, unless something else does.
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
export async function letGo(form, sha) {
  const store = await storeHere();
  const draft = draftOf(form); // without it by now
  await store.run(["drafts", "blobs", ...NAMED_IN], "readwrite", async (tx) => {
    tx.objectStore("drafts").put(draft);
    if (!await isNamed(tx, sha)) tx.objectStore("blobs").delete(sha);
  });
}

/**
 * @param {string} sha
 * @returns {Promise<Blob | null>} what this phone has under that name
 */
export async function fetchKept(sha) {
  try {
    const store = await storeHere();
    /** @type {Picture | undefined} */
    const found = await store.run(["blobs"], "readonly", (tx) => done(tx.objectStore("blobs").get(sha)));
    return found ? new Blob([found.bytes], { type: found.type }) : null;
  } catch {
    return null;
  }
}
