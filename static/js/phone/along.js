// @ts-check
/**
 * Takes along what the phone will be asked for without a connection: the pages that the school names, the blank form of each
 * sheet, and what entries held. Only in the database of the person who is signed in, and never on a locked phone.
 */

import { keepOnly, keepPage, allPages, sheetIn } from "./kept-pages.js";
import { keyOfPage, personHere } from "./person.js";
import { emptied, stripped } from "./snapshot.js";
import { done, openStore } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./kept-pages.js").KeptPage} KeptPage */
/** @typedef {Omit<KeptPage, "html" | "at">} Wanted a page, and what it depends on */
/** @typedef {{entry_id: string, sheet: string, date: string, rev: number, state: string}} Entry */
/** @typedef {{sheet: string, version: number, local?: string}} Sheet */
/** @typedef {{cursor: string, whole: boolean, pages: string[], forms: string[], entries: Entry[], gone: string[], sheets: Sheet[]}} Changes */

const EVERY = 4 * 60_000;
const DAY = 24 * 3600_000;
const KNOWN = 9 * 7 * DAY; // a little longer than the school tells of entries
const READ = 3 * 7 * DAY; // as long as the weeks that are taken along
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
 * @param {Store} store
 * @param {Record<string, unknown>} values
 */
const keep = (store, values) => store.run(["meta"], "readwrite", (tx) => {
  for (const [key, value] of Object.entries(values)) tx.objectStore("meta").put({ key, value });
});

/** @param {Entry} entry */
const age = ({ date }) => Date.now() - Date.parse(date);

/**
 * Add what is new to the entries that are known, and forget the old ones and those that are gone.
 * @param {Record<string, Entry>} known
 * @param {Changes} changes
 */
function merged(known, { whole, entries, gone }) {
  const all = { ...(whole ? {} : known), ...Object.fromEntries(entries.map((entry) => [entry.entry_id, entry])) };
  return Object.fromEntries(Object.entries(all).filter(([id, entry]) => !gone.includes(id) && age(entry) < KNOWN));
}

/**
 * A blank form depends on its sheet, on what the workplace adds to that, and on the last entry on it, whose header it copies.
 * @param {string} url
 * @param {Entry[]} entries
 * @param {Sheet[]} sheets
 */
function formStamp(url, entries, sheets) {
  const sheet = sheetIn(url);
  const last = entries.filter((entry) => entry.sheet === sheet).sort((one, other) => one.date.localeCompare(other.date)).at(-1);
  const { version, local } = sheets.find((each) => each.sheet === sheet) ?? {};
  return `${version} ${local ?? ""} ${last?.entry_id} ${last?.rev}`;
}

/**
 * The forms first, for new work matters most; the pages change with the day and with whatever happens at the school.
 * @param {Changes} changes
 * @param {Entry[]} entries
 * @returns {Wanted[]}
 */
function wanted({ cursor, pages, forms, sheets }, entries) {
  // A phone that learners share keeps nothing to read.
  if (personHere()?.shared) pages = [];
  const { lang, dataset } = document.documentElement;
  const app = `${RELEASE} ${lang} ${dataset.print ?? ""} ${dataset.easy ?? "-"}`;
  const recent = entries.filter((entry) => age(entry) < READ);
  return [
    ...forms.map((url) => ({ url, kind: /** @type {const} */ ("form"), stamp: `${app} ${formStamp(url, entries, sheets)}` })),
    ...pages.map((url) => ({ url, kind: /** @type {const} */ ("page"), stamp: `${app} ${new Date().toDateString()} ${cursor}` })),
    ...recent.map(({ entry_id, rev, state }) => (
      { url: `/entries/${entry_id}`, kind: /** @type {const} */ ("page"), stamp: `${app} ${rev} ${state}` })),
  ];
}

/**
 * @param {Store} store
 * @param {Wanted} page
 */
async function fetchPage(store, { url, kind, stamp }) {
  const answer = await fetch(url, { headers: HEADERS });
  const html = answer.ok ? await answer.text() : "";
  if (!html.includes(`<meta name="user-key" content="${store.userKey}">`)) return;
  const bare = personHere()?.shared ? emptied(stripped(html)) : stripped(html);
  await keepPage(store, { url, kind, stamp, html: bare, at: new Date().toISOString() });
}

/**
 * That it was done is kept when all of it is here: a page that was left halfway must not stop the next one.
 * @param {Store} store
 */
async function take(store) {
  const began = Date.now();
  const [cursor, known] = await Promise.all([recall(store, "cursor"), recall(store, "entries")]);
  const changes = await changesSince(store, known ? cursor : "");
  if (!changes) return;
  const entries = personHere()?.shared ? {} : merged(known ?? {}, changes);
  await keep(store, { entries, cursor: changes.cursor });
  const pages = wanted(changes, Object.values(entries));
  const stamps = new Map((await allPages(store)).map(({ url, stamp }) => [url, stamp]));
  for (const page of pages.filter(({ url, stamp }) => stamps.get(url) !== stamp)) await fetchPage(store, page);
  await keepOnly(store, pages.map(({ url }) => url));
  await keep(store, { along: began });
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
