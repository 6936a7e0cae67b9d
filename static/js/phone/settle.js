// @ts-check
/** The last thing before an op's first journey: on which revision it was made. After that its body never changes. */

import { localTime, sha256Hex } from "./ids.js";
import { done } from "./store.js";

/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Received} Received */

/**
 * Say which revision of a thing is current as far as this phone's own receipts tell: one that was applied is, one that
 * was held is as long as nothing else came before it, and one that was filed beside the current one is not.
 * @param {Received[]} receipts of one thing
 * @returns {number} 0 when nothing is known
 */
export function revisionOf(receipts) {
  const known = receipts.flatMap(({ receipt }) => (receipt ? [receipt] : [])).sort((one, other) => one.rev - other.rev);
  let current = 0;
  let held = true;
  for (const { rev, verdict } of known) {
    held &&= verdict === "held";
    if (verdict === "applied" || held) current = rev;
  }
  return current;
}

/**
 * @param {import("./store.js").Store} store
 * @param {Op} op
 * @returns {Promise<Op>} as it is from now on: frozen, and counted as tried once more
 */
export async function settle(store, op) {
  if (op.first_attempt_at) return keep(store, { ...op, tries: op.tries + 1 });
  const receipts = await store.run(["receipts"], "readonly", (tx) => done(tx.objectStore("receipts").getAll()));
  const envelope = JSON.parse(op.body);
  const known = revisionOf(receipts.filter(({ thing }) => thing === op.thing));
  const base_rev = Math.max(envelope.base_rev, known);
  if (base_rev === envelope.base_rev) return keep(store, { ...op, first_attempt_at: localTime(), tries: 1 });
  const body = JSON.stringify({ ...envelope, base_rev });
  return keep(store, { ...op, body, sha: await sha256Hex(body), first_attempt_at: localTime(), tries: 1 });
}

/**
 * @param {import("./store.js").Store} store
 * @param {Op} op
 * @returns {Promise<Op>}
 */
async function keep(store, op) {
  await store.run(["outbox"], "readwrite", (tx) => { tx.objectStore("outbox").put(op); });
  return op;
}
