// @ts-check
/**
 * Before anything is sent: is this the school, is it the right person, and is it the same school as last time? A school
 * restored from a backup has another epoch; the phone then asks what it still knows and queues the rest again.
 */

import { localTime } from "./ids.js";
import { done } from "./store.js";
import * as calls from "./calls.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Received} Received */
/** @typedef {"here" | "offline" | "signed_out" | "other_person" | "update"} Identity */

const MEMORY = 14 * 24 * 3600 * 1000;
const AT_ONCE = 200;
const ABSENCES = /** @type {Record<number, Identity>} */ ({ 401: "signed_out", 403: "other_person", 426: "update" });

/**
 * @param {Store} store
 * @param {string[]} keys
 * @returns {Promise<any[]>}
 */
const recall = (store, ...keys) => store.run(["meta"], "readonly", (tx) => Promise.all(
  keys.map(async (key) => (await done(tx.objectStore("meta").get(key)))?.value),
));

/**
 * @param {Store} store
 * @param {Record<string, any>} values
 */
const note = (store, values) => store.run(["meta"], "readwrite", (tx) => {
  for (const [key, value] of Object.entries(values)) tx.objectStore("meta").put({ key, value });
});

/** @param {Store} store */
async function waiting(store) {
  const ops = await store.run(["outbox", "quarantine"], "readonly", (tx) => Promise.all(
    [tx.objectStore("outbox"), tx.objectStore("quarantine")].map((each) => done(each.getAll())),
  ));
  const saved = ops.flat().map((op) => op.saved_at).sort();
  return { waiting: saved.length, oldest: saved[0] ?? null };
}

/**
 * @param {Store} store
 * @returns {Promise<Identity>} "here": this person, at a school that knows what it received
 */
export async function identify(store) {
  const [id, epoch] = await recall(store, "store", "epoch");
  const { status, type, body } = await calls.ping(store.userKey, { ...await waiting(store), store: id });
  const json = type.includes("json") && body !== null && typeof body === "object";
  if (json && status in ABSENCES) return ABSENCES[status];
  if (!json || status !== 200 || body.app !== "logbook") return "offline";
  if (body.user_key !== store.userKey) return "other_person";
  if (epoch && epoch !== body.server_epoch && !await reconcile(store)) return "offline";
  await note(store, { epoch: body.server_epoch, last_ping: localTime(), ...(body.lost > 0 ? { lost: body.lost } : {}) });
  return "here";
}

/**
 * @param {Store} store
 * @returns {Promise<boolean>} whether the school told about everything
 */
async function reconcile(store) {
  const receipts = await store.run(["receipts"], "readonly", (tx) => done(tx.objectStore("receipts").getAll()));
  const recent = receipts.filter((each) => each.receipt && each.sent && age(each) < MEMORY);
  const unknown = [];
  for (let from = 0; from < recent.length; from += AT_ONCE) {
    const asked = recent.slice(from, from + AT_ONCE);
    const { status, body } = await calls.statusOf(store.userKey, asked.map(({ op_id }) => op_id));
    if (status !== 200 || !body?.ops) return false;
    unknown.push(...asked.filter(({ op_id }) => body.ops[op_id] === "unknown"));
  }
  await queueAgain(store, unknown);
  return true;
}

/** @param {Received} received */
export const age = (received) => Date.now() - Date.parse(received.received_at);

/**
 * @param {Store} store
 * @param {Received[]} unknown
 */
const queueAgain = (store, unknown) => store.run(["outbox", "receipts", "blobs"], "readwrite", async (tx) => {
  for (const { op_id, sent } of unknown) {
    tx.objectStore("outbox").put({ ...sent, refused: 0 });
    tx.objectStore("receipts").delete(op_id);
  }
  for (const picture of await done(tx.objectStore("blobs").getAll())) tx.objectStore("blobs").put({ ...picture, stored: "" });
});
