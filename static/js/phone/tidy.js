// @ts-check
/** What the phone no longer needs: receipts after two weeks, and pictures that nothing names any more. */

import { picturesIn } from "./form-data.js";
import { age } from "./identity.js";
import { done } from "./store.js";

const MEMORY = 14 * 24 * 3600 * 1000;
const DAY = 24 * 3600 * 1000; // a picture that was just taken is in no draft yet

/**
 * A draft that the school has by its words still names photos that go there only when it is handed in.
 * @param {import("./types.js").Draft} draft
 * @param {import("./types.js").Picture[]} pictures of this phone
 * @returns {boolean} whether something of it is nowhere but here
 */
export const onlyHere = ({ synced, pairs }, pictures) => {
  const named = picturesIn(pairs);
  return !synced || pictures.some(({ sha, stored }) => !stored && named.includes(sha));
};

/** @param {import("./store.js").Store} store */
export const tidy = (store) => store.run(["drafts", "outbox", "quarantine", "receipts", "blobs"], "readwrite", async (tx) => {
  /** @param {string} name */
  const rows = (name) => done(tx.objectStore(name).getAll());
  const [receipts, drafts, ops, quarantine] = await Promise.all(["receipts", "drafts", "outbox", "quarantine"].map(rows));
  const [old, recent] = [receipts.filter((each) => age(each) > MEMORY), receipts.filter((each) => age(each) <= MEMORY)];
  for (const { op_id } of old) tx.objectStore("receipts").delete(op_id);
  const pictures = await rows("blobs");
  const past = drafts.filter((draft) => Date.now() - Date.parse(draft.saved_at) > MEMORY && !onlyHere(draft, pictures));
  for (const { thing } of past) tx.objectStore("drafts").delete(thing);
  const sent = recent.flatMap((each) => (each.sent ? [each.sent] : []));
  const named = new Set([...ops, ...quarantine, ...sent].flatMap(({ photos }) => photos));
  for (const { pairs } of drafts) picturesIn(pairs).forEach((sha) => named.add(sha));
  for (const { sha, saved_at } of pictures) {
    if (!named.has(sha) && Date.now() - Date.parse(saved_at) > DAY) tx.objectStore("blobs").delete(sha);
  }
});

/**
 * Ask the browser not to throw this away when room gets short, once there is something, and remember what it said.
 * @param {import("./store.js").Store} store
 */
export async function askToKeep(store) {
  const saved = await store.run(["meta"], "readonly", (tx) => done(tx.objectStore("meta").getKey("seq")));
  const kept = await navigator.storage?.persisted?.() ?? false;
  const value = kept || (saved !== undefined && await navigator.storage?.persist?.()) || false;
  await store.run(["meta"], "readwrite", (tx) => { tx.objectStore("meta").put({ key: "persisted", value }); });
}
