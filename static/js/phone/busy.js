// @ts-check
/**
 * Whether somebody is filling in a form: then nothing renews the page, and no other page renews the app under it. The
 * browser's shared lock tells the other pages, and is gone with the page whatever happens to it.
 */

export const FORM_LOCK = "logbook-form";

let filling = false;
/** @type {Set<() => void>} */
const waiting = new Set();
/** @type {(() => void) | undefined} */
let letGo;

export const busy = () => filling;

/** @param {() => void} listener called once when the form was handed in */
export const whenFree = (listener) => { if (filling) waiting.add(listener); };

function hold() {
  if (filling) return;
  filling = true;
  const held = new Promise((resolve) => { letGo = () => resolve(undefined); });
  navigator.locks?.request(FORM_LOCK, { mode: "shared" }, () => held);
}

function free() {
  filling = false;
  letGo?.();
  for (const listener of waiting) listener();
  waiting.clear();
}

document.addEventListener("input", (event) => {
  const field = /** @type {Element} */ (event.target);
  if (event.isTrusted && field.closest("form") !== null) hold();
});

// What was handed in is saved or on its way; a form that is refused is filled in again, and holds again.
document.addEventListener("submit", () => setTimeout(free));
