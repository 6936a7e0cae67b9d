// @ts-check
/**
 * Takes along what the phone will be asked for without a connection: the pages that the school names, the blank form of each
 * sheet, and what entries held. Only in the database of the person who is signed in, and never on a locked phone.
 */

import { keepOnly, keepPage, allPages, sheetIn } from "./kept-pages.js";
import { keyOfPage, personHere } from "./person.js";
import { stripped } from "./snapshot.js";
import { done, openStore } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./kept-pages.js").KeptPage} KeptPage */
/** @typedef {{entry_id: string, sheet: string, date: string, rev: number}} Entry */
/** @typedef {{cursor: string, pages: string[], forms: string[], entries: Entry[], sheets: {sheet: string, version: number}[]}} Changes */

const EVERY = 4 * 60_000;
const KEPT = 9 * 7 * 24 * 3600_000; // milliseconds that an entry is remembered: a little longer than the school tells them
const RELEASE = /\/static\/([^/]+)\//.exec(import.meta.url)?.[1] ?? "";
const HEADERS = { "X-Take-Along": "1" };

/** @returns {Promise<Store | null>} where to keep, or null where nothing is kept */
async function place() {
  const person = personHere();
  const theirs = person && !person.locked && person.key === keyOfPage() && document.documentElement.dataset.kept === undefined;
  return theirs && navigator.onLine ? openStore(person.key) : null;
}

/**
 * @param {Store} store
 * @param {string} since
 * @returns {Promise<Changes | null>}
 */
async function changesSince(store, since) {
  const query = since ? `?since=${encodeURIComponent(since)}` : "";
  const answer = await fetch(`/api/v1/changes${query}`, { headers: { ...HEADERS, "X-User-Key": store.userKey } });
  const json = answer.ok && (answer.headers.get("Content-Type") ?? "").includes("application/json");
  return json ? answer.json() : null;
}

/**
 * @param {Store} store
 * @param {string} key
 */
const recall = async (store, key) => (await store.run(["meta"], "readonly", (tx) => done(tx.objectStore("meta").get(key))))?.value;

/**
 * Add what is new to the entries that are known, and forget the old ones.
 * @param {Record<string, Entry>} known
 * @param {Entry[]} fresh
 */
function merged(known, fresh) {
  const all = { ...known, ...Object.fromEntries(fresh.map((entry) => [entry.entry_id, entry])) };
  return Object.fromEntries(Object.entries(all).filter(([, { date }]) => Date.now() - Date.parse(date) < KEPT));
}

/**
 * What a blank form depends on: the app, the language, the sheet, and the last entry on it, whose header it copies.
 * @param {string} url
 * @param {Entry[]} entries
 * @param {Changes} changes
 */
function formStamp(url, entries, { sheets }) {
  const sheet = sheetIn(url);
  const last = entries.filter((entry) => entry.sheet === sheet).sort((one, other) => one.date.localeCompare(other.date)).at(-1);
  const version = sheets.find((each) => each.sheet === sheet)?.version ?? "";
  return [RELEASE, document.documentElement.lang, version, last?.entry_id ?? "", last?.rev ?? ""].join(" ");
}

/**
 * @param {Store} store
 * @param {Omit<KeptPage, "html" | "at">} wanted
 * @returns {Promise<boolean>} whether the page is on the phone now
 */
async function fetchPage(store, { url, kind, stamp }) {
  const answer = await fetch(url, { headers: HEADERS });
  const html = answer.ok ? await answer.text() : "";
  if (!html.includes(`<meta name="user-key" content="${store.userKey}">`)) return answer.status === 404;
  await keepPage(store, { url, kind, stamp, html: stripped(html), at: new Date().toISOString() });
  return true;
}

/**
 * @param {Store} store
 * @param {Changes} changes
 * @param {Record<string, Entry>} entries
 * @param {boolean} moved whether anything changed at the school since last time
 */
async function fetchPages(store, changes, entries, moved) {
  const kept = new Map((await allPages(store)).map((page) => [page.url, page]));
  const today = `${RELEASE} ${new Date().toDateString()}`;
  const pages = changes.pages.map((url) => ({ url, kind: /** @type {const} */ ("page"), stamp: today }));
  const forms = changes.forms.map((url) => (
    { url, kind: /** @type {const} */ ("form"), stamp: formStamp(url, Object.values(entries), changes) }));
  let whole = true;
  for (const wanted of [...forms, ...pages]) {
    const fresh = kept.get(wanted.url)?.stamp === wanted.stamp && !(moved && wanted.kind === "page");
    if (!fresh) whole = await fetchPage(store, wanted) && whole;
  }
  await keepOnly(store, [...changes.pages, ...changes.forms]);
  return whole;
}

/** @param {Store} store */
async function take(store) {
  const [cursor, known] = await Promise.all([recall(store, "cursor"), recall(store, "entries")]);
  const changes = await changesSince(store, known ? cursor : "");
  if (!changes) return;
  const entries = merged(known ?? {}, changes.entries);
  const whole = await fetchPages(store, changes, entries, changes.cursor !== cursor);
  await store.run(["meta"], "readwrite", (tx) => {
    tx.objectStore("meta").put({ key: "entries", value: entries });
    tx.objectStore("meta").put({ key: "along", value: Date.now() });
    // A page that did not come is asked for again: what changed meanwhile still counts as news.
    if (whole) tx.objectStore("meta").put({ key: "cursor", value: changes.cursor });
  });
}

/** @param {Store} store @returns {Promise<boolean>} whether something was received since, or it was a while ago */
async function due(store) {
  const last = await recall(store, "along") ?? 0;
  if (Date.now() - last > EVERY) return true;
  const receipts = await store.run(["receipts"], "readonly", (tx) => done(tx.objectStore("receipts").getAll()));
  return receipts.some(({ received_at }) => Date.parse(received_at) > last);
}

/** Take along what is due; one page of the app does it at a time. */
export async function takeAlong() {
  const store = await place();
  if (!store || !await due(store)) return;
  const work = () => take(store);
  await (navigator.locks?.request("logbook-along", { ifAvailable: true }, (lock) => (lock ? work() : undefined)) ?? work());
}

const soon = () => { takeAlong().catch(() => undefined); }; // no connection after all: the next page tries again

document.addEventListener("logbook:outbox", soon);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
setInterval(soon, EVERY);
soon();
