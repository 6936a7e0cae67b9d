// @ts-check
/** Only one page of this phone sends: by the browser's own lock, or where there is none by a lease in the database. */

import { done } from "./store.js";

const LEASE = 240_000; // longer than one photo may take
const me = crypto.randomUUID();

/**
 * @param {import("./store.js").Store} store
 * @param {() => Promise<void>} work
 */
export async function alone(store, work) {
  if (navigator.locks) return navigator.locks.request(`logbook-sender-${store.userKey}`, work);
  if (!await lease(store, LEASE)) return undefined;
  try {
    return await work();
  } finally {
    await lease(store, 0);
  }
}

/**
 * @param {import("./store.js").Store} store
 * @param {number} period milliseconds; 0 gives it back
 * @returns {Promise<boolean>} whether it is this page's
 */
const lease = (store, period) => store.run(["meta"], "readwrite", async (tx) => {
  const held = (await done(tx.objectStore("meta").get("lease")))?.value;
  if (held && held.by !== me && held.until > Date.now()) return false;
  tx.objectStore("meta").put({ key: "lease", value: { by: me, until: Date.now() + period } });
  return true;
});
