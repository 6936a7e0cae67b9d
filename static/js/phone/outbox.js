// @ts-check
/**
 * What was handed in and is not at the school yet. Saving is one transaction; what it resolved for is on the disk.
 *
 * Each save is an op of its own, also when an earlier one of the same thing was never sent: what the screen called saved
 * is then only ever removed for a receipt. The revision that an op is made on is settled when it is first sent, for only
 * then is known which revision the person's own earlier op became (`settle`).
 */

import { announce, doing, subscribe } from "./events.js";
import { localTime } from "./ids.js";
import { intention } from "./intention.js";
import { storeHere } from "./person.js";
import { done } from "./store.js";

/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Quarantined} Quarantined */
/** @typedef {import("./types.js").Received} Received */
/** @typedef {import("./intention.js").Intention} Intention */

export { subscribe };

/** A photo of the form is not on this phone: the form keeps it on the screen. */
export class PhotoGone extends Error {}

/**
 * Save what a form holds: op in, draft out, and what the same thing had in quarantine is replaced.
 * @param {HTMLFormElement | Intention} given
 * @param {HTMLElement | null} [submitter]
 * @returns {Promise<Op>} once it is on the disk
 * @throws {PhotoGone | import("./store.js").StoreFull | import("./store.js").StoreClosed}
 */
export async function save(given, submitter = null) {
  const { stored, ...intended } = given instanceof HTMLFormElement ? await intention(given, submitter) : given;
  const store = await storeHere();
  const op = await store.run(["drafts", "outbox", "blobs", "quarantine", "receipts", "meta"], "readwrite", async (tx) => {
    const missing = intended.photos.filter((sha) => !stored.includes(sha));
    // All asked at once: each question on its own is a journey to the disk and back that somebody waits for.
    const [seq] = await Promise.all([nextSeq(tx), checkPhotos(tx, missing), replaceQuarantined(tx, intended.thing)]);
    const saved = { ...intended, seq };
    tx.objectStore("outbox").put(saved);
    tx.objectStore("drafts").delete(saved.thing);
    return saved;
  });
  announce();
  return op;
}

/**
 * @param {IDBTransaction} tx
 * @param {string[]} shas
 */
async function checkPhotos(tx, shas) {
  const keys = await Promise.all(shas.map((sha) => done(tx.objectStore("blobs").getKey(sha))));
  const gone = shas.find((_sha, place) => !keys[place]);
  if (gone) throw new PhotoGone(gone);
}

/** @param {IDBTransaction} tx */
async function nextSeq(tx) {
  const meta = tx.objectStore("meta");
  const value = ((await done(meta.get("seq")))?.value ?? 0) + 1;
  meta.put({ key: "seq", value });
  return value;
}

/**
 * @param {IDBTransaction} tx
 * @param {string} thing
 */
async function replaceQuarantined(tx, thing) {
  for (const { problem, ...op } of await done(tx.objectStore("quarantine").getAll())) {
    if (op.thing !== thing) continue;
    tx.objectStore("receipts").put(ended(op, "replaced"));
    tx.objectStore("quarantine").delete(op.op_id);
  }
}

/**
 * @param {Op} op
 * @param {"replaced" | "erased"} how
 * @returns {Received}
 */
export function ended(op, how) {
  const { op_id, thing, title, path } = op;
  return { op_id, thing, title, path, receipt: null, ended: how, sent: how === "replaced" ? op : null, received_at: localTime() };
}

/** @returns {Promise<{ops: Op[], quarantine: Quarantined[], receipts: Received[]}>} in the order of saving; newest receipt first */
export async function list() {
  const store = await storeHere();
  return store.run(["outbox", "quarantine", "receipts"], "readonly", async (tx) => {
    const [ops, quarantine, receipts] = await Promise.all([
      done(tx.objectStore("outbox").index("seq").getAll()),
      done(tx.objectStore("quarantine").getAll()),
      done(tx.objectStore("receipts").getAll()),
    ]);
    return { ops, quarantine, receipts: receipts.sort((one, other) => other.received_at.localeCompare(one.received_at)) };
  });
}

/** @returns {Promise<number>} how many ops the school knew of and this phone threw away */
async function lost() {
  const store = await storeHere();
  return store.run(["meta"], "readonly", async (tx) => (await done(tx.objectStore("meta").get("lost")))?.value ?? 0);
}

/** @returns {Promise<{waiting: number, oldest: string | null, quarantine: number, sending: boolean, blocked: string, lost: number}>} */
export async function state() {
  const { ops, quarantine } = await list();
  const oldest = [...ops, ...quarantine].map((op) => op.saved_at).sort()[0] ?? null;
  const blocked = doing.blocked || (navigator.onLine ? "" : "offline");
  return { waiting: ops.length, oldest, quarantine: quarantine.length, sending: doing.sending !== "", blocked, lost: await lost() };
}

/** @returns {Promise<number>} how many ops are not at the school */
export async function count() {
  const { waiting, quarantine } = await state();
  return waiting + quarantine;
}

/**
 * Delete what the person does not want to send any more.
 * @param {string} opId of an op in quarantine
 */
export async function discard(opId) {
  const store = await storeHere();
  await store.run(["quarantine"], "readwrite", (tx) => { tx.objectStore("quarantine").delete(opId); });
  announce();
}

/**
 * Let an op that needed the person be sent as it is, once more.
 * @param {string} opId
 */
export async function again(opId) {
  const store = await storeHere();
  await store.run(["quarantine", "outbox"], "readwrite", async (tx) => {
    const found = await done(tx.objectStore("quarantine").get(opId));
    if (!found) return;
    const { problem, ...op } = found;
    tx.objectStore("outbox").put({ ...op, refused: 0 });
    tx.objectStore("quarantine").delete(opId);
  });
  announce();
}
