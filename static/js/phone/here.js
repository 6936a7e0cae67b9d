// @ts-check
/** What this phone can show without a connection, instead of a page that it does not have. */

import { allPages, titleOf } from "./kept-pages.js";
import { localWork } from "./local-work.js";
import { body, part, row } from "./parts.js";
import { restored } from "./snapshot.js";

/** @typedef {import("./kept-pages.js").KeptPage} KeptPage */

const MOST = 8;

/**
 * @param {HTMLElement} list
 * @param {string} name
 * @param {HTMLElement[]} rows
 */
function fill(list, name, rows) {
  const section = /** @type {HTMLElement} */ (list.querySelector(`[data-${name}]`));
  section.hidden = rows.length === 0;
  section.querySelector(".list")?.append(...rows.slice(0, MOST));
}

/** @param {KeptPage[]} pages */
export const sheetRows = (pages) => pages.filter(({ kind }) => kind === "form")
  .map((page) => row(page.url, titleOf(page)))
  .sort((one, other) => (one.textContent ?? "").localeCompare(other.textContent ?? ""));

/**
 * @param {import("./store.js").Store} store
 * @param {"not-here" | "locked" | "closed" | "anybody"} why
 */
export async function listHere(store, why) {
  const list = part("here");
  const pages = await allPages(store);
  fill(list, "new", why === "anybody" ? [] : sheetRows(pages));
  if (why === "not-here") {
    fill(list, "begun", (await localWork(store)).map(({ path, title }) => row(path, title)));
    fill(list, "seen", seen(pages).map((page) => row(page.url, titleOf(page), whenSeen(page))));
  }
  for (const button of list.querySelectorAll("[data-reload]")) button.addEventListener("click", () => location.reload());
  body(part(why), list);
  showPlaces(pages);
}

/**
 * The places of the app, as one of its pages has them.
 * @param {KeptPage[]} pages
 */
export function showPlaces(pages) {
  const places = pages.length ? restored(pages[0].html).querySelector(".places") : null;
  if (!places) return;
  places.querySelector("[aria-current]")?.removeAttribute("aria-current");
  document.querySelector(".page")?.before(document.adoptNode(places));
  document.body.classList.add("with-places");
}

/**
 * Pages that one looks for by name, in the order of the menu and then the latest first; an entry is found in its week.
 * @param {KeptPage[]} pages
 */
function seen(pages) {
  const menu = pages.length ? [...restored(pages[0].html).querySelectorAll(".places a")] : [];
  const places = menu.map((link) => link.getAttribute("href"));
  const rank = (/** @type {KeptPage} */ { url }) => (places.includes(url) ? places.indexOf(url) : places.length);
  const named = pages.filter(({ kind, url }) => kind === "page" && !url.startsWith("/entries/"));
  const sorted = named.sort((one, other) => rank(one) - rank(other) || other.url.localeCompare(one.url));
  return sorted.filter((page, place) => sorted.findIndex((each) => titleOf(each) === titleOf(page)) === place);
}

/** @param {KeptPage} page */
const whenSeen = ({ at }) => new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
}).format(new Date(at));
