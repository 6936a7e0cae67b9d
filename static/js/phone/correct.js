// @ts-check
/** The way from an op that needs the person to where it can be put right. */

import { csrfToken } from "../app.js";
import { el } from "./dom.js";

/** @typedef {import("./types.js").Quarantined} Quarantined */

/**
 * @param {Quarantined} op
 * @returns {boolean} whether the school's own page shows what changed meanwhile
 */
export const isStale = (op) => op.kind === "week.review" && op.problem.code === "stale";

/**
 * @param {{path: string, kind: string}} op
 * @returns {string} the form, also where the school would show what was handed in before
 */
export function formOf({ path, kind }) {
  const url = new URL(path, location.origin);
  if (kind === "submit") url.searchParams.set("edit", "1");
  return url.pathname + url.search;
}

/**
 * Post what was chosen to the week's own page: it answers with what changed, and with every choice still made.
 * @param {Quarantined} op
 */
export function postChoices(op) {
  const action = new URL(op.path, location.origin).pathname;
  const form = /** @type {HTMLFormElement} */ (el("form", { method: "post", action, hidden: "" }));
  const token = /** @type {[string, string]} */ (["csrf_token", csrfToken()]);
  for (const [name, value] of [token, ...op.pairs]) form.append(el("input", { type: "hidden", name, value }));
  document.body.append(form);
  form.submit();
}

/** @param {Quarantined} op */
export function correct(op) {
  if (isStale(op) && csrfToken()) postChoices(op);
  else location.assign(formOf(op));
}
