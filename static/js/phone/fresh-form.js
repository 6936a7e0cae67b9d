// @ts-check
/** A form to fill in, made from the blank one of its sheet: another entry, another day, and what was there already. */

import { fill } from "./form-data.js";
import { uuid7 } from "./ids.js";
import { restored } from "./snapshot.js";

/** @typedef {import("./types.js").Pairs} Pairs */
/** @typedef {{id: string, day: string, rev?: number, pairs?: Pairs}} Wanted */

const ENTRY = /action="\/entries\/([0-9a-f-]{36})"/;
const FORM = "form[data-entry-form]";

/**
 * @param {Date} [moment]
 * @returns {string} the phone's own day, as 2026-11-20
 */
export function dayOf(moment = new Date()) {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [year, ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/**
 * @param {string} day
 * @param {string} language
 * @returns {string} as the school writes it: vr 20 nov
 */
const shortDay = (day, language) => new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" })
  .format(new Date(`${day}T12:00`)).replaceAll(/[.,]/g, "");

/**
 * @param {string} html the blank form as it was taken along
 * @param {Wanted} wanted
 * @returns {Document}
 */
export function freshForm(html, { id, day, rev = 0 }) {
  const blank = ENTRY.exec(html)?.[1] ?? id;
  const page = restored(html.replaceAll(blank, id));
  set(page, "op_id", uuid7());
  set(page, "base_rev", String(rev));
  set(page, "date", day);
  page.querySelector(`${FORM} [name="date"]`)?.setAttribute("max", dayOf());
  retitle(page, day);
  return page;
}

/**
 * @param {Document} page
 * @param {string} name
 * @param {string} value
 */
function set(page, name, value) {
  page.querySelector(`${FORM} [name="${name}"]`)?.setAttribute("value", value);
}

/**
 * @param {Document} page
 * @param {string} day
 */
function retitle(page, day) {
  const kicker = page.querySelector(".top .kicker");
  const form = /** @type {HTMLElement | null} */ (page.querySelector(FORM));
  const [before, now] = [kicker?.textContent ?? "", shortDay(day, page.documentElement.lang)];
  if (kicker) kicker.textContent = now;
  if (form?.dataset.title && before) form.dataset.title = form.dataset.title.replace(before, now);
}

/** @param {Pairs | undefined} pairs what was there already */
export function fillForm(pairs) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(FORM));
  if (form && pairs) fill(form, pairs);
}

/**
 * @param {Record<string, any>} fields as the school tells them
 * @param {string} [prefix]
 * @returns {Pairs} as a form holds them
 */
export const flat = (fields, prefix = "") => Object.entries(fields).flatMap(([name, value]) => {
  const path = prefix + name;
  if (value === null) return [];
  if (Array.isArray(value)) return value.map((each) => /** @type {[string, string]} */ ([`${path}[]`, String(each)]));
  if (typeof value === "object") return flat(value, `${path}.`);
  return [[path, typeof value === "number" ? String(value).replace(".", ",") : String(value)]];
});
