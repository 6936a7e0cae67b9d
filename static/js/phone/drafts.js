// @ts-check
/** What is being filled in is on the phone at every tap, and comes back when the page does. */

import { announce } from "./events.js";
import { fill, read } from "./form-data.js";
import { localTime } from "./ids.js";
import { closesAt, isLocked, keyOfPage, storeHere } from "./person.js";
import { showErrors } from "./form-errors.js";
import { errorsOf } from "./receipts.js";
import { done } from "./store.js";
import { words } from "./words.js";

/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Quarantined} Quarantined */

/** @type {WeakMap<HTMLFormElement, Promise<Draft | null>>} writes that have not begun: they will read the form as it is then */
const queued = new WeakMap();
/** @type {WeakMap<HTMLFormElement, Promise<unknown>>} */
const last = new WeakMap();
/** @type {WeakSet<HTMLFormElement>} */
const handedIn = new WeakSet();

/**
 * Keep what the form holds now.
 * @param {HTMLFormElement} form
 * @returns {Promise<Draft | null>} what is on the disk; null when the form was handed in meanwhile
 */
export function keep(form) {
  const already = queued.get(form);
  if (already) return already;
  const before = last.get(form) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(() => { queued.delete(form); return write(form); });
  queued.set(form, turn);
  last.set(form, turn);
  return turn;
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Draft | null>}
 */
async function write(form) {
  if (handedIn.has(form)) return null;
  const { thing = "", title = "" } = form.dataset;
  const path = location.pathname + location.search;
  const draft = { thing, path, title, pairs: read(form), saved_at: localTime(), synced: false };
  const store = await storeHere();
  await store.run(["drafts"], "readwrite", (tx) => { tx.objectStore("drafts").put(draft); });
  return draft;
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} yes whether what it holds is an op now: nothing is to be kept as a draft after that
 */
export async function setHandedIn(form, yes) {
  if (yes) handedIn.add(form);
  else handedIn.delete(form);
  await last.get(form)?.catch(() => undefined);
}

/**
 * The school has these very words too.
 * @param {Draft} draft
 */
export async function markSynced(draft) {
  const store = await storeHere();
  await store.run(["drafts"], "readwrite", async (tx) => {
    const now = await done(tx.objectStore("drafts").get(draft.thing));
    const same = now && JSON.stringify(now.pairs) === JSON.stringify(draft.pairs);
    if (same) tx.objectStore("drafts").put({ ...now, synced: true });
  });
}

/** @returns {Promise<Draft[]>} newest first */
export async function all() {
  const store = await storeHere();
  const drafts = await store.run(["drafts"], "readonly", (tx) => done(tx.objectStore("drafts").getAll()));
  return drafts.sort((one, other) => other.saved_at.localeCompare(one.saved_at));
}

/** @param {string} thing whose draft the person does not want any more */
export async function drop(thing) {
  const store = await storeHere();
  await store.run(["drafts"], "readwrite", (tx) => { tx.objectStore("drafts").delete(thing); });
  announce();
}

/**
 * Put into the form what this phone holds and the page does not show: a draft, or what was handed in and waits here.
 * @param {HTMLFormElement} form
 * @returns {Promise<"draft" | "waiting" | "needs_you" | "">} what was found
 */
export async function restore(form) {
  const { draft, op, quarantined } = await held(form.dataset.thing ?? "");
  const fresh = draft && (!draft.synced || !keyOfPage()) ? draft : null;
  const latest = quarantined ?? op;
  if (document.getElementById("errors")) return "";
  if (fresh) fill(form, fresh.pairs);
  else if (latest) fill(form, latest.pairs);
  if (quarantined) await showErrors(form, errorsOf(quarantined, await words()));
  if (quarantined) return "needs_you";
  return fresh ? "draft" : op ? "waiting" : "";
}

/**
 * @param {string} thing
 * @returns {Promise<{draft?: Draft, op?: Op, quarantined?: Quarantined}>} the newest of each; on a locked phone only what came after
 */
async function held(thing) {
  const store = await storeHere();
  return store.run(["drafts", "outbox", "quarantine", "meta"], "readonly", async (tx) => {
    const locked_at = isLocked() ? Math.max(closesAt(), (await done(tx.objectStore("meta").get("locked_at")))?.value ?? 0) : 0;
    /** @param {Draft | Op} row */
    const readable = (row) => Date.parse(row.saved_at) >= locked_at;
    const draft = [await done(tx.objectStore("drafts").get(thing))].find((row) => row && readable(row));
    const ops = await done(tx.objectStore("outbox").index("seq").getAll());
    const quarantine = await done(tx.objectStore("quarantine").getAll());
    /** @param {Op[]} rows */
    const newest = (rows) => rows.filter((row) => row.thing === thing && readable(row)).sort((one, other) => one.seq - other.seq).at(-1);
    return { draft, op: newest(ops), quarantined: /** @type {Quarantined | undefined} */ (newest(quarantine)) };
  });
}
