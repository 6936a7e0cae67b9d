// @ts-check
/** What a form holds, as pairs, as the nested fields that the school reads, and back into a form. */

import { restore } from "./attached.js";

/** @typedef {import("./types.js").Pairs} Pairs */

const NEVER = ["csrf_token", "op_id"];
const ENVELOPE = [...NEVER, "base_rev", "keep", "back"];
const DEEPEST = 8;
// A photo without a criterion or a mark is still a photo.
const MAY_BE_EMPTY = /^photos\.[0-9a-f]{64}\./;
const PICTURE = /^(?:photos\.([0-9a-f]{64})\.|spoken\[\]$)/;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter] the button that was pressed
 * @returns {Pairs}
 */
export function read(form, submitter = null) {
  const texts = /** @type {Pairs} */ ([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const { name = "", value = "" } = /** @type {HTMLButtonElement} */ (submitter ?? {});
  if (name) texts.push([name, value]);
  return texts.filter(([each]) => !NEVER.includes(each));
}

/** @param {string} text */
const clean = (text) => text.replaceAll("\0", "").trim();

/**
 * Turn dotted names into nested objects and `name[]` into lists, as the school does with a posted form.
 * @param {Pairs} pairs
 * @returns {Record<string, any>}
 */
export function nest(pairs) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, raw] of pairs) {
    const text = clean(raw);
    if (ENVELOPE.includes(name) || (!text && !MAY_BE_EMPTY.test(name))) continue;
    values.set(name, [...(values.get(name) ?? []), text]);
  }
  /** @type {Record<string, any>} */
  const fields = {};
  for (const [name, texts] of values) put(fields, pathOf(name), name.endsWith("[]") ? texts : texts.at(-1));
  return fields;
}

/** @param {string} name */
function pathOf(name) {
  const parts = clean(name).replace(/\[\]$/, "").split(".");
  return [...parts.slice(0, DEEPEST - 1), ...(parts.length < DEEPEST ? [] : [parts.slice(DEEPEST - 1).join(".")])];
}

/**
 * @param {Record<string, any>} target
 * @param {string[]} path
 * @param {any} value
 */
function put(target, path, value) {
  const last = /** @type {string} */ (path.at(-1));
  for (const part of path.slice(0, -1)) {
    if (!Object.hasOwn(target, part) || !isObject(target[part])) own(target, part, {});
    target = target[part];
  }
  if (!Object.hasOwn(target, last) || !isObject(target[last])) own(target, last, value);
}

/**
 * Set a property of the object itself, whatever it is called: `__proto__` too is a name like another.
 * @param {Record<string, any>} target
 * @param {string} name
 * @param {any} value
 */
function own(target, name, value) {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

/** @param {unknown} value */
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Leave out agreement with what is another revision on this page than it was: nobody agrees unseen.
 * @param {HTMLFormElement} form
 * @param {Pairs} pairs
 * @returns {Pairs}
 */
export function seenOnly(form, pairs) {
  const kept = new Map(pairs);
  const revisions = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=hidden][name$='.rev']"));
  const unseen = [...revisions].filter(({ name, value }) => kept.get(name) !== value).map(({ name }) => name.replace(/rev$/, ""));
  const agreement = unseen.flatMap((prefix) => [`${prefix}verdict`, `${prefix}return`]);
  if (unseen.length) agreement.push("agree_all");
  return pairs.filter(([name]) => !agreement.includes(name));
}

/**
 * Put kept pairs into a form: what is not among them is emptied. Tells the form's own scripts, once.
 * @param {HTMLFormElement} form
 * @param {Pairs} kept
 */
export function fill(form, kept) {
  const pairs = seenOnly(form, kept);
  for (const control of form.elements) fillControl(control, pairs);
  restore(form, pairs);
  form.dispatchEvent(new CustomEvent("logbook:filled", { bubbles: true, detail: { pairs } }));
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * @param {Element} control
 * @param {Pairs} pairs
 */
function fillControl(control, pairs) {
  const { name = "", type = "" } = /** @type {HTMLInputElement} */ (control);
  if (!name || NEVER.includes(name) || (type === "hidden" && name !== "base_rev")) return;
  const values = pairs.filter(([each]) => each === name).map(([, value]) => value);
  if (control instanceof HTMLInputElement && (type === "radio" || type === "checkbox")) {
    control.checked = values.includes(control.value);
  } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
    if (type !== "file") control.value = values.at(-1) ?? "";
  } else if (control instanceof HTMLSelectElement) {
    control.value = values.at(-1) ?? "";
  }
}

/**
 * @param {import("./types.js").Pairs} pairs
 * @returns {string[]} the pictures and spoken notes that a form names
 */
export const picturesIn = (pairs) => pairs.flatMap(([name, value]) => {
  const found = PICTURE.exec(name);
  return found ? [found[1] ?? value] : [];
});
