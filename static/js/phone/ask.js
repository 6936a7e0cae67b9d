// @ts-check
/** A question over the page, with a button for each answer. Escape is no answer. */

import { el } from "./dom.js";

/**
 * @param {string} title
 * @param {string} text
 * @param {[string, string, string][]} answers value, label, kind of button
 * @returns {Promise<string>} the value that was chosen, or empty
 */
export function ask(title, text, answers) {
  const buttons = answers.map(([value, label, kind]) => el("button", { class: `btn ${kind}`, value }, label));
  const form = el("form", { method: "dialog", class: "stack-s" }, ...buttons);
  const head = el("h2", { id: "ask-title" }, title);
  const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "ask", "aria-labelledby": "ask-title" }, head, el("p", {}, text), form));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue);
  }));
}
