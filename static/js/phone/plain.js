// @ts-check
/** The way without the outbox: the form is posted as the browser would have done it. */

import { el } from "./dom.js";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter the button that was pressed; its name counts
 */
export function postPlainly(form, submitter) {
  const { name = "", value = "" } = /** @type {HTMLButtonElement} */ (submitter ?? {});
  if (name) form.append(el("input", { type: "hidden", name, value }));
  form.submit();
}
