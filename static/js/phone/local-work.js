// @ts-check
/** What was begun or handed in on this phone and is not at the school: where it can be filled in further. */

import { done } from "./store.js";

/** @typedef {{thing: string, title: string, path: string, pairs: import("./types.js").Pairs, saved_at: string}} Work */

/**
 * @param {import("./store.js").Store} store
 * @returns {Promise<Work[]>} newest first
 */
export async function localWork(store) {
  const [drafts, ops, refused] = await store.run(["drafts", "outbox", "quarantine"], "readonly", (tx) => Promise.all(
    ["drafts", "outbox", "quarantine"].map((name) => done(tx.objectStore(name).getAll())),
  ));
  return [...drafts, ...refused, ...ops].sort((one, other) => other.saved_at.localeCompare(one.saved_at));
}

/**
 * @param {Work} work
 * @param {string} name
 */
export const valueIn = ({ pairs }, name) => pairs.find(([each]) => each === name)?.[1] ?? "";

/** The entry that a piece of work is about, or empty. @param {Work} work */
export const entryOf = ({ thing }) => (thing.startsWith("entry:") ? thing.slice("entry:".length) : "");
