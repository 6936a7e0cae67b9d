// @ts-check
/**
 * The page that the phone shows when the school cannot be reached: the one that was asked for as it was seen last, a form to
 * fill in, or what else there is. It never looks different from what it is: a page of before says from when it is.
 */

import { dayOf, fillForm, flat, freshForm } from "./fresh-form.js";
import { waitForConnection } from "./back-online.js";
import { listHere, showPlaces } from "./here.js";
import { uuid7 } from "./ids.js";
import { allPages, formOf, pageAt, sheetIn } from "./kept-pages.js";
import { entryOf, localWork, valueIn } from "./local-work.js";
import { closesAt, isClosed, personHere } from "./person.js";
import { chooseSheet } from "./share.js";
import { emptied, restored, show } from "./snapshot.js";
import { done, openStore } from "./store.js";
import { body, part } from "./parts.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./fresh-form.js").Wanted} Wanted */

const ENTRY = /^\/entries\/([0-9a-f-]{36})$/;
const START = ["/", "/offline"];

/** @param {string} moment @param {string} language */
const spoken = (moment, language) => {
  const at = new Date(moment);
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(at);
  return `${day}, ${new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(at)}`;
};

/**
 * What was said of a lost line is over; whoever handed in is told there, and nothing beside it.
 * @param {Element} notice
 */
function putOnTop(notice) {
  for (const said of document.querySelectorAll("#main [data-cut]")) said.closest(/** @type {HTMLElement} */ (said).dataset.cut ?? "")?.remove();
  if (!document.getElementById("saved")) document.getElementById("main")?.prepend(notice);
}

/** @param {import("./kept-pages.js").KeptPage} kept */
async function showSnapshot({ html, at }) {
  const notice = part("as-it-was");
  const line = /** @type {HTMLElement} */ (notice.querySelector("[data-was]"));
  const page = restored(html);
  line.prepend(`${(line.dataset.was ?? "").replace("{when}", spoken(at, page.documentElement.lang))} `);
  renewDay(page);
  page.getElementById("main")?.prepend(notice);
  await show(page);
}

/**
 * "What was it today?" is asked of today, also on yesterday's page: there nothing is chosen yet.
 * @param {Document} page
 */
function renewDay(page) {
  const form = location.pathname === "/today" ? page.querySelector("form.statuses") : null;
  const before = /\d{4}-\d\d-\d\d/.exec(form?.getAttribute("action") ?? "")?.[0] ?? dayOf();
  if (!form || before === dayOf()) return;
  for (const { name, value } of form.attributes) form.setAttribute(name, value.replaceAll(before, dayOf()));
  for (const button of form.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", "false");
}

/**
 * @param {Store} store
 * @param {string} sheet
 * @param {Wanted} wanted
 * @returns {Promise<boolean>} whether the phone has the form
 */
async function showForm(store, sheet, { id, day, rev, pairs }) {
  const blank = await formOf(store, sheet);
  if (!blank) return false;
  const page = freshForm(isClosed() ? emptied(blank.html) : blank.html, { id, day, rev });
  page.getElementById("main")?.prepend(part("fresh-form"));
  history.replaceState(null, "", `/entries/${id}?${new URLSearchParams({ sheet, date: day })}`);
  await show(page);
  fillForm(pairs);
  return true;
}

/**
 * Begin on a sheet, or go on with what was begun on it for that day.
 * @param {Store} store
 * @param {URL} url
 */
async function begin(store, url) {
  const [sheet, day] = [sheetIn(url.href), url.searchParams.get("date") ?? dayOf()];
  const same = (/** @type {import("./local-work.js").Work} */ work) => entryOf(work)
    && valueIn(work, "sheet") === sheet && valueIn(work, "date") === day;
  const begun = isClosed() ? undefined : (await localWork(store)).find(same);
  return showForm(store, sheet, { id: begun ? entryOf(begun) : uuid7(), day });
}

/**
 * An entry: what this phone holds of it goes first, then how it was seen last, then a new one on the sheet of the address.
 * @param {Store} store
 * @param {string} id
 * @param {URL} url
 */
async function showEntry(store, id, url) {
  const work = (await localWork(store)).find((each) => entryOf(each) === id);
  if (work) return showForm(store, valueIn(work, "sheet"), { id, day: valueIn(work, "date") || dayOf() });
  if (sheetIn(url.href)) return showForm(store, sheetIn(url.href), { id, day: url.searchParams.get("date") ?? dayOf() });
  if (isClosed()) return false;
  const kept = url.searchParams.has("edit") ? undefined : await pageAt(store, url.pathname);
  if (kept) return showSnapshot(kept).then(() => true);
  return showKnown(store, id);
}

/**
 * The form of an entry that the school has, with what it held when this phone heard of it last.
 * @param {Store} store
 * @param {string} id
 */
async function showKnown(store, id) {
  const entries = await store.run(["meta"], "readonly", (tx) => done(tx.objectStore("meta").get("entries")));
  const entry = entries?.value[id];
  if (!entry) return false;
  return showForm(store, entry.sheet, { id, day: entry.date, rev: entry.rev, pairs: flat(entry.fields) });
}

/** @returns {boolean} whether this may be anybody of those who share the phone: what is written now would be somebody's */
const nobodyKnown = () => isClosed() && (personHere()?.shared ?? false);

/**
 * @param {Store} store
 * @param {URL} url
 * @returns {Promise<boolean>} whether there was something to show
 */
async function showPage(store, url) {
  const entry = ENTRY.exec(url.pathname)?.[1];
  if (nobodyKnown()) return false;
  if (url.pathname === "/entries/new") return begin(store, url);
  if (entry) return showEntry(store, entry, url);
  if (isClosed()) return false;
  const kept = await pageAt(store, url.pathname + url.search) ?? await pageAt(store, url.pathname);
  if (kept) await showSnapshot(kept);
  return Boolean(kept);
}

/** @param {import("./person.js").Person} person */
function why({ idle, shared }) {
  if (!isClosed()) return "not-here";
  if (shared) return "anybody";
  return idle ? "closed" : "locked";
}

/** @returns {Promise<boolean>} whether the phone had what was asked for */
async function start() {
  const person = personHere();
  if (location.pathname === "/outbox") return showOutbox(person).then(() => true);
  if (!person) return nothing();
  const store = await openStore(person.key);
  if (location.pathname === "/share") return chooseSheet(store).then(() => true);
  if (START.includes(location.pathname)) history.replaceState(null, "", person.home);
  if (closesAt() && !isClosed()) import("./guard.js").then((guard) => guard.start());
  if (await showPage(store, new URL(location.href))) return true;
  await listHere(store, why(person));
  return false;
}

function nothing() {
  body(part("unknown"));
  return false;
}

/** @param {import("./person.js").Person | null} person */
async function showOutbox(person) {
  body(part("outbox"));
  if (person) showPlaces(await allPages(await openStore(person.key)));
  await import("./start.js");
}

start().catch(nothing).then((shown) => waitForConnection(putOnTop, !shown));
