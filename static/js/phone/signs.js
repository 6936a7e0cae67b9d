// @ts-check
/** What is drawn rather than written: buttons that show a sign and say its name, and shapes. */

import { el, icon } from "./dom.js";

/**
 * @param {string} sign
 * @param {string} label
 * @param {(event: MouseEvent) => unknown} deed
 * @param {string} [look]
 * @returns {HTMLButtonElement}
 */
export function signButton(sign, label, deed, look = "iconbtn") {
  const made = /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: look, "aria-label": label }, icon(sign)));
  made.addEventListener("click", deed);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
