// @ts-check
/**
 * A form that can only be sent with a connection says so, and keeps what was chosen on the page, instead of leaving for
 * the browser's own page about a lost line.
 */

import { mention } from "./app.js";

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.onlineOnly === undefined || navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  mention(form.dataset.onlineOnly);
}, true);
